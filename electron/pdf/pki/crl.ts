import type { Certificate } from '../cms/certificate.ts';
import { BadDer, children, type Element, expectTag, readElement, readWhole, tags, timeValue } from '../cms/der.ts';
import { crlUrls, fullNames, readExtensions } from './extensions.ts';
import { pkiOids } from './oids.ts';
import { objectFault, readSignedObject, sameBytes } from './signed-object.ts';

/** Why a revocation list is of no use. */
export const crlReasons = [
	'crl-unreadable',
	'crl-other-issuer',
	'crl-issuer-not-allowed', // its certificate has no cRLSign
	'crl-signature-wrong', // or of a kind we do not accept
	'crl-expired', // or without a next update
	'crl-not-yet-valid',
	'crl-partial', // not for this kind of certificate, or not for all reasons
	'crl-critical-extension-unknown',
] as const;
export type CrlReason = (typeof crlReasons)[number];

export type CrlAnswer =
	| { ok: true; answer: { status: 'good' } | { status: 'revoked'; revokedAt: Date }; thisUpdate: Date }
	/** `thisUpdate` is told of a list that was made later than asked about. */
	| { ok: false; reason: CrlReason; thisUpdate?: Date };

export type CrlQuestion = { certificate: Certificate; issuer: Certificate; at: Date };

const clockSkewMs = 5 * 60_000;

/**
 * Looks `certificate` up in a complete revocation list of its issuer (RFC 5280, 6.3.3), DER. Delta, indirect and partial
 * lists are refused. Revoked includes "on hold".
 */
export function checkCrl(list: Uint8Array, question: CrlQuestion): CrlAnswer {
	try {
		return lookUp(list, question);
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return { ok: false, reason: 'crl-unreadable' };
	}
}

function lookUp(list: Uint8Array, question: CrlQuestion): CrlAnswer {
	const { certificate, issuer, at } = question;
	const refuse = (reason: CrlReason) => ({ ok: false as const, reason });
	const object = readSignedObject(readWhole(list));
	const fields = children(object.body);
	if (fields[0]?.tag === tags.integer) fields.shift(); // version
	const [algorithm, name, thisField, ...rest] = fields;
	const hasNext = rest[0]?.tag === tags.utcTime || rest[0]?.tag === tags.generalizedTime;
	const nextUpdate = hasNext ? timeValue(rest.shift()) : undefined;
	const entries = rest[0]?.tag === tags.sequence ? rest.shift() : undefined;
	const [wrapper, more] = rest;
	if (more || (wrapper && wrapper.tag !== 0xa0)) return refuse('crl-unreadable');

	const isOwn = sameBytes(expectTag(name, tags.sequence).raw, certificate.issuer);
	if (!isOwn || !sameBytes(issuer.subject, certificate.issuer)) return refuse('crl-other-issuer');
	if (issuer.keyUsage && issuer.keyUsage[6] !== true) return refuse('crl-issuer-not-allowed');
	const namedTwice = algorithm && sameBytes(algorithm.raw, object.algorithm.raw);
	if (!namedTwice || objectFault(object, issuer)) return refuse('crl-signature-wrong');
	const thisUpdate = timeValue(thisField);
	if (thisUpdate.getTime() > at.getTime() + clockSkewMs) return { ...refuse('crl-not-yet-valid'), thisUpdate };
	if (!nextUpdate || nextUpdate.getTime() < at.getTime() - clockSkewMs) return refuse('crl-expired');

	const extensions = wrapper ? readExtensions(readWhole(wrapper.content)) : new Map();
	for (const [type, { critical, value }] of extensions) {
		if (type === pkiOids.issuingDistributionPoint) {
			if (!coversCertificate(value, certificate)) return refuse('crl-partial');
		} else if (critical) return refuse('crl-critical-extension-unknown'); // deltaCRLIndicator is one of them
	}
	if (entries && hasCriticalEntry(entries)) return refuse('crl-critical-extension-unknown');
	const revokedAt = entries && findEntry(entries, certificate.serialElement);
	return { ok: true, answer: revokedAt ? { status: 'revoked', revokedAt } : { status: 'good' }, thisUpdate };
}

/** IssuingDistributionPoint (RFC 5280, 5.2.5): its scope must take in the certificate with all reasons. */
function coversCertificate(value: Uint8Array, certificate: Certificate): boolean {
	return children(readWhole(value, tags.sequence)).every((field) => {
		// DistributionPointName: it must be one the certificate points at.
		if (field.tag === 0xa0) return fullNames(field).some((url) => crlUrls(certificate).includes(url));
		const isSet = field.content.length === 1 && field.content[0] !== 0;
		if (field.tag === 0x81) return !isSet || !certificate.isCa;
		if (field.tag === 0x82) return !isSet || certificate.isCa;
		if (field.tag === 0x84 || field.tag === 0x85) return !isSet; // indirect; attribute certificates
		return false; // some reasons only, or something newer than the standard
	});
}

/**
 * Finds the entry by walking over the bytes: lists of the public CAs have tens of thousands, and an object for each part
 * of each would cost more than reading the file.
 */
function findEntry({ content }: Element, serial: Uint8Array): Date | undefined {
	let found: Date | undefined;
	for (let at = 0; at < content.length; ) {
		if (content[at] !== tags.sequence) throw new BadDer('entry');
		const { header, length } = lengthAt(content, at + 1);
		const start = at + 1 + header;
		const end = start + length;
		if (end > content.length) throw new BadDer('short');
		if (!found && startsWith(content, start, serial)) {
			found = timeValue(readElement(content.subarray(start + serial.length, end)));
		}
		at = end;
	}
	return found;
}

function startsWith(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
	for (let i = part.length - 1; i >= 0; i--) if (bytes[at + i] !== part[i]) return false;
	return true;
}

function lengthAt(bytes: Uint8Array, at: number): { header: number; length: number } {
	const first = bytes[at] ?? 0x80;
	if (first < 0x80) return { header: 1, length: first };
	// Two bytes of length are far more than any entry has.
	if (first === 0x81) return { header: 2, length: bytes[at + 1] ?? 0 };
	if (first === 0x82) return { header: 3, length: (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0) };
	throw new BadDer('entry length');
}

const criticalFlag = Buffer.from([tags.boolean, 1, 0xff]);

/** RFC 5280, 5.3: a list with a critical entry extension that we do not know says nothing about any certificate. */
function hasCriticalEntry(entries: Element): boolean {
	const { buffer, byteOffset, length } = entries.content;
	// Entry by entry only when the bytes of the flag occur at all.
	if (!Buffer.from(buffer, byteOffset, length).includes(criticalFlag)) return false;
	return children(entries).some((entry) => {
		const [, , extensions] = children(entry);
		if (!extensions) return false;
		return [...readExtensions(extensions)].some(([type, { critical }]) => critical && type !== pkiOids.crlReason);
	});
}
