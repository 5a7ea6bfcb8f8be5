import { degrees, PDFDocument, type PDFImage, PDFName, type PDFPage, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { type ImagePage, readImagePages } from './image-part.ts';
import type { PartKind } from './part-kind.ts';
import { distinctWarnings, type PartWarning } from './part-warning.ts';
import { copyPdfPages, type PageSize, readPdfPart } from './pdf-part.ts';
import { readPart, shownName } from './read-part.ts';

/**
 * An attachment, or some of its pages. `name` is what messages call it; `pages` counts from 0; `rotate` turns clockwise, beside
 * the file's own turn.
 */
export type DossierPart = { path: string; name: string; rotate?: 0 | 90 | 180 | 270; pages?: readonly number[] };

export type DossierOrder = { letter?: Uint8Array; parts: readonly DossierPart[] };

export type BuiltDossier = {
	pdf: Uint8Array;
	pages: number;
	parts: { name: string; pages: number; warnings: PartWarning[] }[];
};

export type Inspection = {
	kind: PartKind;
	bytes: number;
	pages: PageSize[];
	signed: boolean;
	warnings: PartWarning[];
};

/** Hears name and size of each file before it is parsed. */
export type OnFile = (name: string, bytes: number) => void;

/**
 * Letter and attachments in one PDF, in this order. The letter is the base document, so its metadata, language and
 * signature box stay. A file used by several parts is read once.
 */
export function buildDossier(
	{ letter, parts }: DossierOrder,
	onFile: OnFile = () => {},
): Promise<Result<BuiltDossier>> {
	return capture(async () => {
		const dossier = letter
			? await PDFDocument.load(letter, { updateMetadata: false })
			: await PDFDocument.create({ updateMetadata: false });
		if (!letter) dossier.setProducer('VNACCS Keyring');
		const sources = new Map<string, PageSource>();
		const placers = new Map<string, Placer[]>();
		// All pages of a file are copied together: what they share (fonts, pictures) is then copied once.
		for (const file of new Set(parts.map((part) => part.path))) {
			const source = await openSource(file, nameOf(file, parts), onFile);
			const indices = parts.flatMap((part) => (part.path === file ? chosenPages(part, source) : []));
			sources.set(file, source);
			placers.set(file, await source.bring(dossier, indices));
		}
		const report: BuiltDossier['parts'] = [];
		for (const part of parts) {
			const source = sources.get(part.path)!;
			const indices = chosenPages(part, source);
			for (const place of placers.get(part.path)!.splice(0, indices.length)) {
				const page = place();
				page.setRotation(degrees((page.getRotation().angle + (part.rotate ?? 0)) % 360));
			}
			report.push({
				name: part.name.normalize('NFC'),
				pages: indices.length,
				warnings: distinctWarnings(indices.flatMap((index) => source.warnings(index))),
			});
		}
		if ([...sources.values()].some((source) => source.kind === 'pdf')) withdrawArchiveClaim(dossier);
		// Plain cross-reference tables: every signing program reads them.
		const pdf = await dossier.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
		return { pdf, pages: dossier.getPageCount(), parts: report };
	});
}

/** What a file is and what its pages look like; nothing is written. `file` is a path. */
export function inspectPart(file: string, onFile: OnFile = () => {}): Promise<Result<Inspection>> {
	return capture(async () => {
		const { kind, bytes, sizes, signed, warnings } = await openSource(file, shownName(file), onFile);
		return {
			kind,
			bytes,
			pages: sizes,
			signed,
			warnings: distinctWarnings(sizes.flatMap((_, index) => warnings(index))),
		};
	});
}

/** Adds one page to the dossier. */
type Placer = () => PDFPage;

type PageSource = {
	kind: PartKind;
	bytes: number;
	sizes: PageSize[];
	signed: boolean;
	warnings(index: number): PartWarning[];
	/** Takes the content of these pages over, without placing them yet; one placer for each index, in order. */
	bring(dossier: PDFDocument, indices: readonly number[]): Promise<Placer[]>;
};

async function openSource(file: string, name: string, onFile: OnFile): Promise<PageSource> {
	const { bytes, kind } = await readPart(file, name);
	onFile(name, bytes.byteLength);
	if (kind !== 'pdf') return imageSource(await readImagePages(bytes, kind, name), kind, bytes.byteLength);
	const part = await readPdfPart(bytes, name);
	return {
		kind,
		bytes: bytes.byteLength,
		signed: part.signed,
		sizes: part.sizes,
		warnings: () => part.warnings,
		bring: async (dossier, indices) => {
			const copies = await copyPdfPages(part, indices, dossier, name);
			return copies.map((copy) => () => dossier.addPage(copy));
		},
	};
}

/** The name to show for a file: the user's, where the file itself is stored under another. */
function nameOf(file: string, parts: readonly DossierPart[]): string {
	return shownName(parts.find((part) => part.path === file)?.name || file);
}

function imageSource(images: ImagePage[], kind: PartKind, bytes: number): PageSource {
	return {
		kind,
		bytes,
		signed: false,
		sizes: images.map(({ page }) => ({ widthPt: page.width, heightPt: page.height, rotation: 0 })),
		warnings: (index) => images[index]?.warnings ?? [],
		bring: async (dossier, indices) => {
			const embedded = new Map<number, PDFImage>();
			for (const index of new Set(indices)) embedded.set(index, await dossier.embedJpg(images[index]!.jpeg));
			return indices.map((index) => () => {
				const { page, place } = images[index]!;
				const added = dossier.addPage([page.width, page.height]);
				added.drawImage(embedded.get(index)!, place);
				return added;
			});
		},
	};
}

/** The pages a part asks for; INPUT_FIELD when the file does not have them. */
function chosenPages({ pages }: DossierPart, { sizes }: PageSource): readonly number[] {
	if (!pages) return sizes.map((_, index) => index);
	const unknown = pages.find((index) => !Number.isInteger(index) || index < 0 || index >= sizes.length);
	if (unknown !== undefined) throw new Fault('INPUT_FIELD', { field: 'pages', detail: String(unknown) });
	return pages;
}

/** With foreign PDF pages inside, nobody can promise PDF/A for the whole file: the letter's claim goes. */
function withdrawArchiveClaim({ catalog, context }: PDFDocument): void {
	const ref = catalog.get(PDFName.of('Metadata'));
	const metadata = context.lookup(ref);
	if (!(ref instanceof PDFRef && metadata instanceof PDFRawStream)) return;
	const xmp = Buffer.from(metadata.getContents()).toString('utf8');
	const honest = xmp.replace(/<rdf:Description[^>]*xmlns:pdfaid=[\s\S]*?<\/rdf:Description>\s*/, '');
	context.assign(ref, context.stream(Buffer.from(honest), { Type: 'Metadata', Subtype: 'XML' }));
}
