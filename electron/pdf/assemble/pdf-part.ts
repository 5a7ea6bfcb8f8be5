import { Fault } from '../../../shared/result.ts';
import { readPageTree } from '../merge/page-tree.ts';
import { type ByteSource, memorySource } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import type { Dict } from '../read/objects.ts';
import type { Page } from '../read/pages.ts';
import { actionKinds, flattenAnnotations, hasSignature, type Picture } from './flatten-annotations.ts';
import { type Bookmark, readOutline } from './outline.ts';
import type { PartWarning, PartWarningCode } from './part-warning.ts';
import { repair } from './repair.ts';

/** Most pages a PDF attachment may have. */
export const maxPdfPages = 500;

/** Size in points before `rotation` (clockwise degrees) is applied. */
export type PageSize = { widthPt: number; heightPt: number; rotation: number };

export type PdfPart = {
	document: PdfDocument;
	/** Each with what its annotations show. */
	pages: (Page & { pictures: Picture[] })[];
	/** Object numbers of the page tree. */
	nodes: Set<number>;
	sizes: PageSize[];
	signed: boolean;
	bookmarks: Bookmark<number>[];
	warnings: PartWarning[];
};

/**
 * Runs `plan` on a foreign PDF. Where the file breaks the rules, a tolerant library repairs it and `plan` runs again, on
 * the repaired bytes; it must therefore leave nothing behind. Faults PDF_ENCRYPTED, PDF_PASSWORD_NEEDED, PDF_PASSWORD_INCORRECT,
 * PDF_TOO_MANY_PAGES, PDF_UNREADABLE.
 */
export async function planPdfPart<T>(
	source: ByteSource,
	file: string,
	password: string | undefined,
	plan: (part: PdfPart) => Promise<T>,
): Promise<T> {
	const planFor = (damaged: boolean) => async (document: PdfDocument) => plan(await describe(document, file, damaged));
	try {
		return await readPdf(source, file, planFor(false), { password });
	} catch (thrown) {
		if (!(thrown instanceof Fault && thrown.error.code === 'PDF_UNREADABLE')) throw thrown;
		const repaired = await repair(await source.read(0, source.size), file);
		return await readPdf(memorySource(repaired), file, planFor(true));
	}
}

async function describe(document: PdfDocument, file: string, damaged: boolean): Promise<PdfPart> {
	const { dict: catalog } = await document.catalog();
	const { pages, nodes } = await readPageTree(document, maxPdfPages, { damaged });
	if (pages.length === 0) throw new Fault('PDF_UNREADABLE', { file });
	if (pages.length > maxPdfPages) throw new Fault('PDF_TOO_MANY_PAGES', { file, limit: maxPdfPages });
	const signed = await hasSignature(document, catalog);
	const codes = await documentWarnings(document, catalog);
	if (damaged) codes.add('repaired');
	if (document.unlocked) codes.add('protection-removed');
	if (signed) codes.add('signature-flattened');
	const flat: PdfPart['pages'] = [];
	for (const page of pages) {
		const { pictures, warnings } = await flattenAnnotations(document, page.dict);
		for (const code of [...(await actionKinds(document, page.dict)), ...warnings]) codes.add(code);
		if (page.dict.has('AF')) codes.add('attachment-removed');
		flat.push({ ...page, pictures });
	}
	const sizes = pages.map(({ shown: [left, bottom, right, top], rotate }) => {
		return { widthPt: right - left, heightPt: top - bottom, rotation: rotate };
	});
	const bookmarks = await readOutline(document, pages);
	const warnings = [...codes].map((code) => ({ code, params: {} }));
	return { document, pages: flat, nodes, sizes, signed, bookmarks, warnings };
}

/** What the document as a whole holds and the dossier does not take over. */
async function documentWarnings(document: PdfDocument, catalog: Dict): Promise<Set<PartWarningCode>> {
	const codes = await actionKinds(document, catalog);
	const names = await document.dict(catalog.get('Names'));
	if (names?.has('JavaScript')) codes.add('javascript-removed');
	if (names?.has('EmbeddedFiles') || catalog.has('AF')) codes.add('attachment-removed');
	const form = await document.dict(catalog.get('AcroForm'));
	// Only then the pages themselves are made by the form's program (ISO 32000-2, table 29).
	if (form?.has('XFA') && (await document.resolve(catalog.get('NeedsRendering'))) === true) codes.add('dynamic-form');
	return codes;
}
