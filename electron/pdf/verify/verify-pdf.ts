import type { FileHandle } from 'node:fs/promises';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { isDocumentTimeStamp, readForm } from '../read/fields.ts';
import { latin1 } from '../read/parser.ts';
import { type Checked, checkSignature, type Level } from './check-signature.ts';
import { readStore } from './evidence.ts';
import { onlyEvidenceAdded, onlySignaturesAdded } from './later-changes.ts';
import { type Reason, reasons as reasonOrder, type Verdict, verdictFor } from './reasons.ts';
import { checkDocumentTimeStamp, type DocumentTimeStamp } from './time-stamps.ts';
import { readAnchors } from './trust.ts';

export type VerifiedSignature = {
	/** Full name of the form field. */
	field: string;
	verdict: Verdict;
	level: Level;
	/** Common name of the signer; empty when the certificate cannot be read. */
	signer: string;
	/** Serial number of the certificate, upper-case hexadecimal. */
	serial: string;
	/** The time the signer claims, ISO 8601 in UTC. */
	signedAt: string | undefined;
	/** The time of its time stamp when that holds, ISO 8601 in UTC. */
	timestamp: string | undefined;
	coversWholeFile: boolean;
	/** Worst first; those of a valid signature are remarks. */
	reasons: Reason[];
	/** The signer's certificate, DER. */
	certificate: Uint8Array | undefined;
};

/**
 * Checks every signature in a PDF, in the order they were made; an empty list when there is none. `trust` holds anchors
 * as DER or PEM; without it `trust-not-checked` is remarked. Revocation is judged by what the file itself
 * holds; nobody is asked. Document time stamps are evidence and not listed.
 *
 * Errors: FILE_NOT_FOUND, FILE_UNREADABLE, PDF_UNREADABLE, PDF_ENCRYPTED, CERT_UNREADABLE.
 */
export async function verifyPdf(
	file: string,
	options: { trust?: readonly Uint8Array[] | undefined } = {},
): Promise<Result<VerifiedSignature[]>> {
	return await capture(async () => {
		const anchors = options.trust?.flatMap(readAnchors);
		return await withFile(file, (handle, size) => {
			const source = fileSource(handle, size);
			return readPdf(source, file, async (document) => {
				const evidence = { anchors, ...(await readStore(document)) };
				const signed = ((await readForm(document))?.signatures ?? []).flatMap(({ name, value }) =>
					value ? { name, value } : [],
				);
				const archived: DocumentTimeStamp[] = [];
				const faults: Reason[] = [];
				for (const { value } of signed.filter(({ value }) => isDocumentTimeStamp(value))) {
					const stamp = await checkDocumentTimeStamp(source, value, evidence);
					if (typeof stamp === 'string') faults.push(stamp);
					else archived.push(stamp);
				}
				const found: { field: string; checked: Checked }[] = [];
				for (const { name, value } of signed.filter(({ value }) => !isDocumentTimeStamp(value))) {
					found.push({ field: name, checked: await checkSignature(source, value, evidence, archived) });
				}
				found.sort((a, b) => a.checked.end - b.checked.end);
				const vouchedEnd = Math.max(0, ...archived.map(({ end }) => end), found.at(-1)?.checked.end ?? 0);
				const verified: VerifiedSignature[] = [];
				for (const [index, { field, checked }] of found.entries()) {
					const isLast = index === found.length - 1;
					const later = await laterChanges(handle, document, checked.end, isLast ? vouchedEnd : undefined);
					verified.push(describe(field, checked, [...faults, ...later], size));
				}
				return verified;
			});
		});
	});
}

/**
 * What happened to the file behind the part a signature covers. Behind the last signature there may be nothing but
 * evidence; `vouchedEnd` is where it or the last document time stamp ends.
 */
async function laterChanges(
	handle: FileHandle,
	document: PdfDocument,
	end: number,
	vouchedEnd: number | undefined,
): Promise<Reason[]> {
	const hasNoRange = end === 0;
	if (hasNoRange || end === document.source.size) return [];
	try {
		const isHarmless = await readPdf(fileSource(handle, end), '', async (then) => {
			if (vouchedEnd === undefined) return await onlySignaturesAdded(then, document);
			return (await endsInRevision(document, vouchedEnd)) && (await onlyEvidenceAdded(then, document));
		});
		if (!isHarmless) return ['changed-after-signing'];
		return vouchedEnd === undefined ? ['signed-again'] : [];
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return ['changed-after-signing']; // what was signed is not a document by itself
	}
}

/** Bytes behind `vouchedEnd` must be a revision up to the very last one: others could be anything to another reader. */
async function endsInRevision({ source, references }: PdfDocument, vouchedEnd: number): Promise<boolean> {
	if (vouchedEnd === source.size) return true;
	const tail = latin1(await source.read(Math.max(vouchedEnd, source.size - 64), source.size));
	return references.base + references.newest.offset >= vouchedEnd && /startxref\s+\d+\s+%%EOF\s*$/.test(tail);
}

function describe(field: string, checked: Checked, more: Reason[], size: number): VerifiedSignature {
	const reasons = [...checked.reasons, ...more];
	return {
		field,
		verdict: verdictFor(reasons),
		level: checked.level,
		signer: checked.certificate?.commonName ?? '',
		serial: checked.certificate?.serial ?? '',
		signedAt: checked.signedAt?.toISOString(),
		timestamp: checked.stampedAt?.toISOString(),
		coversWholeFile: checked.end === size,
		reasons: reasonOrder.filter((reason) => reasons.includes(reason)),
		certificate: checked.certificate?.der,
	};
}
