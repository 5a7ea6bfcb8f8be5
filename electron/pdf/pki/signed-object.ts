import { constants, type KeyObject, verify, X509Certificate } from 'node:crypto';
import type { Certificate } from '../cms/certificate.ts';
import { BadDer, children, type Element, expectTag, oidText, tags } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import { pkiOids } from './oids.ts';

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

export const hashNames: Readonly<Record<string, string>> = {
	[oids.sha1]: 'sha1',
	[oids.sha256]: 'sha256',
	[oids.sha384]: 'sha384',
	[oids.sha512]: 'sha512',
};

const rsaHashes: Readonly<Record<string, string>> = {
	[oids.sha1WithRsa]: 'sha1',
	[oids.sha256WithRsa]: 'sha256',
	[oids.sha384WithRsa]: 'sha384',
	[oids.sha512WithRsa]: 'sha512',
};

const ecdsaHashes: Readonly<Record<string, string>> = {
	[pkiOids.sha1WithEcdsa]: 'sha1',
	[pkiOids.sha256WithEcdsa]: 'sha256',
	[pkiOids.sha384WithEcdsa]: 'sha384',
	[pkiOids.sha512WithEcdsa]: 'sha512',
};

const curves = ['prime256v1', 'secp384r1', 'secp521r1'];
/** Thông tư 15/2025/TT-BKHCN, annex. */
const leastRsaBits = 2048;

/**
 * Why `signature` over `data` by the key of `signer` does not count; undefined when it holds. SHA-1, MD5 and RSA below
 * 2048 bits are refused. `digest` is the hash a CMS signer names apart from the signature algorithm.
 */
export function signatureFault(
	algorithm: Element,
	data: Uint8Array,
	signature: Uint8Array,
	signer: Certificate,
	digest?: string,
): SignatureReason | undefined {
	const key = publicKeyOf(signer);
	const scheme = readScheme(algorithm, digest);
	if (!key || !scheme?.keyTypes.includes(key.asymmetricKeyType ?? '')) return 'algorithm-unsupported';
	if (scheme.hash === 'sha1') return 'algorithm-weak';
	const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
	if (modulusLength !== undefined && modulusLength < leastRsaBits) return 'algorithm-weak';
	if (key.asymmetricKeyType === 'ec' && !curves.includes(namedCurve ?? '')) return 'algorithm-unsupported';
	try {
		return verify(scheme.hash, data, { key, ...scheme.options }, signature) ? undefined : 'signature-wrong';
	} catch {
		// The library throws where key and signature cannot belong together.
		return 'signature-wrong';
	}
}

/** Why `issuer` did not sign `object`. Throws BadDer. */
export function objectFault(object: SignedObject, issuer: Certificate): SignatureReason | undefined {
	return signatureFault(object.algorithm, object.body.raw, object.signature, issuer);
}

type Scheme = { hash: string; keyTypes: string[]; options: { padding?: number; saltLength?: number } };

function readScheme(algorithm: Element, digest: string | undefined): Scheme | undefined {
	const [id, parameters, more] = children(algorithm);
	const name = oidText(id);
	if (more) return undefined;
	if (name === pkiOids.rsaPss) return pssScheme(parameters);
	if (parameters && (parameters.tag !== tags.null || parameters.content.length > 0)) return undefined;
	const rsa = name === oids.rsaEncryption ? digest : rsaHashes[name];
	const hash = rsa ?? ecdsaHashes[name];
	if (!hash || (digest !== undefined && digest !== hash)) return undefined;
	return rsa
		? { hash, keyTypes: ['rsa'], options: { padding: constants.RSA_PKCS1_PADDING } }
		: { hash, keyTypes: ['ec'], options: {} };
}

/** RSASSA-PSS-params (RFC 8017, A.2.3): one hash for both uses; the defaults are SHA-1 and 20 bytes of salt. */
function pssScheme(parameters: Element | undefined): Scheme | undefined {
	const fields = new Map(children(expectTag(parameters, tags.sequence)).map((field) => [field.tag, field]));
	const inner = (tag: number) => {
		const field = fields.get(tag);
		return field && children(field)[0];
	};
	const hash = hashOf(inner(0xa0));
	const [generator, generatorHash] = children(inner(0xa1) ?? emptySequence);
	const salt = inner(0xa2)?.content ?? Uint8Array.of(20);
	const trailer = inner(0xa3)?.content ?? Uint8Array.of(1);
	if (!hash || !generator || oidText(generator) !== pkiOids.mgf1 || hashOf(generatorHash) !== hash) return undefined;
	if (salt.length < 1 || salt.length > 2 || trailer.length !== 1 || trailer[0] !== 1) return undefined;
	const options = {
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: Buffer.from(salt).readUIntBE(0, salt.length),
	};
	return { hash, keyTypes: ['rsa', 'rsa-pss'], options };
}

const emptySequence: Element = { tag: tags.sequence, raw: Uint8Array.of(tags.sequence, 0), content: new Uint8Array() };

/** Name of the hash an AlgorithmIdentifier stands for; undefined for unknown ones. */
export function hashOf(algorithm: Element | undefined): string | undefined {
	return algorithm && hashNames[oidText(children(expectTag(algorithm, tags.sequence))[0])];
}

function publicKeyOf({ der }: Certificate): KeyObject | undefined {
	try {
		return new X509Certificate(der).publicKey;
	} catch {
		// The library throws for keys and encodings it cannot read: such a key proves nothing.
		return undefined;
	}
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return Buffer.compare(a, b) === 0;
}
