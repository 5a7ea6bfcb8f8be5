import { expect, test } from 'vitest';
import { decryptRc2 } from './rc2.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** RFC 2268, section 5: vectors whose effective key length is the key's own; files with 40 and 128 bits are read in `cli-pkcs12.test.ts`. */
const vectors = [
	['ffffffffffffffff', 'ffffffffffffffff', '278b27e42e2f0d49'],
	['3000000000000000', '1000000000000001', '30649edf9be7d2c2'],
];

test.each(vectors)('key %s turns %s into %s and back', (key, plain, cipher) => {
	// This initial vector turns the block into a full block of padding: an empty text.
	const iv = bytes(plain!).map((byte) => byte ^ 8);
	expect(decryptRc2(bytes(key!), iv, bytes(cipher!))).toEqual(Buffer.alloc(0));
	expect(decryptRc2(bytes(key!), bytes('0102030405060708'), bytes(cipher!))).toBeUndefined();
});

test('data that is no whole number of blocks is no cipher text', () => {
	expect(decryptRc2(bytes('0102030405'), bytes('0000000000000000'), bytes('010203'))).toBeUndefined();
	expect(decryptRc2(bytes('0102030405'), bytes('0000000000000000'), bytes(''))).toBeUndefined();
});
