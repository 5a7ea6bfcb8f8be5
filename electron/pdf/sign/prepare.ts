import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Fault } from '../../../shared/result.ts';
import type { Stamp } from '../../features/signing/signature-port.ts';
import type { Certificate } from '../cms/certificate.ts';
import type { Hash } from '../cms/signature-algorithm.ts';
import { eachChunk, fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { isDocumentTimeStamp, readForm } from '../read/fields.ts';
import { type Dict, Name, type PdfObject, Text } from '../read/objects.ts';
import { findPage, type Page } from '../read/pages.ts';
import { writeDate, writeText } from '../read/text.ts';
import { Changes } from './revision.ts';
import { serialize } from './serialize.ts';
import { enterField, freeFieldName, refuseIfLocked } from './signature-field.ts';
import { drawStamp } from './stamp.ts';
import { automaticPlace, firstPage, isInside, type ShownRectangle, toPageBox } from './stamp-place.ts';

export type Prepared = {
	/** Hash of everything but the gap. */
	digest: Uint8Array;
	/** Full name of the new field. */
	field: string;
	/** Place of the hexadecimal digits of /Contents in the file, and how many bytes they stand for. */
	gap: { start: number; bytes: number };
	/** Fields that were signed before; document time stamps do not count. */
	earlier: number;
};

export type Preparation = {
	input: string;
	/** An empty file that receives the whole new document. */
	temp: string;
	certificate: Certificate;
	chain: readonly Uint8Array[];
	hash: Hash;
	signingTime: Date;
	stamp: Stamp;
	reason?: string | undefined;
};

/** Room beyond the certificates: signature, attributes, and the time stamp that a later level adds. */
const spareBytes = 16 * 1024;
/** Print, and locked against being moved (ISO 32000-1, table 165). */
const printLocked = 4 | 128;

/**
 * Copies the document to `temp`, appends the signature field with an empty signature, and gives the digest to sign.
 * Faults: FILE_NOT_FOUND, FILE_UNREADABLE, PDF_*, SIGN_NOT_ALLOWED, SIGN_STAMP_PLACE.
 */
export async function prepareSignature(order: Preparation): Promise<Prepared> {
	return await withFile(order.input, async (handle, size) => {
		const source = fileSource(handle, size);
		const revision = await readPdf(source, order.input, (document) => buildRevision(document, order));
		const { bytes, gap } = revision;
		const hash = createHash(order.hash);
		const target = await open(order.temp, 'w');
		try {
			await eachChunk(source, 0, size, async (chunk) => {
				hash.update(chunk);
				await target.appendFile(chunk);
			});
			await target.appendFile(bytes);
		} finally {
			await target.close();
		}
		hash.update(bytes.subarray(0, gap.from)).update(bytes.subarray(gap.to));
		return {
			digest: hash.digest(),
			field: revision.field,
			gap: { start: size + gap.from + 1, bytes: gap.bytes },
			earlier: revision.earlier,
		};
	});
}

async function buildRevision(document: PdfDocument, order: Preparation) {
	const form = await readForm(document);
	await refuseIfLocked(document, form, order.input);
	const changes = new Changes(document);
	const { page, at } = await stampPlace(document, order);
	const name = freeFieldName(form);

	const capacity = order.certificate.der.length + order.chain.reduce((sum, der) => sum + der.length, 0) + spareBytes;
	const draft = signatureDictionary(order, capacity);
	const signature = changes.add(draft.body);
	const field: Dict = new Map<string, PdfObject>([
		['Type', new Name('Annot')],
		['Subtype', new Name('Widget')],
		['FT', new Name('Sig')],
		['T', new Text(writeText(name))],
		['V', signature],
		['F', printLocked],
		['P', page.ref],
		['Rect', at ? toPageBox(page, at).map((points) => Math.round(points * 100) / 100) : [0, 0, 0, 0]],
	]);
	if (at && order.stamp.kind !== 'none') {
		field.set('AP', new Map([['N', await drawStamp(changes, page, at, order.stamp)]]));
	}
	await enterField(document, changes, page, changes.add(field));

	const fileSize = document.source.size;
	const { bytes, bodyAt } = await changes.write(fileSize);
	const body = bodyAt.get(signature.num) ?? 0;
	const from = body + draft.gapAt;
	const to = from + 2 * capacity + 2;
	const range = `[0 ${fileSize + from} ${fileSize + to} ${bytes.length - to}]`;
	bytes.write(range.padEnd(rangeWidth), body + draft.rangeAt, 'latin1');
	const earlier = form?.signatures.filter(({ value }) => value && !isDocumentTimeStamp(value)).length ?? 0;
	return { bytes, gap: { from, to, bytes: capacity }, field: name, earlier };
}

const rangeWidth = 64;

/** The signature dictionary with room for /ByteRange and /Contents (EN 319 142-1, 5.3 and 6.3). */
function signatureDictionary({ signingTime, reason }: Preparation, capacity: number) {
	const known: Dict = new Map<string, PdfObject>([
		['Type', new Name('Sig')],
		['Filter', new Name('Adobe.PPKLite')],
		['SubFilter', new Name('ETSI.CAdES.detached')],
	]);
	if (reason) known.set('Reason', new Text(writeText(reason)));
	// /M as a literal string: pdfsig and other simple readers show nothing for a hexadecimal one.
	const head = `${serialize(known).slice(0, -2)} /M (${writeDate(signingTime)}) /ByteRange `;
	const middle = ' /Contents ';
	const body = Buffer.from(`${head}${' '.repeat(rangeWidth)}${middle}<${'0'.repeat(2 * capacity)}>>>`, 'latin1');
	return { body, rangeAt: head.length, gapAt: head.length + rangeWidth + middle.length };
}

/** The page the field belongs to, and the rectangle of its stamp if there is to be one. */
async function stampPlace(document: PdfDocument, { stamp }: Preparation): Promise<{ page: Page; at?: ShownRectangle }> {
	if (stamp.kind === 'none') return { page: await firstPage(document) };
	if (stamp.kind === 'auto') return await automaticPlace(document);
	const page = await findPage(document, stamp.page);
	if (!page || !isInside(page, stamp)) {
		const { x, y, width, height } = stamp;
		throw new Fault('SIGN_STAMP_PLACE', { detail: [stamp.page, x, y, width, height].join(', ') });
	}
	return { page, at: stamp };
}
