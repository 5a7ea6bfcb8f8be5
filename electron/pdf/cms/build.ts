import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { encode, octets, oid, sequence, setOf, smallInteger } from './der.ts';
import { oids } from './oids.ts';
import { digestIdentifier, type Hash, type SignatureAlgorithm, signatureIdentifier } from './signature-algorithm.ts';

/**
 * The signed attributes of a PAdES baseline signature as the DER SET that the signer signs: content-type,
 * message-digest and signing-certificate-v2. No signing-time: EN 319 142-1, 6.3 leaves the time to /M.
 * `digest` is the `hash` of the document's byte range.
 */
export function signedAttributes(certificate: Certificate, digest: Uint8Array, hash: Hash): Uint8Array {
	const certificateId = sequence(
		// SHA-256 is the DEFAULT, which DER leaves out (RFC 5035, 4; X.690, 11.5).
		...(hash === 'sha256' ? [] : [digestIdentifier(hash)]),
		octets(createHash(hash).update(certificate.der).digest()),
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

/** The detached SignedData (RFC 5652, 5.1) around a signature over `attributes`. */
export function signedData(
	certificate: Certificate,
	chain: readonly Uint8Array[],
	attributes: Uint8Array,
	algorithm: SignatureAlgorithm,
	signature: Uint8Array,
): Uint8Array {
	const digestAlgorithm = digestIdentifier(algorithm.hash);
	const implicitAttributes = Uint8Array.from(attributes);
	implicitAttributes[0] = 0xa0;
	const signer = sequence(
		smallInteger(1),
		sequence(certificate.issuer, certificate.serialElement),
		digestAlgorithm,
		implicitAttributes,
		signatureIdentifier(algorithm),
		octets(signature),
	);
	const certificates = [certificate.der, ...chain].toSorted(Buffer.compare);
	const body = sequence(
		smallInteger(1),
		setOf(digestAlgorithm),
		sequence(oid(oids.data)),
		encode(0xa0, ...certificates),
		setOf(signer),
	);
	return sequence(oid(oids.signedData), encode(0xa0, body));
}
