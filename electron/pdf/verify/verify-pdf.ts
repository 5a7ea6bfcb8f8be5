import type { FileHandle } from 'node:fs/promises';
import {
	type Findings,
	findingsOf,
	type LaterChange,
	type Reason,
	reasons as reasonOrder,
	type TimeSource,
	type Verdict,
	verdictFor,
} from '../../../shared/domain/verification.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { nameValue } from '../cms/certificate.ts';
import { BadDer } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import { fileSource, withFile } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { isDocumentTimeStamp, readForm } from '../read/fields.ts';
import { latin1 } from '../read/parser.ts';
import { type Checked, checkSignature, type Level } from './check-signature.ts';
import { readStore } from './evidence.ts';
import { onlyAnnotationsChanged, onlyEvidenceAdded, onlySignaturesAdded, samePages } from './later-changes.ts';
import { type CheckedStamp, checkDocumentTimeStamp, type DocumentTimeStamp, type FailedStamp } from './time-stamps.ts';
import { readAnchors } from './trust.ts';

export type VerifiedSignature = {
	/** Full name of the form field. */
	field: string;
	verdict: Verdict;
	level: Level;
	/** Common name of the signer; empty when the certificate cannot be read. */
	signer: string;
	/** Organisation the certificate names as the signer's; empty when none. */
	organisation: string;
	/** Common name and organisation of who issued the certificate; empty when not named. */
	issuer: string;
	issuerOrganisation: string;
	/** Serial number of the certificate, upper-case hexadecimal. */
	serial: string;
	/** The certificate's period, ISO 8601 in UTC. */
	notBefore: string | undefined;
	notAfter: string | undefined;
	/** The time the signer claims, ISO 8601 in UTC. */
	signedAt: string | undefined;
	/** The time of its time stamp when that holds, ISO 8601 in UTC. */
	timestamp: string | undefined;
	/** What signing time the verdict goes by. */
	timeSource: TimeSource;
	/** Those of the signature itself, then those over the document that cover it. */
	timeStamps: VerifiedTimeStamp[];
	coversWholeFile: boolean;
	changes: LaterChange;
	findings: Findings;
	/** Worst first; those of a valid signature are remarks. */
	reasons: Reason[];
	/** The signer's certificate, DER. */
	certificate: Uint8Array | undefined;
};

export type VerifiedTimeStamp = {
	of: 'signature' | 'document';
	verdict: Verdict;
	/** ISO 8601 in UTC, and the common name of the service; absent when the stamp does not hold. */
	time?: string;
	service?: string;
};

/**
 * Checks every signature in a PDF, in the order they were made; an empty list when there is none. `trust` holds anchors
 * as DER or PEM; without it `trust-not-checked` is remarked. `intermediates` (DER) may stand between them and a signer whose
 * file lacks its chain. Revocation is judged by what the file itself
 * holds; nobody is asked. Document time stamps are evidence and not listed. `now` is the time of the check: with it a
 * claimed time that lies ahead is a reason.
 *
 * Errors: FILE_NOT_FOUND, FILE_UNREADABLE, PDF_UNREADABLE, PDF_ENCRYPTED, CERT_UNREADABLE.
 */
export async function verifyPdf(
	file: string,
	options: { trust?: readonly Uint8Array[] | undefined; intermediates?: readonly Uint8Array[]; now?: Date } = {},
): Promise<Result<VerifiedSignature[]>> {
	return await capture(async () => {
		const anchors = options.trust?.flatMap(readAnchors);
		const between = (options.intermediates ?? []).flatMap(readAnchors);
		return await withFile(file, (handle, size) => {
			const source = fileSource(handle, size);
			return readPdf(source, file, async (document) => {
				const store = await readStore(document);
				const evidence = { anchors, ...store, certificates: [...store.certificates, ...between] };
				const signed = ((await readForm(document))?.signatures ?? []).flatMap(({ name, value }) =>
					value ? { name, value } : [],
				);
				const archived: DocumentTimeStamp[] = [];
				const failed: FailedStamp[] = [];
				for (const { value } of signed.filter(({ value }) => isDocumentTimeStamp(value))) {
					const stamp = await checkDocumentTimeStamp(source, value, evidence);
					if ('reason' in stamp) failed.push(stamp);
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
					const changes = await laterChange(handle, document, checked.end, isLast ? vouchedEnd : undefined);
					const covering = [...archived.filter((one) => one.end > checked.end), ...failed];
					const future = isAhead(checked, options.now) ? (['signing-time-future'] as const) : [];
					const more = [...failed.map(({ reason }) => reason), ...changeReasons[changes], ...future];
					verified.push(describe(field, checked, { more, covering, changes, size }));
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
async function laterChange(
	handle: FileHandle,
	document: PdfDocument,
	end: number,
	vouchedEnd: number | undefined,
): Promise<LaterChange> {
	const hasNoRange = end === 0;
	if (hasNoRange) return 'unknown';
	if (end === document.source.size) return 'none';
	try {
		const isWhole = vouchedEnd === undefined || (await endsInRevision(document, vouchedEnd));
		return await readPdf(fileSource(handle, end), '', async (then) => {
			if (vouchedEnd === undefined) {
				if (await onlySignaturesAdded(then, document)) return 'signatures';
			} else if (isWhole && (await onlyEvidenceAdded(then, document))) return 'evidence';
			if (!(await samePages(then, document))) return 'pages';
			return isWhole && (await onlyAnnotationsChanged(then, document)) ? 'annotations' : 'other';
		});
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return 'other'; // what was signed is not a document by itself
	}
}

const changeReasons: Record<LaterChange, Reason[]> = {
	none: [],
	evidence: [],
	signatures: ['signed-again'],
	annotations: ['annotated-after-signing'],
	other: ['changed-after-signing'],
	pages: ['pages-changed-after-signing'],
	unknown: [],
};

/** How far a signer's clock may be wrong, in its zone too. */
const aheadMs = 24 * 3_600_000;

function isAhead({ signedAt, stampedAt }: Checked, now: Date | undefined): boolean {
	return now !== undefined && !stampedAt && signedAt !== undefined && signedAt.getTime() > now.getTime() + aheadMs;
}

/** Bytes behind `vouchedEnd` must be a revision up to the very last one: others could be anything to another reader. */
async function endsInRevision({ source, references }: PdfDocument, vouchedEnd: number): Promise<boolean> {
	if (vouchedEnd === source.size) return true;
	const tail = latin1(await source.read(Math.max(vouchedEnd, source.size - 64), source.size));
	return references.base + references.newest.offset >= vouchedEnd && /startxref\s+\d+\s+%%EOF\s*$/.test(tail);
}

type More = {
	more: Reason[];
	covering: (DocumentTimeStamp | FailedStamp)[];
	changes: LaterChange;
	size: number;
};

function describe(field: string, checked: Checked, { more, covering, changes, size }: More): VerifiedSignature {
	const found = [...checked.reasons, ...more];
	const reasons = reasonOrder.filter((reason) => found.includes(reason));
	const at = checked.stampedAt ?? checked.signedAt;
	const { certificate } = checked;
	return {
		field,
		verdict: verdictFor(reasons),
		level: checked.level,
		signer: certificate?.commonName ?? '',
		organisation: certificate ? readName(certificate.subject, oids.organisation) : '',
		issuer: certificate ? readName(certificate.issuer, oids.commonName) : '',
		issuerOrganisation: certificate ? readName(certificate.issuer, oids.organisation) : '',
		serial: certificate?.serial ?? '',
		notBefore: certificate?.notBefore.toISOString(),
		notAfter: certificate?.notAfter.toISOString(),
		signedAt: checked.signedAt?.toISOString(),
		timestamp: checked.stampedAt?.toISOString(),
		timeSource: checked.stampedAt ? 'time-stamp' : at ? 'claimed' : 'none',
		timeStamps: [
			...checked.stamps.map((stamp) => describeStamp('signature', stamp)),
			...covering.map((stamp) => describeStamp('document', stamp)),
		],
		coversWholeFile: checked.end === size,
		changes,
		findings: findingsOf(reasons, { signedAt: at?.toISOString() }),
		reasons,
		certificate: certificate?.der,
	};
}

/** A name nobody can read is none: it is only shown, and nothing depends on it. */
function readName(name: Uint8Array, type: string): string {
	try {
		return nameValue(name, type);
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return '';
	}
}

function describeStamp(
	of: VerifiedTimeStamp['of'],
	stamp: Pick<CheckedStamp, 'time' | 'service'> | FailedStamp,
): VerifiedTimeStamp {
	const verdict = 'reason' in stamp ? verdictFor([stamp.reason]) : 'valid';
	return {
		of,
		verdict,
		...(stamp.time ? { time: stamp.time.toISOString() } : {}),
		...(stamp.service === undefined ? {} : { service: stamp.service }),
	};
}
