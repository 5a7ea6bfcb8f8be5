import { createVerify } from 'node:crypto';
import { type Certificate, publicKeyOf } from '../cms/certificate.ts';
import { BadDer, children, type Element, expectTag, tags } from '../cms/der.ts';
import {
	type FoundAlgorithm,
	fitsKey,
	hashNames,
	holds,
	isWeak,
	plainIdentifier,
	readSignatureAlgorithm,
} from '../cms/signature-algorithm.ts';

export const signatureReasons = ['signature-wrong', 'algorithm-weak', 'algorithm-unsupported'] as const;
export type SignatureReason = (typeof signatureReasons)[number];

/** What certificates, revocation lists and OCSP answers have in common: a body, an algorithm, a signature over the body. */
export type SignedObject = { body: Element; algorithm: Element; signature: Uint8Array; rest: Element[] };

/** Throws BadDer. */
export function readSignedObject(element: Element): SignedObject {
	const [body, algorithm, signature, ...rest] = children(expectTag(element, tags.sequence));
	const bits = expectTag(signature, tags.bitString).content;
	if (bits[0] !== 0) throw new BadDer('signature bits');
	return {
		body: expectTag(body, tags.sequence),
		algorithm: expectTag(algorithm, tags.sequence),
		signature: bits.subarray(1),
		rest,
	};
}

/**
 * Why `signature` over `data` by the key of `signer` does not count; undefined when it holds. SHA-1, MD5 and weak keys
 * are refused. `digest` is the hash a CMS signer names apart from the signature algorithm. Throws BadDer.
 */
export function signatureFault(
	algorithm: Element,
	data: Uint8Array,
	signature: Uint8Array,
	signer: Certificate,
	digest?: FoundAlgorithm['hash'],
): SignatureReason | undefined {
	const key = publicKeyOf(signer);
	const found = readSignatureAlgorithm(algorithm, digest);
	if (!key || !found || !fitsKey(found, key)) return 'algorithm-unsupported';
	if (isWeak(found, key)) return 'algorithm-weak';
	return holds(createVerify(found.hash).update(data), found, key, signature) ? undefined : 'signature-wrong';
}

/** Why `issuer` did not sign `object`. Throws BadDer. */
export function objectFault(object: SignedObject, issuer: Certificate): SignatureReason | undefined {
	return signatureFault(object.algorithm, object.body.raw, object.signature, issuer);
}

/** Name of the hash an AlgorithmIdentifier stands for; undefined for unknown ones. */
export function hashOf(algorithm: Element | undefined): FoundAlgorithm['hash'] | undefined {
	return hashNames[plainIdentifier(algorithm)];
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return Buffer.compare(a, b) === 0;
}
