import { template, ulongs } from './cryptoki.ts';
import type { TokenSignRequest } from './token-port.ts';

type Hash = TokenSignRequest['hash'];

export const ckmRsaPkcsPss = 0xd;

/** DER of DigestInfo up to the digest itself (RFC 8017, section 9.2, note 1). */
const digestInfoPrefix: Record<Hash, string> = {
	sha256: '3031300d060960864801650304020105000420',
	sha384: '3041300d060960864801650304020205000430',
	sha512: '3051300d060960864801650304020305000440',
};

/** CK_RSA_PKCS_PSS_PARAMS: CKM_SHA*, CKG_MGF1_SHA*, and a salt as long as the digest (RFC 8017, 9.1). */
const pssParameters: Record<Hash, readonly [hash: number, mgf: number, salt: number]> = {
	sha256: [0x250, 2, 32],
	sha384: [0x260, 3, 48],
	sha512: [0x270, 4, 64],
};

const digestBytes: Record<Hash, number> = { sha256: 32, sha384: 48, sha512: 64 };

/** The CK_MECHANISM for a signature over a ready digest, and the bytes that go into C_Sign. */
export function mechanismFor(
	scheme: TokenSignRequest['scheme'],
	hash: Hash,
	digest: Uint8Array,
): { mechanism: Buffer; name: string; data: Buffer } {
	if (digest.length !== digestBytes[hash]) throw new Error(`digest is not ${hash}`);
	switch (scheme) {
		case 'pkcs1':
			return {
				mechanism: template([[0x1, Buffer.alloc(0)]]),
				name: 'CKM_RSA_PKCS',
				data: Buffer.concat([Buffer.from(digestInfoPrefix[hash], 'hex'), digest]),
			};
		case 'pss':
			return {
				mechanism: template([[ckmRsaPkcsPss, ulongs(...pssParameters[hash])]]),
				name: 'CKM_RSA_PKCS_PSS',
				data: Buffer.from(digest),
			};
		case 'ecdsa':
			return { mechanism: template([[0x1041, Buffer.alloc(0)]]), name: 'CKM_ECDSA', data: Buffer.from(digest) };
	}
}

/** PKCS#11 answers r and s side by side; X.509 and CMS want ECDSA-Sig-Value (RFC 3279, section 2.2.3). */
export function ecdsaToDer(raw: Uint8Array): Uint8Array {
	const half = raw.length / 2;
	const body = Buffer.concat([derInteger(raw.subarray(0, half)), derInteger(raw.subarray(half))]);
	const length = body.length < 128 ? [body.length] : [0x81, body.length];
	return Uint8Array.of(0x30, ...length, ...body);
}

function derInteger(magnitude: Uint8Array): Buffer {
	const firstDigit = magnitude.findIndex((byte) => byte !== 0);
	const digits = firstDigit === -1 ? [0] : [...magnitude.subarray(firstDigit)];
	if (digits[0]! >= 0x80) digits.unshift(0);
	return Buffer.from([0x02, digits.length, ...digits]);
}
