import { createHash } from 'node:crypto';
import { type Certificate, parseCertificate } from '../cms/certificate.ts';
import {
	BadDer,
	children,
	type Element,
	encode,
	expectTag,
	nullValue,
	octets,
	oid,
	oidText,
	readWhole,
	sequence,
	tags,
	timeValue,
} from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import { certificateFault, hasUnknownCritical, timeFault } from './build-path.ts';
import { extensionsOf, keyPurposes, publicKeyBits, readExtensions } from './extensions.ts';
import { pkiOids } from './oids.ts';
import { hashOf, objectFault, readSignedObject, type SignedObject, sameBytes } from './signed-object.ts';

/** Why an OCSP answer is of no use. */
export const ocspReasons = [
	'ocsp-unreadable',
	'ocsp-refused', // the service answers but declines
	'ocsp-responder-unauthorised',
	'ocsp-signature-wrong', // or of a kind we do not accept
	'ocsp-other-certificate',
	'ocsp-stale',
	'ocsp-not-yet-valid',
	'ocsp-nonce-wrong',
] as const;
export type OcspReason = (typeof ocspReasons)[number];

export type CertificateStatus = { status: 'good' } | { status: 'revoked'; revokedAt: Date } | { status: 'unknown' };

export type OcspAnswer =
	| {
			ok: true;
			answer: CertificateStatus;
			/** Who signed: the CA itself, or its delegate. */
			responder: Certificate;
			/** False: whether the delegate itself was revoked has to be asked as well (RFC 6960, 4.2.2.2.1). */
			responderNeedsNoCheck: boolean;
			thisUpdate: Date;
	  }
	/** `thisUpdate` is told of an answer that was given later than asked about. */
	| { ok: false; reason: OcspReason; thisUpdate?: Date };

/** OCSPRequest for one certificate (RFC 6960, 4.1.1), named by SHA-1 hashes since that is what every responder knows. */
export function ocspRequest(certificate: Certificate, issuer: Certificate, nonce: Uint8Array): Uint8Array {
	const hash = (bytes: Uint8Array) => octets(createHash('sha1').update(bytes).digest());
	const id = sequence(
		sequence(oid(oids.sha1), nullValue()),
		hash(certificate.issuer),
		hash(publicKeyBits(issuer)),
		certificate.serialElement,
	);
	const nonceExtension = sequence(oid(pkiOids.ocspNonce), octets(octets(nonce)));
	return sequence(sequence(sequence(sequence(id)), encode(0xa2, sequence(nonceExtension))));
}

export type OcspQuestion = {
	certificate: Certificate;
	issuer: Certificate;
	/** The time of the question, or the one at which kept evidence has to hold. */
	at: Date;
	/** What was asked with. An answer without any is taken, as RFC 9654 allows; one with another is not. */
	nonce?: Uint8Array | undefined;
};

const clockSkewMs = 5 * 60_000;
/** How old an answer may be that names no next update, and so claims that a newer one can be had at any time. */
const longestWithoutNextMs = 60 * 60_000;

/** Checks an OCSPResponse as RFC 6960, 3.2 asks. */
export function checkOcsp(response: Uint8Array, question: OcspQuestion): OcspAnswer {
	try {
		return readAnswer(response, question);
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return { ok: false, reason: 'ocsp-unreadable' };
	}
}

function readAnswer(response: Uint8Array, question: OcspQuestion): OcspAnswer {
	const refuse = (reason: OcspReason) => ({ ok: false as const, reason });
	const [status, wrapper] = children(readWhole(response, tags.sequence));
	const code = expectTag(status, 0x0a).content;
	if (code.length !== 1 || code[0] !== 0) return refuse('ocsp-refused');
	const [type, inner] = children(readWhole(expectTag(wrapper, 0xa0).content, tags.sequence));
	if (oidText(type) !== pkiOids.ocspBasic) return refuse('ocsp-unreadable');
	const basic = readSignedObject(readWhole(expectTag(inner, tags.octetString).content));
	const data = readData(basic.body);

	const single = data.responses.map(readSingle).find(({ id }) => namesCertificate(id, question));
	const now = question.at.getTime();
	// First, because a responder's own certificate may be younger than the time asked about.
	if (single && single.thisUpdate.getTime() > now + clockSkewMs) {
		return { ...refuse('ocsp-not-yet-valid'), thisUpdate: single.thisUpdate };
	}
	const responder = findResponder(basic, data.responderId, question);
	if (!responder) return refuse('ocsp-responder-unauthorised');
	if (objectFault(basic, responder)) return refuse('ocsp-signature-wrong');
	const nonce = data.extensions.get(pkiOids.ocspNonce)?.value;
	if (nonce && question.nonce && !sameBytes(readWhole(nonce, tags.octetString).content, question.nonce)) {
		return refuse('ocsp-nonce-wrong');
	}
	if (hasOtherCritical(data.extensions)) return refuse('ocsp-unreadable');

	if (!single) return refuse('ocsp-other-certificate');
	if (hasOtherCritical(single.extensions)) return refuse('ocsp-unreadable');
	const { thisUpdate, nextUpdate, answer } = single;
	const last = nextUpdate?.getTime() ?? thisUpdate.getTime() + longestWithoutNextMs;
	if (last < now - clockSkewMs) return refuse('ocsp-stale');
	const responderNeedsNoCheck =
		sameBytes(responder.der, question.issuer.der) || extensionsOf(responder).has(pkiOids.ocspNoCheck);
	return { ok: true, answer, responder, responderNeedsNoCheck, thisUpdate };
}

const noExtensions: ReturnType<typeof readExtensions> = new Map();

function hasOtherCritical(extensions: ReturnType<typeof readExtensions>): boolean {
	return [...extensions].some(([type, { critical }]) => critical && type !== pkiOids.ocspNonce);
}

/** ResponseData (RFC 6960, 4.2.1). */
function readData(body: Element) {
	const fields = children(body);
	if (fields[0]?.tag === 0xa0) fields.shift(); // version
	const [responderId, producedAt, responses, wrapper] = fields;
	timeValue(producedAt);
	if (!responderId) throw new BadDer('responder');
	return {
		responderId,
		responses: children(expectTag(responses, tags.sequence)),
		extensions: wrapper ? readExtensions(readWhole(expectTag(wrapper, 0xa1).content)) : noExtensions,
	};
}

function readSingle(response: Element) {
	const [id, status, thisUpdate, ...rest] = children(expectTag(response, tags.sequence));
	const next = rest.find(({ tag }) => tag === 0xa0);
	const wrapper = rest.find(({ tag }) => tag === 0xa1);
	return {
		id: expectTag(id, tags.sequence),
		answer: readStatus(status),
		thisUpdate: timeValue(thisUpdate),
		nextUpdate: next && timeValue(readWhole(next.content)),
		extensions: wrapper ? readExtensions(readWhole(wrapper.content)) : noExtensions,
	};
}

function readStatus(status: Element | undefined): CertificateStatus {
	if (status?.tag === 0x80) return { status: 'good' };
	if (status?.tag === 0xa1) return { status: 'revoked', revokedAt: timeValue(children(status)[0]) };
	if (status?.tag === 0x82) return { status: 'unknown' };
	throw new BadDer('status');
}

function namesCertificate(id: Element, { certificate, issuer }: OcspQuestion): boolean {
	const [algorithm, name, key, serial] = children(id);
	const hash = hashOf(algorithm);
	if (!hash || !name || !key || !serial) return false;
	const hashed = (bytes: Uint8Array) => createHash(hash).update(bytes).digest();
	return (
		sameBytes(name.content, hashed(certificate.issuer)) &&
		sameBytes(key.content, hashed(publicKeyBits(issuer))) &&
		sameBytes(serial.raw, certificate.serialElement)
	);
}

/**
 * The certificate the answer names as its signer, if it may speak for the issuer: the issuer itself, or one the issuer
 * issued for just that, id-kp-OCSPSigning (RFC 6960, 4.2.2.2). Nobody else, trusted or not.
 */
function findResponder(basic: SignedObject, id: Element, { issuer, at }: OcspQuestion): Certificate | undefined {
	if (isNamed(id, issuer)) return issuer;
	const [wrapper] = basic.rest;
	const given = wrapper ? children(readWhole(expectTag(wrapper, 0xa0).content, tags.sequence)) : [];
	return given
		.slice(0, 10)
		.map(({ raw }) => parseCertificate(raw))
		.find(
			(candidate) =>
				isNamed(id, candidate) &&
				sameBytes(candidate.issuer, issuer.subject) &&
				keyPurposes(extensionsOf(candidate))?.purposes.includes(pkiOids.ocspSigning) === true &&
				candidate.keyUsage?.[0] !== false &&
				!hasUnknownCritical(candidate) &&
				timeFault(candidate, at) === undefined &&
				certificateFault(candidate, issuer) === undefined,
		);
}

function isNamed(id: Element, certificate: Certificate): boolean {
	if (id.tag === 0xa1) return sameBytes(id.content, certificate.subject);
	if (id.tag !== 0xa2) return false;
	const hash = createHash('sha1').update(publicKeyBits(certificate)).digest();
	return sameBytes(readWhole(id.content, tags.octetString).content, hash);
}
