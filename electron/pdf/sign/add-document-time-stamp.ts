import { createHash } from 'node:crypto';
import type { TimeStamp, TimeStampResult } from '../pki/time-stamp.ts';
import { eachChunk, fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { readForm } from '../read/fields.ts';
import { Name, type PdfObject } from '../read/objects.ts';
import { append } from './add-dss.ts';
import { Changes } from './revision.ts';
import { appendField, freeFieldName } from './signature-field.ts';
import { firstPage } from './stamp-place.ts';

/** A token with its certificates; those of public services take 4 to 8 KB. */
const capacity = 16 * 1024;

type Failure = Extract<TimeStampResult, { ok: false }>['reason'];

/**
 * Appends a document time stamp over the whole file (EN 319 142-1, 5.4.3; ISO 32000-2, 12.8.5). `obtain` gets the
 * SHA-256 and fetches the stamp; when it cannot, the file stays as it is. Faults: those of reading a PDF.
 */
export async function addDocumentTimeStamp(
	file: string,
	obtain: (digest: Uint8Array) => Promise<TimeStampResult>,
): Promise<{ ok: true; stamp: TimeStamp } | { ok: false; reason: Failure | 'time-stamp-too-long' }> {
	const { bytes, from, to, digest } = await withFile(file, async (handle, size) => {
		const source = fileSource(handle, size);
		const revision = await readPdf(source, file, buildRevision);
		const hash = createHash('sha256');
		await eachChunk(source, 0, size, (chunk) => void hash.update(chunk));
		hash.update(revision.bytes.subarray(0, revision.from)).update(revision.bytes.subarray(revision.to));
		return { ...revision, digest: hash.digest() };
	});
	const result = await obtain(digest);
	if (!result.ok) return result;
	const { token } = result.stamp;
	if (token.length > capacity) return { ok: false, reason: 'time-stamp-too-long' };
	bytes.write(Buffer.from(token).toString('hex'), from + 1, to - 1 - (from + 1), 'latin1');
	await append(file, bytes);
	return result;
}

/** The bytes to append with room for the token between `from` and `to`, the delimiters included. */
async function buildRevision(document: PdfDocument): Promise<{ bytes: Buffer; from: number; to: number }> {
	const name = freeFieldName(await readForm(document));
	const entries = new Map<string, PdfObject>([
		['Type', new Name('DocTimeStamp')],
		['Filter', new Name('Adobe.PPKLite')],
		['SubFilter', new Name('ETSI.RFC3161')],
	]);
	const page = await firstPage(document);
	return appendField(document, new Changes(document), { name, page, entries, capacity });
}
