import { createHash } from 'node:crypto';
import { type Certificate, parseCertificate } from '../cms/certificate.ts';
import { BadDer, children, type Element, expectTag, oidText, readWhole, tags } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import { hasUnknownCritical, timeFault } from './build-path.ts';
import { extensionsOf, keyPurposes, readExtensions } from './extensions.ts';
import { pkiOids } from './oids.ts';
import { hashOf, sameBytes, signatureFault } from './signed-object.ts';

/** Why a time stamp does not count. */
export const timeStampReasons = [
	'time-stamp-unreadable',
	'time-stamp-other-data', // made for other bytes than these
	'time-stamp-nonce-wrong',
	'time-stamp-signature-wrong', // or of a kind we do not accept, or the token was changed
	'time-stamp-certificate-missing',
	'time-stamp-certificate-mismatch', // signing-certificate names another one
	'time-stamp-certificate-purpose', // not critically and only for time stamping
	'time-stamp-certificate-expired', // or not yet valid, at the time stated
] as const;
export type TimeStampReason = (typeof timeStampReasons)[number];

export type TimeStampAnswer =
	| {
			ok: true;
			time: Date;
			signer: Certificate;
			/** Every certificate inside, for building the path to an anchor. */
			certificates: Certificate[];
	  }
	| { ok: false; reason: TimeStampReason };

/**
 * Checks an RFC 3161 token (DER, nothing behind it) over `digest`, made by `hash` from the bytes that were stamped.
 * Whether its signer leads to an anchor is `buildPath`'s business.
 */
export function checkTimeStamp(
	token: Uint8Array,
	{ digest, hash, nonce }: { digest: Uint8Array; hash: string; nonce?: Uint8Array | undefined },
): TimeStampAnswer {
	try {
		const refuse = (reason: TimeStampReason) => ({ ok: false as const, reason });
		const signed = readToken(token);
		const info = readInfo(signed.content);
		if (info.hash !== hash || !sameBytes(info.digest, digest)) return refuse('time-stamp-other-data');
		if (nonce && !(info.nonce && sameBytes(info.nonce, nonce))) return refuse('time-stamp-nonce-wrong');
		const signer = signed.certificates.find((one) => isNamed(signed.signerId, one));
		if (!signer) return refuse('time-stamp-certificate-missing');
		if (!holds(signed, signer)) return refuse('time-stamp-signature-wrong');
		if (!isNamedByHash(signed.attributes, signer)) return refuse('time-stamp-certificate-mismatch');
		if (!isForTimeStamping(signer)) return refuse('time-stamp-certificate-purpose');
		if (timeFault(signer, info.time)) return refuse('time-stamp-certificate-expired');
		return { ok: true, time: info.time, signer, certificates: signed.certificates };
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return { ok: false, reason: 'time-stamp-unreadable' };
	}
}

/** Name of the hash that was stamped; undefined when the token cannot be read or the hash is unknown. */
export function stampedHash(token: Uint8Array): string | undefined {
	try {
		return readInfo(readToken(token).content).hash;
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return undefined;
	}
}

type Token = ReturnType<typeof readToken>;

/** SignedData with its content inside and one signer (RFC 5652, 5; RFC 3161, 2.4.2). */
function readToken(token: Uint8Array) {
	const [type, wrapper] = children(readWhole(token, tags.sequence));
	if (oidText(type) !== oids.signedData) throw new BadDer('content type');
	const [, , encapsulated, ...rest] = children(readWhole(expectTag(wrapper, 0xa0).content, tags.sequence));
	const [contentType, content] = children(expectTag(encapsulated, tags.sequence));
	if (oidText(contentType) !== pkiOids.timeStampInfo) throw new BadDer('TSTInfo');
	const certificates = rest[0]?.tag === 0xa0 ? children(rest[0]) : [];
	const [signer, second] = children(expectTag(rest.at(-1), tags.set));
	if (second || certificates.length > 20) throw new BadDer('one signer expected');
	const [, signerId, digestAlgorithm, attributes, algorithm, signature] = children(expectTag(signer, tags.sequence));
	return {
		content: readWhole(expectTag(content, 0xa0).content, tags.octetString).content,
		certificates: certificates.filter(({ tag }) => tag === tags.sequence).map(({ raw }) => parseCertificate(raw)),
		signerId,
		digestAlgorithm,
		signedBytes: expectTag(attributes, 0xa0).raw,
		attributes: readAttributes(children(expectTag(attributes, 0xa0))),
		algorithm: expectTag(algorithm, tags.sequence),
		signature: expectTag(signature, tags.octetString).content,
	};
}

function readAttributes(list: Element[]): Map<string, Element> {
	const found = new Map<string, Element>();
	for (const attribute of list) {
		const [type, values] = children(expectTag(attribute, tags.sequence));
		const [value, more] = children(expectTag(values, tags.set));
		if (!value || more || found.has(oidText(type))) throw new BadDer('attribute');
		found.set(oidText(type), value);
	}
	return found;
}

/** TSTInfo (RFC 3161, 2.4.2). */
function readInfo(content: Uint8Array) {
	const [version, policy, imprint, serial, time, ...rest] = children(readWhole(content, tags.sequence));
	if (expectTag(version, tags.integer).content[0] !== 1) throw new BadDer('version');
	oidText(policy);
	expectTag(serial, tags.integer);
	const [algorithm, digest] = children(expectTag(imprint, tags.sequence));
	const extensions = rest.find(({ tag }) => tag === 0xa1);
	if (extensions && [...readExtensions({ ...extensions, tag: tags.sequence })].some(([, { critical }]) => critical)) {
		throw new BadDer('critical extension');
	}
	return {
		hash: hashOf(algorithm),
		digest: expectTag(digest, tags.octetString).content,
		time: exactTime(expectTag(time, tags.generalizedTime)),
		nonce: rest.find(({ tag }) => tag === tags.integer)?.content,
	};
}

/** genTime may have fractions of a second, without trailing zeros (RFC 3161, 2.4.2). */
function exactTime({ content }: Element): Date {
	const text = Buffer.from(content).toString('latin1');
	const match = text.match(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/);
	if (!match) throw new BadDer('time');
	const [, year, month, day, hour, minute, second, fraction = ''] = match;
	const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
	if (Number.isNaN(time.getTime())) throw new BadDer('time');
	return time;
}

function isNamed(id: Element | undefined, certificate: Certificate): boolean {
	if (id?.tag === 0x80) {
		return certificate.subjectKeyIdentifier !== undefined && sameBytes(id.content, certificate.subjectKeyIdentifier);
	}
	const [issuer, serial] = children(expectTag(id, tags.sequence));
	return (
		sameBytes(expectTag(issuer, tags.sequence).raw, certificate.issuer) &&
		sameBytes(expectTag(serial, tags.integer).raw, certificate.serialElement)
	);
}

function holds(signed: Token, signer: Certificate): boolean {
	const hash = hashOf(signed.digestAlgorithm);
	if (!hash) return false;
	const stated = expectTag(signed.attributes.get(oids.messageDigest), tags.octetString).content;
	if (!sameBytes(stated, createHash(hash).update(signed.content).digest())) return false;
	if (oidText(signed.attributes.get(oids.contentType)) !== pkiOids.timeStampInfo) return false;
	// What was signed is the SET itself, not its [0] in the message (RFC 5652, 5.4).
	const set = Uint8Array.from(signed.signedBytes);
	set[0] = tags.set;
	return signatureFault(signed.algorithm, set, signed.signature, signer, hash) === undefined;
}

/** The first certificate id of signing-certificate (RFC 2634, 5.4) or its second version (RFC 5035, 3): one must be there. */
function isNamedByHash(attributes: Map<string, Element>, signer: Certificate): boolean {
	const versions = [
		{ value: attributes.get(oids.signingCertificateV2), standard: 'sha256' },
		{ value: attributes.get(oids.signingCertificate), standard: 'sha1' },
	].filter(({ value }) => value !== undefined);
	return (
		versions.length > 0 &&
		versions.every(({ value, standard }) => {
			const [list] = children(value!);
			const [first] = children(expectTag(list, tags.sequence));
			const parts = children(expectTag(first, tags.sequence));
			const algorithm = parts[0]?.tag === tags.sequence ? parts.shift() : undefined;
			const hash = algorithm ? hashOf(algorithm) : standard;
			const digest = expectTag(parts[0], tags.octetString).content;
			return hash !== undefined && sameBytes(digest, createHash(hash).update(signer.der).digest());
		})
	);
}

/** RFC 3161, 2.3: the purpose is time stamping, nothing else, and said critically. */
function isForTimeStamping(signer: Certificate): boolean {
	const usage = keyPurposes(extensionsOf(signer));
	const only = usage?.purposes.length === 1 && usage.purposes[0] === pkiOids.timeStamping;
	const maySign = !signer.keyUsage || signer.keyUsage[0] === true || signer.keyUsage[1] === true;
	return only && usage.critical && maySign && !hasUnknownCritical(signer);
}

/** The token of a TimeStampResp; undefined when the service declined (RFC 3161, 2.4.2). Throws BadDer. */
export function tokenOf(response: Uint8Array): Uint8Array | undefined {
	const [info, token] = children(readWhole(response, tags.sequence));
	const [status] = children(expectTag(info, tags.sequence));
	const [code, more] = expectTag(status, tags.integer).content;
	// 0 granted, 1 granted with modifications
	return more === undefined && (code === 0 || code === 1) ? expectTag(token, tags.sequence).raw : undefined;
}
