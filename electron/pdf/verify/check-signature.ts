import { createHash, createVerify } from 'node:crypto';
import type { Reason } from '../../../shared/domain/verification.ts';
import { type Certificate, publicKeyOf } from '../cms/certificate.ts';
import { BadDer, children, expectTag, oidText, tags, timeValue } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import { parseSignedData, type SignedData } from '../cms/parse.ts';
import {
	fitsKey,
	hashNames,
	holds,
	isWeak,
	plainIdentifier,
	readSignatureAlgorithm,
} from '../cms/signature-algorithm.ts';
import { timeFault } from '../pki/build-path.ts';
import type { ByteSource } from '../read/byte-source.ts';
import { type Dict, Name, Text } from '../read/objects.ts';
import { readDate, readText } from '../read/text.ts';
import { type ByteRange, byteRange, eachCovered, readGap } from './byte-range.ts';
import { type Evidence, judgeCertificate, type StoredItem } from './evidence.ts';
import { type CheckedStamp, checkToken, type DocumentTimeStamp, type FailedStamp } from './time-stamps.ts';
import { isChainDamaged, tryCertificate } from './trust.ts';

/**
 * The levels of EN 319 142-1, 6, as far as what the file holds proves them. CMS: a signature of the older kind, or one
 * that misses a rule of the baseline.
 */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'CMS';

export type Checked = {
	reasons: Reason[];
	level: Level;
	certificate: Certificate | undefined;
	signedAt: Date | undefined;
	/** Of the time stamp of the signature, when it holds. */
	stampedAt: Date | undefined;
	/** Every time stamp of the signature itself. */
	stamps: (CheckedStamp | FailedStamp)[];
	/** First byte behind what the signature covers; 0 when that is unknown. */
	end: number;
};

/** Checks one signature dictionary of the file in `source`; `archived` are the document time stamps that hold. */
export async function checkSignature(
	source: ByteSource,
	dict: Dict,
	evidence: Evidence,
	archived: readonly DocumentTimeStamp[],
): Promise<Checked> {
	const claimed = claimedTime(dict);
	const range = byteRange(dict, source.size);
	const contents = range && (await readGap(source, dict, range));
	const nothing = {
		level: 'CMS' as const,
		certificate: undefined,
		signedAt: claimed,
		stampedAt: undefined,
		stamps: [],
		end: range?.end ?? 0,
	};
	if (!contents) {
		return { ...nothing, reasons: ['byte-range-gap'] };
	}
	const subFilter = dict.get('SubFilter');
	const kind = subFilter instanceof Name ? subFilter.value : '';
	if (!['ETSI.CAdES.detached', 'adbe.pkcs7.detached'].includes(kind)) {
		return { ...nothing, reasons: ['subfilter-unsupported'] };
	}
	try {
		const signed = parseSignedData(contents);
		const own = ownTime(signed);
		const signedAt = claimed ?? own;
		const certificates = signed.certificates.map(tryCertificate);
		const certificate = certificates.find((candidate) => candidate && isNamed(signed, candidate));
		const { found, namedByHash } = await checkIntegrity(source, range, signed, certificate);
		const reasons = [...found];
		if (signed.irregular) reasons.push('cms-irregular');
		if (certificates.includes(undefined) || isChainDamaged(certificates.filter((one) => one !== undefined))) {
			reasons.push('certificate-chain-damaged');
		}
		const known = [...certificates.filter((one) => one !== undefined), ...evidence.certificates];
		const later = archived.filter(({ end }) => end > range.end);
		const stamps = await checkStamps(signed, evidence, later);
		reasons.push(...stamps.flatMap((one) => ('reason' in one ? [one.reason] : [])));
		const stamp = earliest(stamps);
		const stampedAt = stamp?.time;
		let level: Level = kind === 'ETSI.CAdES.detached' && namedByHash && !own && claimed !== undefined ? 'B-B' : 'CMS';
		if (certificate) {
			const when = { at: stampedAt ?? signedAt, isProved: stamp !== undefined, later: later.map(({ time }) => time) };
			reasons.push(...checkCertificate(certificate, known, evidence, when));
			if (level === 'B-B' && stamp) level = stampedLevel(certificate, known, stamp, evidence, later);
		}
		return { reasons, level, certificate, signedAt, stampedAt, stamps, end: range.end };
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return { ...nothing, reasons: ['cms-unreadable'] };
	}
}

/** /M, the time the signer claims (ISO 32000-1, table 252). */
function claimedTime(dict: Dict): Date | undefined {
	const text = dict.get('M');
	return text instanceof Text ? readDate(readText(text.bytes)) : undefined;
}

function ownTime({ attributes }: SignedData): Date | undefined {
	const values = attributes.get(oids.signingTime);
	return values && timeValue(values[0]);
}

function isNamed({ signer }: SignedData, certificate: Certificate): boolean {
	if ('keyIdentifier' in signer) {
		const { subjectKeyIdentifier } = certificate;
		return subjectKeyIdentifier !== undefined && Buffer.compare(signer.keyIdentifier, subjectKeyIdentifier) === 0;
	}
	return (
		Buffer.compare(signer.issuer, certificate.issuer) === 0 &&
		Buffer.compare(signer.serialElement, certificate.serialElement) === 0
	);
}

async function checkIntegrity(
	source: ByteSource,
	range: ByteRange,
	signed: SignedData,
	certificate: Certificate | undefined,
): Promise<{ found: Reason[]; namedByHash: boolean }> {
	const refused = (...found: Reason[]) => ({ found, namedByHash: false });
	const key = certificate && publicKeyOf(certificate);
	if (!certificate || !key) return refused('signer-certificate-missing');
	const hash = hashNames[signed.digestAlgorithm];
	const algorithm = hash && readSignatureAlgorithm(signed.signatureAlgorithm, hash);
	if (!algorithm || !fitsKey(algorithm, key)) return refused('algorithm-unsupported');

	const found: Reason[] = isWeak(algorithm, key) ? ['algorithm-weak'] : [];
	const verifier = createVerify(hash);
	const digest = createHash(hash);
	// Without attributes the signature is over the document itself (RFC 5652, 5.4).
	const covering = signed.signedAttributes ? digest : verifier;
	await eachCovered(source, range, (chunk) => void covering.update(chunk));
	if (!signed.signedAttributes) {
		// Nothing tells a changed document from a foreign signature here: the likelier one is named.
		if (!holds(verifier, algorithm, key, signed.signature)) found.push('digest-mismatch');
		return { found, namedByHash: false };
	}
	const [stated] = signed.attributes.get(oids.messageDigest) ?? [];
	if (Buffer.compare(digest.digest(), expectTag(stated, tags.octetString).content) !== 0) found.push('digest-mismatch');
	const [contentType] = signed.attributes.get(oids.contentType) ?? [];
	if (oidText(contentType) !== oids.data) found.push('cms-unreadable');
	verifier.update(signed.signedAttributes);
	if (!holds(verifier, algorithm, key, signed.signature)) found.push('signature-mismatch');

	const named = namedCertificate(signed);
	if (named && !named.hash) found.push('algorithm-unsupported');
	else if (named?.hash && Buffer.compare(createHash(named.hash).update(certificate.der).digest(), named.digest) !== 0) {
		found.push('signer-certificate-mismatch');
	}
	return { found, namedByHash: named !== undefined };
}

/** The hash of the signer's certificate in signing-certificate(-v2) (RFC 5035, 3 and 4; RFC 2634, 5.4). */
function namedCertificate({ attributes }: SignedData) {
	const second = attributes.get(oids.signingCertificateV2);
	const [value] = second ?? attributes.get(oids.signingCertificate) ?? [];
	if (!value) return undefined;
	const [list] = children(value);
	const [first] = children(expectTag(list, tags.sequence));
	const parts = children(expectTag(first, tags.sequence));
	const algorithm = parts[0]?.tag === tags.sequence ? plainIdentifier(parts.shift()) : undefined;
	const usual = second ? 'sha256' : 'sha1';
	const hash = algorithm === undefined ? usual : hashNames[algorithm];
	return { hash, digest: expectTag(parts[0], tags.octetString).content };
}

async function checkStamps(
	{ timeStamps, signature }: SignedData,
	evidence: Evidence,
	later: readonly DocumentTimeStamp[],
): Promise<(CheckedStamp | FailedStamp)[]> {
	const checked: (CheckedStamp | FailedStamp)[] = [];
	for (const token of timeStamps.slice(0, mostStamps)) {
		const digest = async (hash: string) => createHash(hash).update(signature).digest();
		const times = later.map(({ time }) => time);
		checked.push(await checkToken(token, digest, evidence, times));
	}
	return checked;
}

/** The earliest that holds: it proves the most. */
function earliest(stamps: readonly (CheckedStamp | FailedStamp)[]): CheckedStamp | undefined {
	const good = stamps.flatMap((one) => ('reason' in one ? [] : [one]));
	return good.toSorted((a, b) => a.time.getTime() - b.time.getTime())[0];
}

const mostStamps = 5;

type When = { at: Date | undefined; isProved: boolean; later: readonly Date[] };

function checkCertificate(
	certificate: Certificate,
	known: readonly Certificate[],
	evidence: Evidence,
	{ at, isProved, later }: When,
): Reason[] {
	const found: Reason[] = [];
	if (!evidence.anchors) found.push('trust-not-checked');
	if (!at) return [...found, 'signing-time-unknown', 'revocation-not-checked'];
	const isOutOfTime = timeFault(certificate, at);
	if (isOutOfTime) found.push(isOutOfTime === 'expired' ? 'certificate-expired' : 'certificate-not-yet-valid');
	const { trusted, status } = judgeCertificate(certificate, known, evidence, { at, isProved, later });
	if (evidence.anchors && !trusted && !isOutOfTime) found.push('untrusted');
	if (status === 'revoked') found.push('certificate-revoked');
	else if (status === 'unknown') found.push('revocation-not-checked');
	return found;
}

/** What is proved of a signature with a time stamp, by everything and by what a later time stamp covers. */
function stampedLevel(
	certificate: Certificate,
	known: readonly Certificate[],
	stamp: CheckedStamp,
	evidence: Evidence,
	archived: readonly DocumentTimeStamp[],
): Level {
	const later = archived.map(({ time }) => time);
	const isProvedBy = (items: readonly StoredItem[]) =>
		[
			judgeCertificate(certificate, known, { ...evidence, items }, { at: stamp.time, isProved: true, later }),
			stamp.judge(items),
		].every(({ status }) => status === 'good');
	if (!isProvedBy(evidence.items)) return 'B-T';
	const covered = ({ end }: DocumentTimeStamp) => evidence.items.filter(({ start }) => start < end);
	return archived.some((one) => isProvedBy(covered(one))) ? 'B-LTA' : 'B-LT';
}
