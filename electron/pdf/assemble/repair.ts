import { Fault } from '../../../shared/result.ts';

/** The document as a tolerant parser understands it, written anew. Faults PDF_UNREADABLE, PDF_ENCRYPTED. */
export async function repair(bytes: Uint8Array, file: string): Promise<Uint8Array> {
	const { PDFDocument } = await import('@cantoo/pdf-lib');
	const text = Buffer.from(bytes).toString('latin1');
	// Taken for plain, an encrypted document would become pages of nonsense.
	if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(text)) throw new Fault('PDF_ENCRYPTED', { file });
	try {
		const options = { ignoreEncryption: true, updateMetadata: false };
		const document = await PDFDocument.load(Buffer.from(withoutWideTables(text), 'latin1'), options);
		return await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
	} catch (thrown) {
		// A parser of foreign bytes throws whatever it likes; to the user it means one thing.
		throw new Fault('PDF_UNREADABLE', { file }, thrown);
	}
}

/**
 * Cross-reference streams whose numbers are wider than eight bytes become streams of no kind: the library would count up
 * to any width, for hours. The objects it finds without them.
 */
function withoutWideTables(text: string): string {
	return text.replace(/\/Type\s*\/XRef\b/g, (found, at: number) => {
		const around = text.slice(Math.max(0, at - nearby), at + nearby);
		return /\/W\s*\[\s*(\d+\s+){0,2}0*(9|[1-9]\d)/.test(around) ? found.replace('XRef', 'None') : found;
	});
}

/** Such a stream's dictionary is shorter. */
const nearby = 1000;
