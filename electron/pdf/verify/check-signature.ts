import { createHash, createVerify } from 'node:crypto';
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
import { type ByteSource, eachChunk } from '../read/byte-source.ts';
import { type Dict, Name, Text } from '../read/objects.ts';
import { latin1 } from '../read/parser.ts';
import { readDate, readText } from '../read/text.ts';
import type { Reason } from './reasons.ts';
import { checkTrust, isChainDamaged, tryCertificate } from './trust.ts';

/** B-B: PAdES baseline. CMS: a signature of the older kind, or one that misses a rule of the baseline. */
export type Level = 'B-B' | 'CMS';

export type Checked = {
	reasons: Reason[];
	level: Level;
	certificate: Certificate | undefined;
	signedAt: Date | undefined;
	/** First byte behind what the signature covers. */
	end: number;
};

type ByteRange = { gapStart: number; gapEnd: number; end: number };

/** Checks one signature dictionary of the file in `source`. Without `anchors` trust is left open. */
export async function checkSignature(
	source: ByteSource,
	dict: Dict,
	anchors: readonly Certificate[] | undefined,
): Promise<Checked> {
	const claimed = claimedTime(dict);
	const range = byteRange(dict, source.size);
	const contents = dict.get('Contents');
	const nothing = { level: 'CMS' as const, certificate: undefined, signedAt: claimed, end: range?.end ?? 0 };
	if (!range || !(contents instanceof Text) || !(await isExactGap(source, range, contents))) {
		return { ...nothing, reasons: ['byte-range-gap'] };
	}
	const subFilter = dict.get('SubFilter');
	const kind = subFilter instanceof Name ? subFilter.value : '';
	if (!['ETSI.CAdES.detached', 'adbe.pkcs7.detached'].includes(kind)) {
		return { ...nothing, reasons: ['subfilter-unsupported'] };
	}
	try {
		const signed = parseSignedData(contents.bytes);
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
		if (certificate) {
			const others = certificates.filter((one) => one !== undefined);
			reasons.push(...checkCertificate(certificate, others, anchors, signedAt));
		}
		const isBaseline = kind === 'ETSI.CAdES.detached' && namedByHash && !own && claimed !== undefined;
		return { reasons, level: isBaseline ? 'B-B' : 'CMS', certificate, signedAt, end: range.end };
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

function byteRange(dict: Dict, fileSize: number): ByteRange | undefined {
	const list = dict.get('ByteRange');
	if (!Array.isArray(list) || list.length !== 4) return undefined;
	const numbers = list.filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
	const [start, gapStart, gapEnd, length] = numbers as number[];
	if (start !== 0 || gapStart === undefined || gapEnd === undefined || length === undefined) return undefined;
	const end = gapEnd + length;
	return gapStart < gapEnd && length > 0 && end <= fileSize ? { gapStart, gapEnd, end } : undefined;
}

/**
 * The gap is the /Contents token of this very dictionary and holds nothing but digits, all of one case: otherwise
 * there would be room for bytes that nobody signed.
 */
async function isExactGap(source: ByteSource, { gapStart, gapEnd }: ByteRange, contents: Text): Promise<boolean> {
	if (contents.start !== gapStart || contents.end !== gapEnd) return false;
	const digits = latin1(await source.read(gapStart, gapEnd)).slice(1, -1);
	return digits.length === 2 * contents.bytes.length && /^([0-9a-f]+|[0-9A-F]+)$/.test(digits);
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
	await eachChunk(source, 0, range.gapStart, (chunk) => void covering.update(chunk));
	await eachChunk(source, range.gapEnd, range.end, (chunk) => void covering.update(chunk));
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

function checkCertificate(
	certificate: Certificate,
	others: readonly Certificate[],
	anchors: readonly Certificate[] | undefined,
	signedAt: Date | undefined,
): Reason[] {
	const found: Reason[] = [];
	if (!signedAt) found.push('signing-time-unknown');
	else if (signedAt > certificate.notAfter) found.push('certificate-expired');
	else if (signedAt < certificate.notBefore) found.push('certificate-not-yet-valid');
	if (!anchors) found.push('trust-not-checked');
	else if (signedAt)
		found.push(...[checkTrust(certificate, others, anchors, signedAt)].filter((one) => one !== undefined));
	found.push('revocation-not-checked');
	return found;
}
