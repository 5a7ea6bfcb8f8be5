import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readElement } from './der.ts';
import {
	chooseAlgorithm,
	type Hash,
	isWeak,
	readSignatureAlgorithm,
	type SignatureAlgorithm,
	signatureIdentifier,
} from './signature-algorithm.ts';

const hashes: Hash[] = ['sha256', 'sha384', 'sha512'];
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const element = (text: string) => readElement(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const rsa = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength }).publicKey;
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey;
/** `saltLength` is a number for Node, a string for its types. */
function pssKey(options: object = {}): KeyObject {
	const { publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048, ...options });
	// As it comes out of a certificate.
	return createPublicKey({ key: publicKey.export({ type: 'spki', format: 'der' }), type: 'spki', format: 'der' });
}

describe('the algorithm for a key', () => {
	test('RSA signs as wished, PKCS#1 v1.5 with SHA-256 unless told', () => {
		const key = rsa();
		expect(chooseAlgorithm(key, {})).toEqual({ scheme: 'pkcs1', hash: 'sha256' });
		expect(chooseAlgorithm(key, { scheme: 'pss', hash: 'sha512' })).toEqual({ scheme: 'pss', hash: 'sha512' });
	});

	test.each([
		['P-256', 'sha256'],
		['P-384', 'sha384'],
		['P-521', 'sha512'],
	])('%s signs ECDSA with %s unless another hash is wished', (name, hash) => {
		const key = curve(name);
		expect(chooseAlgorithm(key, { scheme: 'pss' })).toEqual({ scheme: 'ecdsa', hash });
		expect(chooseAlgorithm(key, { hash: 'sha512' })).toEqual({ scheme: 'ecdsa', hash: 'sha512' });
	});

	test('a key for PSS only never signs PKCS#1 v1.5 and keeps to the hash it is bound to', () => {
		expect(chooseAlgorithm(pssKey(), { scheme: 'pkcs1' })).toEqual({ scheme: 'pss', hash: 'sha256' });
		const bound = pssKey({ hashAlgorithm: 'sha384', mgf1HashAlgorithm: 'sha384', saltLength: 48 });
		expect(chooseAlgorithm(bound, { hash: 'sha256' })).toEqual({ scheme: 'pss', hash: 'sha384' });
	});

	test('a key that asks for what is not signed here has none', () => {
		expect(chooseAlgorithm(pssKey({ hashAlgorithm: 'sha1', mgf1HashAlgorithm: 'sha1' }), {})).toBeUndefined();
		const longSalt = { hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 64 };
		expect(chooseAlgorithm(pssKey(longSalt), {})).toBeUndefined();
		const otherMask = { hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha512', saltLength: 32 };
		expect(chooseAlgorithm(pssKey(otherMask), {})).toBeUndefined();
		expect(chooseAlgorithm(curve('secp256k1'), {})).toBeUndefined();
		expect(chooseAlgorithm(generateKeyPairSync('ed25519').publicKey, {})).toBeUndefined();
	});
});

describe('the AlgorithmIdentifier', () => {
	test('of PSS states hash, mask and salt, and leaves the trailer out (RFC 4055, 3.1)', () => {
		const sha384 = '300d 0609 608648016503040202 0500';
		const expected =
			`3041 0609 2a864886f70d01010a 3034 a00f ${sha384} a11c 301a 0609 2a864886f70d010108 ${sha384} a203 020130`.replaceAll(
				' ',
				'',
			);
		expect(hex(signatureIdentifier({ scheme: 'pss', hash: 'sha384' }))).toBe(expected);
	});

	test('of PKCS#1 v1.5 ends with NULL, of ECDSA with nothing', () => {
		expect(hex(signatureIdentifier({ scheme: 'pkcs1', hash: 'sha512' }))).toBe('300d06092a864886f70d01010d0500');
		expect(hex(signatureIdentifier({ scheme: 'ecdsa', hash: 'sha256' }))).toBe('300a06082a8648ce3d040302');
	});

	test.each((['pkcs1', 'pss', 'ecdsa'] as const).flatMap((scheme) => hashes.map((hash) => ({ scheme, hash }))))(
		'of $scheme with $hash reads back, and only beside its own hash',
		(algorithm: SignatureAlgorithm) => {
			const identifier = readElement(signatureIdentifier(algorithm));
			for (const hash of hashes) {
				const read = readSignatureAlgorithm(identifier, hash);
				if (hash === algorithm.hash) expect(read).toMatchObject(algorithm);
				else expect(read).toBeUndefined();
			}
		},
	);
});

test('the name of an RSA key alone takes the hash that stands apart, and says nothing without one', () => {
	const identifier = element('300d 06092a864886f70d010101 0500');
	expect(readSignatureAlgorithm(identifier, 'sha384')).toMatchObject({ scheme: 'pkcs1', hash: 'sha384' });
	expect(readSignatureAlgorithm(identifier)).toBeUndefined();
});

describe('PSS parameters of other programs', () => {
	const pss = (parameters: string) => {
		const body = parameters.replaceAll(' ', '');
		const length = (bytes: number) => bytes.toString(16).padStart(2, '0');
		const size = body.length / 2;
		return readSignatureAlgorithm(
			element(`30${length(size + 13)} 06092a864886f70d01010a 30${length(size)}${body}`),
			'sha256',
		);
	};
	const sha256 = '300d 0609 608648016503040201 0500';
	const bare = '300b 0609 608648016503040201';
	const mask = (hash: string, length: string) =>
		`a1${length} 30${hash === bare ? '18' : '1a'} 06092a864886f70d010108 ${hash}`;

	test('may leave out the NULL of the hashes, write the trailer, and choose any salt', () => {
		expect(pss(`a00d ${bare} ${mask(bare, '1a')} a204 020200de`)).toEqual({
			scheme: 'pss',
			hash: 'sha256',
			saltLength: 222,
		});
		const written = pss(`a00f ${sha256} ${mask(sha256, '1c')} a203 020100 a303 020101`);
		expect(written).toEqual({ scheme: 'pss', hash: 'sha256', saltLength: 0 });
	});

	test('mean SHA-1 and 20 bytes of salt where they are left out', () => {
		const empty = element('300d 06092a864886f70d01010a 3000');
		expect(readSignatureAlgorithm(empty, 'sha1')).toEqual({ scheme: 'pss', hash: 'sha1', saltLength: 20 });
		expect(readSignatureAlgorithm(empty, 'sha256')).toBeUndefined();
	});

	test.each([
		['a mask with another hash', `a00f ${sha256}`],
		['a negative salt, which OpenSSL would take for any', `a00f ${sha256} ${mask(sha256, '1c')} a203 0201fe`],
		['a salt in more digits than needed', `a00f ${sha256} ${mask(sha256, '1c')} a204 02020020`],
		['another trailer', `a00f ${sha256} ${mask(sha256, '1c')} a203 020120 a303 020102`],
		['the fields in another order', `${mask(sha256, '1c')} a00f ${sha256} a203 020120`],
		['a field nobody knows', `a00f ${sha256} ${mask(sha256, '1c')} a203 020120 a403 020101`],
	])('with %s are not accepted', (_, parameters) => {
		expect(pss(parameters)).toBeUndefined();
	});
});

test('SHA-1, short RSA keys and short curves are weak', () => {
	const found = { scheme: 'pkcs1', hash: 'sha256', saltLength: 0 } as const;
	expect(isWeak(found, rsa(2048))).toBe(false);
	expect(isWeak({ ...found, hash: 'sha1' }, rsa(2048))).toBe(true);
	expect(isWeak(found, rsa(1024))).toBe(true);
	for (const name of ['P-256', 'P-384', 'P-521', 'brainpoolP256r1'])
		expect(isWeak(found, curve(name)), name).toBe(false);
	for (const name of ['secp224r1', 'prime192v1']) expect(isWeak(found, curve(name)), name).toBe(true);
});
