import { expect, test } from 'vitest';
import { pinFault } from './pin-request.ts';

const request = {
	kind: 'token',
	pinLength: { min: 4, max: 8 },
	pinState: 'ok',
	protectedAuthenticationPath: false,
} as const;

const digits = (length: number) => new TextEncoder().encode('1'.repeat(length));

test('an empty, short or long PIN is stopped before a try is spent', () => {
	expect(pinFault(request, digits(0), false)).toBe('missing');
	expect(pinFault(request, digits(3), false)).toBe('length');
	expect(pinFault(request, digits(4), false)).toBeUndefined();
	expect(pinFault(request, digits(8), false)).toBeUndefined();
	expect(pinFault(request, digits(9), false)).toBe('length');
});

test('a token that tells no upper limit has none', () => {
	expect(pinFault({ ...request, pinLength: { min: 4, max: 0 } }, digits(60), false)).toBeUndefined();
});

test('the password of a key file may be of any length and have any letters, but not be missing', () => {
	const keyFile = { ...request, kind: 'key-file', pinLength: { min: 0, max: 0 } } as const;
	expect(pinFault(keyFile, new TextEncoder().encode('mật khẩu rất dài'), false)).toBeUndefined();
	expect(pinFault(keyFile, digits(0), false)).toBe('missing');
});

test('the last try needs a second consent, on the reader too', () => {
	expect(pinFault({ ...request, pinState: 'final' }, digits(6), false)).toBe('consentMissing');
	expect(pinFault({ ...request, pinState: 'final' }, digits(6), true)).toBeUndefined();
	expect(pinFault({ ...request, pinState: 'final', protectedAuthenticationPath: true }, digits(0), false)).toBe(
		'consentMissing',
	);
});

test('a PIN typed on the reader has no length here', () => {
	expect(pinFault({ ...request, protectedAuthenticationPath: true }, digits(0), false)).toBeUndefined();
});

test('what a typing tool made of the keys is stopped before a try is spent', () => {
	expect(pinFault(request, new TextEncoder().encode('12ệ'), false)).toBe('vietnamese');
});
