import { constants, createHash, createSign, generateKeyPairSync, publicDecrypt, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { ecdsaToDer, mechanismFor } from './mechanism.ts';

test.each(['sha256', 'sha384', 'sha512'] as const)('the DigestInfo for %s is the one OpenSSL signs', (hash) => {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const signature = createSign(hash).update('văn bản').sign(privateKey);
	const signed = publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature);
	const digest = createHash(hash).update('văn bản').digest();
	expect(mechanismFor('pkcs1', hash, digest).data).toEqual(signed);
});

test('a digest of another length than its name says is a defect', () => {
	expect(() => mechanismFor('pkcs1', 'sha384', new Uint8Array(32))).toThrow('digest is not sha384');
});

test.each(['P-256', 'P-384', 'P-521'])(
	'an ECDSA signature of %s becomes strict DER with the same numbers',
	(namedCurve) => {
		const { privateKey } = generateKeyPairSync('ec', { namedCurve });
		// Enough rounds to meet numbers with a leading zero and with a high first bit.
		for (let round = 0; round < 40; round++) {
			const raw = sign('sha256', Buffer.from(`${round}`), { key: privateKey, dsaEncoding: 'ieee-p1363' });
			const der = Buffer.from(ecdsaToDer(raw));
			expect(derToRaw(der, raw.length / 2)).toEqual(raw);
		}
	},
);

test('r and s lose leading zeros and never look negative', () => {
	expect(Buffer.from(ecdsaToDer(Uint8Array.of(0, 0, 5, 0x80, 0, 0))).toString('hex')).toBe('3009020105020400800000');
	expect(Buffer.from(ecdsaToDer(Uint8Array.of(0, 0))).toString('hex')).toBe('3006020100020100');
});

/** Reads ECDSA-Sig-Value strictly: shortest lengths, no needless zeros. */
function derToRaw(der: Buffer, half: number): Buffer {
	let place = der[1] === 0x81 ? 3 : 2;
	const integer = () => {
		expect(der[place]).toBe(2);
		const length = der[place + 1]!;
		const digits = der.subarray(place + 2, place + 2 + length);
		place += 2 + length;
		expect(digits[0]! < 0x80).toBe(true);
		if (digits.length > 1 && digits[0] === 0) expect(digits[1]! >= 0x80).toBe(true);
		const magnitude = digits[0] === 0 ? digits.subarray(1) : digits;
		return Buffer.concat([Buffer.alloc(half - magnitude.length), magnitude]);
	};
	const raw = Buffer.concat([integer(), integer()]);
	expect(place).toBe(der.length);
	return raw;
}
