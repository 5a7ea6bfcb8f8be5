import { createHash } from 'node:crypto';
import type { TimeStamp, TimeStampResult } from '../pki/time-stamp.ts';
import { eachChunk, fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { readForm } from '../read/fields.ts';
import { type Dict, Name, type PdfObject, Text } from '../read/objects.ts';
import { writeText } from '../read/text.ts';
import { append } from './add-dss.ts';
import { Changes } from './revision.ts';
import { serialize } from './serialize.ts';
import { enterField, freeFieldName } from './signature-field.ts';
import { firstPage } from './stamp-place.ts';

/** A token with its certificates; those of public services take 4 to 8 KB. */
const capacity = 16 * 1024;
const rangeWidth = 64;
const printLocked = 4 | 128;

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
	const form = await readForm(document);
	const changes = new Changes(document);
	const page = await firstPage(document);
	const draft = dictionary();
	const signature = changes.add(draft.body);
	const field: Dict = new Map<string, PdfObject>([
		['Type', new Name('Annot')],
		['Subtype', new Name('Widget')],
		['FT', new Name('Sig')],
		['T', new Text(writeText(freeFieldName(form)))],
		['V', signature],
		['F', printLocked],
		['P', page.ref],
		['Rect', [0, 0, 0, 0]],
	]);
	await enterField(document, changes, page, changes.add(field));
	const fileSize = document.source.size;
	const { bytes, bodyAt } = await changes.write(fileSize);
	const body = bodyAt.get(signature.num) ?? 0;
	const from = body + draft.gapAt;
	const to = from + 2 * capacity + 2;
	const range = `[0 ${fileSize + from} ${fileSize + to} ${bytes.length - to}]`;
	bytes.write(range.padEnd(rangeWidth), body + draft.rangeAt, 'latin1');
	return { bytes, from, to };
}

function dictionary() {
	const known: Dict = new Map<string, PdfObject>([
		['Type', new Name('DocTimeStamp')],
		['Filter', new Name('Adobe.PPKLite')],
		['SubFilter', new Name('ETSI.RFC3161')],
	]);
	const head = `${serialize(known).slice(0, -2)} /ByteRange `;
	const middle = ' /Contents ';
	const body = Buffer.from(`${head}${' '.repeat(rangeWidth)}${middle}<${'0'.repeat(2 * capacity)}>>>`, 'latin1');
	return { body, rangeAt: head.length, gapAt: head.length + rangeWidth + middle.length };
}
