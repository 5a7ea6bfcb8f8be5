import { PDFDict, PDFDocument, PDFName, type PDFPage } from '@cantoo/pdf-lib';
import { Fault } from '../../../shared/result.ts';
import { actionKinds, flattenAnnotations, hasSignature } from './flatten-annotations.ts';
import type { PartWarning, PartWarningCode } from './part-warning.ts';

/** Most pages a PDF attachment may have. */
export const maxPdfPages = 500;

/** Size in points before `rotation` (clockwise degrees) is applied. */
export type PageSize = { widthPt: number; heightPt: number; rotation: number };

export type PdfPart = { document: PDFDocument; sizes: PageSize[]; signed: boolean; warnings: PartWarning[] };

/** Page entries that mean something only inside their own document, or do something on their own. */
const leftBehind = ['AA', 'B', 'DPart', 'Dur', 'Metadata', 'PieceInfo', 'StructParents', 'Tabs', 'Thumb', 'Trans'];

/**
 * A foreign PDF with nothing left on its pages but what they show: annotations flattened, no scripts, actions, embedded
 * files. Faults PDF_ENCRYPTED, PDF_TOO_MANY_PAGES, PDF_UNREADABLE.
 */
export function readPdfPart(bytes: Uint8Array, file: string): Promise<PdfPart> {
	return readable(bytes, file, async () => {
		const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
		if (document.isEncrypted) throw new Fault('PDF_ENCRYPTED', { file });
		const pages = document.getPages();
		if (pages.length === 0) throw new Fault('PDF_UNREADABLE', { file });
		if (pages.length > maxPdfPages) throw new Fault('PDF_TOO_MANY_PAGES', { file, limit: maxPdfPages });
		const signed = hasSignature(document);
		const codes = documentWarnings(document);
		if (signed) codes.add('signature-flattened');
		for (const page of pages) {
			for (const kind of actionKinds(page.node)) codes.add(kind);
			for (const code of flattenAnnotations(page)) codes.add(code);
			for (const key of leftBehind) page.node.delete(PDFName.of(key));
		}
		const sizes = pages.map((page) => {
			const { width, height } = page.getCropBox();
			return { widthPt: width, heightPt: height, rotation: page.getRotation().angle };
		});
		return { document, sizes, signed, warnings: [...codes].map((code) => ({ code, params: {} })) };
	});
}

/** Copies of pages, ready to be added to `target`. Fault PDF_UNREADABLE. */
export function copyPdfPages(
	{ document }: PdfPart,
	indices: readonly number[],
	target: PDFDocument,
	file: string,
): Promise<PDFPage[]> {
	return readable(new Uint8Array(), file, () => target.copyPages(document, [...indices]));
}

/** Parsers of foreign bytes throw whatever they like; to the user it means one thing. */
async function readable<T>(bytes: Uint8Array, file: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		// An encrypted file may break before it is recognised.
		const encrypted = /\/Encrypt\s+\d+\s+\d+\s+R/.test(Buffer.from(bytes).toString('latin1'));
		throw new Fault(encrypted ? 'PDF_ENCRYPTED' : 'PDF_UNREADABLE', { file }, thrown);
	}
}

/** What the document as a whole holds and the dossier does not take over. */
function documentWarnings({ catalog }: PDFDocument): Set<PartWarningCode> {
	const codes = actionKinds(catalog);
	const names = catalog.lookup(PDFName.of('Names'));
	if (names instanceof PDFDict) {
		if (names.has(PDFName.of('JavaScript'))) codes.add('javascript-removed');
		if (names.has(PDFName.of('EmbeddedFiles'))) codes.add('attachment-removed');
	}
	return codes;
}
