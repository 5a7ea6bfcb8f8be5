import { capture, Fault, type Result } from '../../../shared/result.ts';
import { PdfWriter } from '../merge/pdf-writer.ts';
import type { Ref } from '../read/objects.ts';
import { type Reduction, smallerPictures } from '../scan/smaller-pictures.ts';
import { type AttachedFile, attachedFileEntries, attachPdf } from './attached-files.ts';
import { emptyBase, letterBase } from './base-document.ts';
import { type ImagePart, openImagePart } from './image-part.ts';
import type { Layers } from './layers.ts';
import { type Bookmark, bookmarksTo, writeOutline } from './outline.ts';
import type { PartKind } from './part-kind.ts';
import { distinctWarnings, type PartWarning } from './part-warning.ts';
import { type PageSize, planPdfPart } from './pdf-part.ts';
import { placeImages } from './place-images.ts';
import { claimPdfPages, type Placement } from './place-pdf-pages.ts';
import { shownName, withPart } from './read-part.ts';
import { sameFiles } from './same-files.ts';

/**
 * An attachment, or some of its pages. `name` is what messages call it, `title` its bookmark (neighbours of one title share
 * it); `pages` counts from 0; `rotate` turns clockwise, beside the file's own turn. With `attachSigned` a signed PDF is also
 * attached as it is; `reduce` packs the pictures of a PDF smaller.
 */
export type DossierPart = {
	path: string;
	name: string;
	title?: string;
	rotate?: 0 | 90 | 180 | 270;
	pages?: readonly number[];
	password?: string;
	attachSigned?: boolean;
	reduce?: Reduction;
};

export type DossierOrder = { letter?: Uint8Array; parts: readonly DossierPart[] };

export type BuiltDossier = {
	pages: number;
	bytes: number;
	parts: { name: string; pages: number; warnings: PartWarning[] }[];
};

export type Inspection = {
	kind: PartKind;
	bytes: number;
	pages: PageSize[];
	signed: boolean;
	warnings: PartWarning[];
};

/** An existing, empty file to write into, and the name it will have: that one is told to the user. */
export type Target = { temp: string; output: string };

/** Hears name and size of each file before it is parsed, and which of how many it is, from 1. */
export type OnFile = (begun: { file: string; bytes: number; place: number; of: number }) => void;

/** What all parts are written into. */
type Frame = { writer: PdfWriter; tree: Ref; layers: Layers; attached: AttachedFile[] };

/**
 * Letter and attachments in one PDF, in this order, with a bookmark for each. The letter is the base document, so its
 * metadata, language and signature box stay. A file used by several parts, or added twice, is read and written once; no more
 * than one file is in memory at a time, and a PDF not even that. Beside the faults of the files: FILE_WRITE_DENIED,
 * FILE_DISK_FULL.
 */
export function buildDossier(
	{ letter, parts }: DossierOrder,
	{ temp, output }: Target,
	onFile: OnFile = () => {},
): Promise<Result<BuiltDossier>> {
	return capture(() =>
		PdfWriter.into(temp, output, async (writer) => {
			const tree = writer.reserve();
			const base = letter ? await letterBase(letter, writer, tree) : emptyBase(writer);
			const frame: Frame = { writer, tree, layers: { all: [], hidden: [] }, attached: [] };
			const placed: Placed[] = new Array(parts.length);
			let foreignPdf = false;
			const same = sameFiles(parts.map((part) => part.path));
			const files = [...new Set(same.values())];
			for (const [index, file] of files.entries()) {
				const wanted = parts.flatMap((part, index) => (same.get(part.path) === file ? [{ ...part, index }] : []));
				const begin = (name: string, bytes: number) =>
					onFile({ file: name, bytes, place: index + 1, of: files.length });
				const { kind, pages } = await placeFile(file, wanted, frame, begin);
				if (kind === 'pdf') foreignPdf = true;
				for (const [i, { index }] of wanted.entries()) placed[index] = pages[i]!;
			}
			const kids = [...base.pages, ...placed.flatMap(({ pages }) => pages)];
			const outline = writeOutline(writer, [
				...base.pages.slice(0, 1).map((place) => ({ title: base.title, place, below: [] })),
				// A bookmark to the only part there is would say nothing.
				...(letter || parts.length > 1 ? bookmarksOf(parts, placed) : placed.flatMap(({ bookmarks }) => bookmarks)),
			]);
			const entries = attachedFileEntries(frame.attached);
			if (outline) entries.push(['Outlines', outline]);
			const bytes = await base.finish({ tree, kids, foreignPdf, layers: frame.layers, entries });
			return {
				pages: kids.length,
				bytes,
				parts: parts.map(({ name }, index) => ({
					name: name.normalize('NFC'),
					pages: placed[index]!.pages.length,
					warnings: distinctWarnings(placed[index]!.warnings),
				})),
			};
		}),
	);
}

/** One for each part; neighbours of one title have one together. */
function bookmarksOf(parts: readonly DossierPart[], placed: readonly Placed[]): Bookmark<Ref>[] {
	const found: Bookmark<Ref>[] = [];
	for (const [index, { name, title = name }] of parts.entries()) {
		const { pages, bookmarks } = placed[index]!;
		const last = found.at(-1);
		const shown = title.normalize('NFC');
		if (last?.title === shown && index > 0) last.below.push(...bookmarks);
		else if (pages[0]) found.push({ title: shown, place: pages[0], below: bookmarks });
	}
	return found;
}

/** What a file is and what its pages look like; nothing is written. `file` is a path. */
export function inspectPart(
	file: string,
	password: string | undefined,
	onFile: OnFile = () => {},
): Promise<Result<Inspection>> {
	const name = shownName(file);
	return capture(() =>
		withPart(file, name, async (source, kind) => {
			onFile({ file: name, bytes: source.size, place: 1, of: 1 });
			const known = { kind, bytes: source.size };
			if (kind === 'pdf') {
				return await planPdfPart(source, name, password, async (part) => {
					const { sizes, signed, warnings } = part;
					// As thorough as building: what is taken here must not be refused there.
					await claimPdfPages(part, everyPage(sizes).map(upright));
					return { ...known, pages: sizes, signed, warnings: distinctWarnings(warnings) };
				});
			}
			const image = await openImagePart(await source.read(0, source.size), kind, name);
			const pages: PageSize[] = [];
			const warnings: PartWarning[] = [];
			for (let index = 0; index < image.pages; index++) {
				const read = await image.read(index);
				pages.push({ widthPt: read.page.width, heightPt: read.page.height, rotation: 0 });
				warnings.push(...read.warnings);
			}
			return { ...known, pages, signed: false, warnings: distinctWarnings(warnings) };
		}),
	);
}

/** What a part has become in the new document. */
type Placed = { pages: Ref[]; bookmarks: Bookmark<Ref>[]; warnings: PartWarning[] };

/** Writes all that the parts want of one file: what its pages share (fonts, pictures) is then written once. */
function placeFile(
	file: string,
	wanted: readonly DossierPart[],
	{ writer, tree, layers, attached }: Frame,
	begin: (name: string, bytes: number) => void,
): Promise<{ kind: PartKind; pages: Placed[] }> {
	const name = shownName(wanted[0]?.name || file);
	return withPart(file, name, async (source, kind) => {
		begin(name, source.size);
		const each = (count: number) => wanted.map((part) => placements(part, count));
		if (kind === 'pdf') {
			const password = wanted.find((part) => part.password)?.password;
			const { write, chosen, part } = await planPdfPart(source, name, password, async (part) => {
				const chosen = each(part.pages.length);
				const reduction = wanted.find((part) => part.reduce)?.reduce;
				const smaller = reduction && (await smallerPictures(part, reduction));
				return { chosen, part, write: await claimPdfPages(part, chosen.flat(), smaller) };
			});
			const pages = await write(writer, tree, layers);
			const warnings = [...part.warnings];
			if (part.signed && wanted.some(({ attachSigned }) => attachSigned)) {
				attached.push(await attachPdf(writer, name, { source, start: 0, end: source.size }));
				warnings.push({ code: 'original-attached', params: {} });
			}
			return {
				kind,
				pages: chosen.map((own) => {
					const refs = pages.splice(0, own.length);
					const bookmarks = bookmarksTo(
						part.bookmarks,
						new Map(own.map(({ index }, i) => [index, refs[i]!] as const).toReversed()),
					);
					return { pages: refs, bookmarks, warnings };
				}),
			};
		}
		const image: ImagePart = await openImagePart(await source.read(0, source.size), kind, name);
		const chosen = each(image.pages);
		const pages = await placeImages(image, chosen.flat(), writer, tree);
		return {
			kind,
			pages: chosen.map(({ length }) => {
				const own = pages.splice(0, length);
				const warnings = own.flatMap(({ warnings }) => warnings);
				return { pages: own.map(({ ref }) => ref), bookmarks: [], warnings };
			}),
		};
	});
}

/** The pages a part asks for; INPUT_FIELD when the file does not have them. */
function placements({ pages, rotate = 0 }: DossierPart, count: number): Placement[] {
	const unknown = pages?.find((index) => !Number.isInteger(index) || index < 0 || index >= count);
	if (unknown !== undefined) throw new Fault('INPUT_FIELD', { field: 'pages', detail: String(unknown) });
	return (pages ?? everyPage({ length: count })).map((index) => ({ index, rotate }));
}

function everyPage({ length }: { length: number }): number[] {
	return Array.from({ length }, (_, index) => index);
}

function upright(index: number): Placement {
	return { index, rotate: 0 };
}
