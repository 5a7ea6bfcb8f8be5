import { capture, Fault, type Result } from '../../../shared/result.ts';
import { PdfWriter } from '../merge/pdf-writer.ts';
import type { Ref } from '../read/objects.ts';
import { emptyBase, letterBase } from './base-document.ts';
import { type ImagePart, openImagePart } from './image-part.ts';
import type { Layers } from './layers.ts';
import type { PartKind } from './part-kind.ts';
import { distinctWarnings, type PartWarning } from './part-warning.ts';
import { type PageSize, planPdfPart } from './pdf-part.ts';
import { placeImages } from './place-images.ts';
import { claimPdfPages, type Placement } from './place-pdf-pages.ts';
import { shownName, withPart } from './read-part.ts';

/**
 * An attachment, or some of its pages. `name` is what messages call it; `pages` counts from 0; `rotate` turns clockwise, beside
 * the file's own turn.
 */
export type DossierPart = { path: string; name: string; rotate?: 0 | 90 | 180 | 270; pages?: readonly number[] };

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

/** Hears name and size of each file before it is parsed. */
export type OnFile = (name: string, bytes: number) => void;

/**
 * Letter and attachments in one PDF, in this order. The letter is the base document, so its metadata, language and
 * signature box stay. A file used by several parts is read once; no more than one file is in memory at a time, and a
 * PDF not even that. Beside the faults of the files: FILE_WRITE_DENIED, FILE_DISK_FULL.
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
			const layers: Layers = { all: [], hidden: [] };
			const placed: Placed[] = new Array(parts.length);
			let foreignPdf = false;
			for (const file of new Set(parts.map((part) => part.path))) {
				const name = shownName(parts.find((part) => part.path === file)?.name || file);
				const wanted = parts.flatMap((part, index) => (part.path === file ? [{ ...part, index }] : []));
				const { kind, pages } = await placeFile(file, name, wanted, { writer, tree, layers }, onFile);
				if (kind === 'pdf') foreignPdf = true;
				for (const [i, { index }] of wanted.entries()) placed[index] = pages[i]!;
			}
			const kids = [...base.pages, ...placed.flatMap(({ pages }) => pages)];
			const bytes = await base.finish({ tree, kids, foreignPdf, layers });
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

/** What a file is and what its pages look like; nothing is written. `file` is a path. */
export function inspectPart(file: string, onFile: OnFile = () => {}): Promise<Result<Inspection>> {
	const name = shownName(file);
	return capture(() =>
		withPart(file, name, async (source, kind) => {
			onFile(name, source.size);
			const known = { kind, bytes: source.size };
			if (kind === 'pdf') {
				return await planPdfPart(source, name, async (part) => {
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

/** Pages of the new document that a part has become. */
type Placed = { pages: Ref[]; warnings: PartWarning[] };

/** Writes all that the parts want of one file: what its pages share (fonts, pictures) is then written once. */
function placeFile(
	file: string,
	name: string,
	wanted: readonly DossierPart[],
	{ writer, tree, layers }: { writer: PdfWriter; tree: Ref; layers: Layers },
	onFile: OnFile,
): Promise<{ kind: PartKind; pages: Placed[] }> {
	return withPart(file, name, async (source, kind) => {
		onFile(name, source.size);
		const each = (count: number) => wanted.map((part) => placements(part, count));
		if (kind === 'pdf') {
			const { write, chosen, warnings } = await planPdfPart(source, name, async (part) => {
				const chosen = each(part.pages.length);
				return { chosen, warnings: part.warnings, write: await claimPdfPages(part, chosen.flat()) };
			});
			const pages = await write(writer, tree, layers);
			return { kind, pages: chosen.map(({ length }) => ({ pages: pages.splice(0, length), warnings })) };
		}
		const image: ImagePart = await openImagePart(await source.read(0, source.size), kind, name);
		const chosen = each(image.pages);
		const pages = await placeImages(image, chosen.flat(), writer, tree);
		return {
			kind,
			pages: chosen.map(({ length }) => {
				const own = pages.splice(0, length);
				return { pages: own.map(({ ref }) => ref), warnings: own.flatMap(({ warnings }) => warnings) };
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
