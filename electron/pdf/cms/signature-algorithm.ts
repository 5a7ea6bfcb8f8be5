import { constants, type KeyObject, type Verify } from 'node:crypto';
import {
	children,
	type Element,
	encode,
	expectTag,
	nullValue,
	oid,
	oidText,
	readWhole,
	sequence,
	smallInteger,
	tags,
} from './der.ts';
import { oids } from './oids.ts';

export type Hash = 'sha256' | 'sha384' | 'sha512';

/** How a signature is made. PSS always with MGF1 over the same hash and a salt as long as the hash (RFC 4055, 3.1). */
export type SignatureAlgorithm = { scheme: 'pkcs1' | 'pss' | 'ecdsa'; hash: Hash };

/** What the user may wish for; the key decides what can be had of it. */
export type AlgorithmWish = { scheme?: 'pkcs1' | 'pss' | undefined; hash?: Hash | undefined };

/** How somebody else made a signature. */
export type FoundAlgorithm = { scheme: SignatureAlgorithm['scheme']; hash: Hash | 'sha1'; saltLength: number };

const hashBytes: Record<Hash, number> = { sha256: 32, sha384: 48, sha512: 64 };

/** The hashes by identifier; others are unknown here. */
export const hashNames: Record<string, FoundAlgorithm['hash']> = {
	[oids.sha1]: 'sha1',
	[oids.sha256]: 'sha256',
	[oids.sha384]: 'sha384',
	[oids.sha512]: 'sha512',
};

/** Identifiers that name the hash as well (RFC 5754, 3.2; RFC 5758, 3.2). */
const identifiers = {
	pkcs1: {
		sha1: oids.sha1WithRsa,
		sha256: oids.sha256WithRsa,
		sha384: oids.sha384WithRsa,
		sha512: oids.sha512WithRsa,
	},
	ecdsa: {
		sha1: oids.ecdsaWithSha1,
		sha256: oids.ecdsaWithSha256,
		sha384: oids.ecdsaWithSha384,
		sha512: oids.ecdsaWithSha512,
	},
} as const;

/** The hash as strong as the curve, by OpenSSL's name of the curve (RFC 5480, 4). */
const curveHashes: Record<string, Hash> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };

/**
 * The algorithm a certificate's key signs with: RSA as wished, PKCS#1 v1.5 with SHA-256 unless told; a key restricted
 * to PSS as its own parameters ask (RFC 4055, 3.1); a curve always ECDSA. Undefined when the key fits none.
 */
export function chooseAlgorithm(
	key: KeyObject,
	{ scheme = 'pkcs1', hash }: AlgorithmWish,
): SignatureAlgorithm | undefined {
	const { namedCurve = '', hashAlgorithm, mgf1HashAlgorithm, saltLength = 0 } = key.asymmetricKeyDetails ?? {};
	switch (key.asymmetricKeyType) {
		case 'rsa':
			return { scheme, hash: hash ?? 'sha256' };
		case 'rsa-pss': {
			const asked = hashAlgorithm ?? hash ?? 'sha256';
			const chosen = (Object.keys(hashBytes) as Hash[]).find((name) => name === asked);
			const fits = chosen && saltLength <= hashBytes[chosen] && (mgf1HashAlgorithm ?? chosen) === chosen;
			return fits ? { scheme: 'pss', hash: chosen } : undefined;
		}
		case 'ec': {
			const usual = curveHashes[namedCurve];
			return usual && { scheme: 'ecdsa', hash: hash ?? usual };
		}
		default:
			return undefined;
	}
}

/** AlgorithmIdentifier of a hash, without parameters (RFC 5754, 2). */
export function digestIdentifier(hash: Hash): Uint8Array {
	return sequence(oid(oids[hash]));
}

/** AlgorithmIdentifier for SignerInfo: NULL behind RSA, nothing behind ECDSA, all four parameters settled for PSS. */
export function signatureIdentifier({ scheme, hash }: SignatureAlgorithm): Uint8Array {
	if (scheme === 'pkcs1') return sequence(oid(identifiers.pkcs1[hash]), nullValue());
	if (scheme === 'ecdsa') return sequence(oid(identifiers.ecdsa[hash]));
	// Inside the parameters hashes carry NULL (RFC 8017, A.2.3); trailerField 1 is the DEFAULT and left out.
	const hashIdentifier = sequence(oid(oids[hash]), nullValue());
	const parameters = sequence(
		encode(0xa0, hashIdentifier),
		encode(0xa1, sequence(oid(oids.mgf1), hashIdentifier)),
		encode(0xa2, smallInteger(hashBytes[hash])),
	);
	return sequence(oid(oids.rsassaPss), parameters);
}

/** Identifier of an algorithm whose parameters are absent or NULL; others get a mark that makes them unknown. */
export function plainIdentifier(element: Element | undefined): string {
	const [id, parameters, more] = children(expectTag(element, tags.sequence));
	const plain = !parameters || (parameters.tag === tags.null && parameters.content.length === 0);
	return plain && !more ? oidText(id) : `${oidText(id)}+`;
}

/**
 * What an AlgorithmIdentifier says about a signature. A SignerInfo names the hash of the document apart from it as
 * `digest`: both have to be the same (RFC 4056, 3; RFC 5753, 2.1.1); certificates, revocation lists and OCSP answers
 * have none. Undefined when they differ or the algorithm is none of ours. Throws BadDer.
 */
export function readSignatureAlgorithm(element: Element, digest?: FoundAlgorithm['hash']): FoundAlgorithm | undefined {
	const found = readIdentifier(element, digest);
	return digest === undefined || found?.hash === digest ? found : undefined;
}

function readIdentifier(element: Element, digest: FoundAlgorithm['hash'] | undefined): FoundAlgorithm | undefined {
	const [id, parameters, more] = children(element);
	if (oidText(id) === oids.rsassaPss) return more ? undefined : readPssParameters(parameters);
	const name = plainIdentifier(element);
	// The key's name alone leaves the hash to digestAlgorithm (RFC 3370, 3.2).
	if (name === oids.rsaEncryption) return digest && { scheme: 'pkcs1', hash: digest, saltLength: 0 };
	for (const hash of Object.values(hashNames)) {
		if (name === identifiers.pkcs1[hash]) return { scheme: 'pkcs1', hash, saltLength: 0 };
		if (name === identifiers.ecdsa[hash]) return { scheme: 'ecdsa', hash, saltLength: 0 };
	}
	return undefined;
}

/** RSASSA-PSS-params with the defaults of RFC 8017, A.2.3; undefined where mask and hash differ. */
function readPssParameters(parameters: Element | undefined): FoundAlgorithm | undefined {
	const fields = children(expectTag(parameters, tags.sequence));
	const take = (tag: number) => (fields[0]?.tag === tag ? readWhole(fields.shift()!.content) : undefined);
	const [hashField, maskField, saltField, trailerField] = [take(0xa0), take(0xa1), take(0xa2), take(0xa3)];
	const hash = hashField ? hashNames[plainIdentifier(hashField)] : 'sha1';
	const [mask, maskHash, more] = maskField ? children(expectTag(maskField, tags.sequence)) : [];
	const isSameHash = maskField
		? oidText(mask) === oids.mgf1 && !more && hashNames[plainIdentifier(maskHash)] === hash
		: hash === 'sha1';
	const saltLength = saltField ? smallNumber(saltField) : 20;
	const trailer = trailerField ? smallNumber(trailerField) : 1;
	if (!hash || !isSameHash || saltLength === undefined || trailer !== 1 || fields.length > 0) return undefined;
	return { scheme: 'pss', hash, saltLength };
}

/** A shortest INTEGER from 0 to 32767. Negative salt lengths mean "any" to OpenSSL and must never reach it. */
function smallNumber(element: Element): number | undefined {
	const [high = 0x80, low] = expectTag(element, tags.integer).content;
	if (high >= 0x80 || element.content.length > 2) return undefined;
	if (low === undefined) return high;
	return high === 0 && low < 0x80 ? undefined : high * 256 + low;
}

export function fitsKey({ scheme }: FoundAlgorithm, { asymmetricKeyType: type }: KeyObject): boolean {
	if (scheme === 'ecdsa') return type === 'ec';
	return type === 'rsa' || (scheme === 'pss' && type === 'rsa-pss');
}

/** SHA-1, RSA below 2048 and curves below 256 bits: none is allowed by the annex of Thông tư 15/2025/TT-BKHCN. */
export function isWeak({ hash }: FoundAlgorithm, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
	const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
	if (hash === 'sha1') return true;
	if (asymmetricKeyType !== 'ec') return modulusLength < 2048;
	// Every curve carries its size in its name: secp224r1, prime256v1, brainpoolP384r1.
	return Number(/\d{3}/.exec(namedCurve)?.[0] ?? 0) < 256;
}

/** Whether `signature` belongs to the data that `verify` was fed and to this key. */
export function holds(
	verify: Verify,
	{ scheme, saltLength }: FoundAlgorithm,
	key: KeyObject,
	signature: Uint8Array,
): boolean {
	const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
	try {
		return verify.verify({ key, ...(scheme === 'pss' ? pss : {}) }, signature);
	} catch {
		// The library throws where key and signature cannot belong together, as with a key shorter than the hash.
		return false;
	}
}
