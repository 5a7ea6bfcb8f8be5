import { expect, test } from 'vitest';
import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { certificateDays, tokenState } from './token-state.ts';

const certificate: CertificateView = {
	sha256: 'a'.repeat(64),
	serial: '5404',
	name: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
	subject: '',
	taxCode: '0201234567',
	issuer: 'VNPT-CA',
	notBefore: '2024-01-01T00:00:00Z',
	notAfter: '2026-12-24T10:00:00Z',
	usable: true,
	reasons: [],
	trust: 'not-checked',
};
const expired: CertificateView = { ...certificate, usable: false, reasons: ['expired'] };
const token = (certificates: CertificateView[], pinState: TokenView['pinState'] = 'ok'): TokenView => ({
	slot: 0,
	label: 'VNPT-CA',
	serial: '0A',
	pinState,
	protectedAuthenticationPath: false,
	kind: 'token',
	pss: true,
	certificates,
});
const module = (tokens: TokenView[]): TokenModule => ({ id: 'm', path: 'C:\\token.dll', tokens });
const kind = (modules: TokenModule[] | undefined, failed = false) => tokenState(modules && { modules }, failed).kind;

test('before the first answer it is being read, after a failed one it could not be read', () => {
	expect(kind(undefined)).toBe('reading');
	expect(kind(undefined, true)).toBe('failed');
});

test.each([
	['TOKEN_NO_DRIVER', 'no-driver'],
	['TOKEN_NO_READER', 'no-reader'],
	['TOKEN_ABSENT', 'no-token'],
	['TOKEN_NOT_RECOGNIZED', 'unknown-token'],
	['TOKEN_MODULE_WRONG_ARCH', 'driver-error'],
	['TOKEN_TIMEOUT', 'driver-error'],
] as const)('no token because of %s is the state %s', (code, state) => {
	const error = { code, params: {} };
	expect(tokenState({ modules: [], obstacle: error }, false)).toEqual({ kind: state, error });
});

test('each state of a token has its own name', () => {
	expect(kind([module([token([])])])).toBe('no-certificate');
	expect(kind([module([token([expired])])])).toBe('none-usable');
	expect(kind([module([token([certificate], 'locked')])])).toBe('pin-locked');
	expect(kind([module([token([certificate])])])).toBe('ready');
});

test('a usable token counts, whatever the others have', () => {
	expect(kind([module([token([expired]), token([certificate])])])).toBe('ready');
	expect(kind([module([token([certificate], 'locked'), token([certificate])])])).toBe('ready');
});

test('days are counted in Viet Nam: 17:30 UTC is the next day there', () => {
	expect(certificateDays('2026-12-23T17:30:00Z', '2026-12-24')).toBe(0);
	expect(certificateDays('2026-12-23T16:30:00Z', '2026-12-24')).toBe(-1);
});
