import { expect, test } from 'vitest';
import { Fault } from '../../shared/result.ts';
import { ckrError, mustSucceed } from './ckr.ts';

test.each([
	[0x01, 'TOKEN_CANCELLED'],
	[0x02, 'TOKEN_MEMORY'],
	[0x31, 'TOKEN_MEMORY'],
	[0x32, 'TOKEN_REMOVED'],
	[0x50, 'TOKEN_CANCELLED'],
	[0xa3, 'PIN_EXPIRED'],
	[0xa4, 'PIN_LOCKED'],
	[0xb3, 'TOKEN_SESSION_STALE'],
	[0xe0, 'TOKEN_REMOVED'],
	[0xe1, 'TOKEN_NOT_RECOGNIZED'],
	[0x101, 'TOKEN_SESSION_STALE'],
])('result 0x%s has its own meaning', (result, code) => {
	expect(ckrError(result)).toEqual({ code, params: {} });
});

test('a refused mechanism is named, a PIN of the wrong length gets the limits', () => {
	expect(ckrError(0x70, { mechanism: 'CKM_RSA_PKCS' })).toEqual({
		code: 'TOKEN_MECHANISM_UNSUPPORTED',
		params: { mechanism: 'CKM_RSA_PKCS' },
	});
	expect(ckrError(0xa2, { pinLength: { min: 6, max: 16 } })).toEqual({
		code: 'PIN_LENGTH',
		params: { min: 6, max: 16 },
	});
});

test('every other result is a driver fault with its number, and none is ever a wrong PIN', () => {
	const numbers = [...Array(0x400).keys(), 0x80000000, 0x80000001, 0xffffffff];
	const codes = numbers.slice(1).map((number) => ckrError(number));
	expect(codes.filter(({ code }) => code === 'PIN_INCORRECT')).toEqual([]);
	expect(codes.filter(({ code }) => code !== 'TOKEN_DRIVER_FAULT')).toHaveLength(18);
	expect(ckrError(0x80000001)).toEqual({ code: 'TOKEN_DRIVER_FAULT', params: { ckr: '0x80000001' } });
	expect(ckrError(0xa0)).toEqual({ code: 'TOKEN_DRIVER_FAULT', params: { ckr: '0x000000a0' } });
});

test('CKR_OK passes, everything else is thrown as a Fault', () => {
	expect(() => mustSucceed(0)).not.toThrow();
	expect(() => mustSucceed(0x32)).toThrow(Fault);
});
