import type { SignatureLevel } from '../../../shared/contracts/signing-contract.ts';
import { Fault, type Result, unwrap } from '../../../shared/result.ts';
import { refuseInputAsTarget, writeBeside } from '../../platform/atomic-file.ts';
import { type Collected, collectEvidence, type EvidenceReason } from '../pki/collect-evidence.ts';
import { buildDss } from '../pki/dss.ts';
import { type FetchEvidence, fetchEvidence } from '../pki/fetch-evidence.ts';
import { obtainTimeStamp, type TimeStampResult } from '../pki/time-stamp.ts';
import { readAnchors, tryCertificate } from '../verify/trust.ts';
import { verifyPdf } from '../verify/verify-pdf.ts';
import { addDocumentTimeStamp } from './add-document-time-stamp.ts';
import { addDss } from './add-dss.ts';
import { addSignatureTimeStamp, contentsOf } from './add-signature-time-stamp.ts';
import { type SignedSummary, type SignOptions, signPdf } from './sign-pdf.ts';

/** What the signature is short of, and why. */
export type LevelWarning =
	| { code: 'time-stamp-failed' | 'document-time-stamp-failed'; reasons: StampReason[] }
	| { code: 'revocation-not-checked' | 'time-stamp-not-checked'; reasons: EvidenceReason[] };

type StampReason = Extract<TimeStampResult, { ok: false }>['reason'] | 'time-stamp-too-long';

export type LevelOptions = {
	level: SignatureLevel;
	/** RFC 3161 service over http or https; at B-B nobody asks it. */
	tsaUrl: string;
	/** Anchors, DER or PEM; without any the paths end at the roots they lead to. */
	trust?: readonly Uint8Array[] | undefined;
	/** The time now, for judging evidence as it comes. */
	now: () => Date;
	fetch?: FetchEvidence;
	/** What was gathered about the signer's certificate already. Not gathered anew then. */
	own?: Collected;
};

/** `level` is what was reached; every step that failed is a warning. */
export type LevelSummary = Omit<SignedSummary, 'level'> & {
	level: SignatureLevel;
	warnings: LevelWarning[];
	/** Of the signature's time stamp. */
	stampedAt: Date | undefined;
};

/**
 * Signs as `signPdf` does and raises the signature to a higher level. A network that fails costs the level, not the
 * signature: what was reached is finished and the rest recorded. A certificate known to be revoked is refused before the
 * signer is asked.
 *
 * Errors: those of signPdf, CERT_REVOKED.
 */
export async function signToLevel(options: SignOptions, order: LevelOptions): Promise<Result<LevelSummary>> {
	const { input, output, signer } = options;
	const { level, tsaUrl, now, fetch = fetchEvidence } = order;
	const obtain = (digest: Uint8Array) => obtainTimeStamp(tsaUrl, digest, fetch);
	return await writeBeside(output, async (temp) => {
		await refuseInputAsTarget(output, [input]);
		const anchors = order.trust && order.trust.length > 0 ? order.trust.flatMap(readAnchors) : undefined;
		const wantsEvidence = level === 'B-LT' || level === 'B-LTA';
		const leaf = tryCertificate(signer.certificate);
		const known = signer.chain.map(tryCertificate).filter((one) => one !== undefined);
		const own =
			order.own ??
			(wantsEvidence && leaf ? await collectEvidence({ leaf, known, anchors, at: now(), fetch }) : undefined);
		if (own?.revoked) throw revokedFault(own.revoked);

		const warnings: LevelWarning[] = [];
		// Issuers that had to be fetched travel inside the signature: tokens often hold nothing but the signer's own.
		const chain =
			own && own.data.certificates.length > signer.chain.length ? own.data.certificates.slice(1) : signer.chain;
		const signed = unwrap(await signPdf({ ...options, signer: { ...signer, chain }, output: temp }));
		let stampedAt: Date | undefined;
		const summary = (reached: SignatureLevel) => ({ ...signed, level: reached, warnings, stampedAt });
		const warnOfRevocation = () => {
			if (!own?.complete) warnings.push({ code: 'revocation-not-checked', reasons: own?.reasons ?? [] });
		};
		if (level === 'B-B') {
			warnOfRevocation();
			return summary('B-B');
		}
		const stamped = await addSignatureTimeStamp(temp, signed.field, obtain);
		if (!stamped.ok) {
			warnings.push({ code: 'time-stamp-failed', reasons: [stamped.reason] });
			warnOfRevocation();
			return summary('B-B');
		}
		await proveSignature(temp, signed.field);
		stampedAt = stamped.stamp.time;
		if (!own || !wantsEvidence) {
			warnOfRevocation();
			return summary('B-T');
		}

		const { signer: tsa, certificates } = stamped.stamp;
		const ofTsa = await collectEvidence({ leaf: tsa, known: certificates, anchors, at: now(), fetch });
		await storeEvidence(temp, signed.field, [own, ofTsa]);
		warnOfRevocation();
		if (!ofTsa.complete) warnings.push({ code: 'time-stamp-not-checked', reasons: ofTsa.reasons });
		const reached = warnings.length === 0 ? 'B-LT' : 'B-T';
		if (level === 'B-LTA' && reached === 'B-LT') {
			const archived = await addDocumentTimeStamp(temp, obtain);
			await proveSignature(temp, signed.field);
			if (archived.ok) return summary('B-LTA');
			warnings.push({ code: 'document-time-stamp-failed', reasons: [archived.reason] });
		}
		return summary(reached);
	});
}

function revokedFault({ certificate, revokedAt }: NonNullable<Collected['revoked']>): Fault {
	return new Fault('CERT_REVOKED', { name: certificate.commonName, revokedAt: revokedAt.toISOString() });
}

async function storeEvidence(file: string, field: string, all: readonly Collected[]): Promise<void> {
	const { bytes: contents } = await contentsOf(file, field);
	const merged = (kind: 'certificates' | 'ocsps' | 'crls') => all.flatMap(({ data }) => data[kind]);
	const data = { certificates: merged('certificates'), ocsps: merged('ocsps'), crls: merged('crls') };
	await addDss(file, buildDss([{ ...data, contents }]));
	await proveSignature(file, field);
}

/** Reads the file back: whatever was added, the signature itself holds. */
async function proveSignature(file: string, field: string): Promise<void> {
	const own = unwrap(await verifyPdf(file)).find((one) => one.field === field);
	if (!own || own.verdict === 'invalid' || own.reasons.includes('cms-irregular')) {
		throw new Fault('SIGN_OUTPUT_INVALID', { reason: own?.reasons[0] ?? 'signature-missing' });
	}
}
