import type { FileHandle } from 'node:fs/promises';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { readForm } from '../read/fields.ts';
import { type Checked, checkSignature, type Level } from './check-signature.ts';
import { onlySignaturesAdded } from './later-changes.ts';
import { type Reason, reasons as reasonOrder, type Verdict, verdictFor } from './reasons.ts';
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
	coversWholeFile: boolean;
	/** Worst first; those of a valid signature are remarks. */
	reasons: Reason[];
	/** The signer's certificate, DER. */
	certificate: Uint8Array | undefined;
};

/**
 * Checks every signature in a PDF, in the order they were made; an empty list when there is none. `trust` holds anchors
 * as DER or PEM; without it `trust-not-checked` is remarked. Revocation is not checked yet and says so.
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
				const found: { field: string; checked: Checked }[] = [];
				for (const { name, value } of (await readForm(document))?.signatures ?? []) {
					if (value) found.push({ field: name, checked: await checkSignature(source, value, anchors) });
				}
				found.sort((a, b) => a.checked.end - b.checked.end);
				const verified: VerifiedSignature[] = [];
				for (const [index, { field, checked }] of found.entries()) {
					const later = await laterChanges(handle, document, checked.end, index === found.length - 1);
					verified.push(describe(field, checked, later, size));
				}
				return verified;
			});
		});
	});
}

/** What happened to the file behind the part a signature covers. */
async function laterChanges(
	handle: FileHandle,
	document: PdfDocument,
	end: number,
	isLast: boolean,
): Promise<Reason | undefined> {
	const hasNoRange = end === 0;
	if (hasNoRange || end === document.source.size) return undefined;
	// Nobody vouches for what stands behind the last signature.
	if (isLast) return 'changed-after-signing';
	try {
		const harmless = await readPdf(fileSource(handle, end), '', (then) => onlySignaturesAdded(then, document));
		return harmless ? 'signed-again' : 'changed-after-signing';
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return 'changed-after-signing'; // what was signed is not a document by itself
	}
}

function describe(field: string, checked: Checked, later: Reason | undefined, size: number): VerifiedSignature {
	const reasons = [...checked.reasons, ...(later ? [later] : [])];
	return {
		field,
		verdict: verdictFor(reasons),
		level: checked.level,
		signer: checked.certificate?.commonName ?? '',
		serial: checked.certificate?.serial ?? '',
		signedAt: checked.signedAt?.toISOString(),
		coversWholeFile: checked.end === size,
		reasons: reasonOrder.filter((reason) => reasons.includes(reason)),
		certificate: checked.certificate?.der,
	};
}
