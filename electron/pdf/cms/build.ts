import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { encode, nullValue, octets, oid, sequence, setOf, smallInteger } from './der.ts';
import { oids } from './oids.ts';

/**
 * The signed attributes of a PAdES baseline signature as the DER SET whose SHA-256 the signer signs: content-type,
 * message-digest and signing-certificate-v2. No signing-time: EN 319 142-1, 6.3 leaves the time to /M.
 * `digest` is the SHA-256 of the document's byte range.
 */
export function signedAttributes(certificate: Certificate, digest: Uint8Array): Uint8Array {
	// The hash algorithm is left out because SHA-256 is its DEFAULT (RFC 5035, 4).
	const certificateId = sequence(
		octets(createHash('sha256').update(certificate.der).digest()),
		sequence(sequence(encode(0xa4, certificate.issuer)), certificate.serialElement),
	);
	return setOf(
		attribute(oids.contentType, oid(oids.data)),
		attribute(oids.messageDigest, octets(digest)),
		attribute(oids.signingCertificateV2, sequence(sequence(certificateId))),
	);
}

function attribute(type: string, value: Uint8Array): Uint8Array {
	return sequence(oid(type), setOf(value));
}

/** The detached SignedData (RFC 5652, 5.1) around a signature over `attributes`, RSA PKCS#1 v1.5 with SHA-256. */
export function signedData(
	certificate: Certificate,
	chain: readonly Uint8Array[],
	attributes: Uint8Array,
	signature: Uint8Array,
): Uint8Array {
	const sha256 = sequence(oid(oids.sha256)); // without parameters: RFC 5754, 2
	const implicitAttributes = Uint8Array.from(attributes);
	implicitAttributes[0] = 0xa0;
	const signer = sequence(
		smallInteger(1),
		sequence(certificate.issuer, certificate.serialElement),
		sha256,
		implicitAttributes,
		sequence(oid(oids.sha256WithRsa), nullValue()),
		octets(signature),
	);
	const certificates = [certificate.der, ...chain].toSorted(Buffer.compare);
	const body = sequence(
		smallInteger(1),
		setOf(sha256),
		sequence(oid(oids.data)),
		encode(0xa0, ...certificates),
		setOf(signer),
	);
	return sequence(oid(oids.signedData), encode(0xa0, body));
}
