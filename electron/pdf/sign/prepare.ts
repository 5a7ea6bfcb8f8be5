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
import { appendField, freeFieldName, refuseIfLocked } from './signature-field.ts';
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
	const { bytes, from, to } = await appendField(document, changes, {
		name,
		page,
		...(at ? { box: toPageBox(page, at).map((points) => Math.round(points * 100) / 100) } : {}),
		...(at && order.stamp.kind !== 'none' ? { appearance: await drawStamp(changes, page, at, order.stamp) } : {}),
		entries: signatureEntries(order),
		// /M as a literal string: pdfsig and other simple readers show nothing for a hexadecimal one.
		literal: ` /M (${writeDate(order.signingTime)})`,
		capacity,
	});
	const earlier = form?.signatures.filter(({ value }) => value && !isDocumentTimeStamp(value)).length ?? 0;
	return { bytes, gap: { from, to, bytes: capacity }, field: name, earlier };
}

/** The signature dictionary but for its time and its signature (EN 319 142-1, 6.3). */
function signatureEntries({ reason }: Preparation): Dict {
	const entries: Dict = new Map<string, PdfObject>([
		['Type', new Name('Sig')],
		['Filter', new Name('Adobe.PPKLite')],
		['SubFilter', new Name('ETSI.CAdES.detached')],
	]);
	if (reason) entries.set('Reason', new Text(writeText(reason)));
	return entries;
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
