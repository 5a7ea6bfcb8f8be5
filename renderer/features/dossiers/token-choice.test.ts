import { expect, test } from 'vitest';
import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { allChoices, canSign, tokenObstacle } from './token-choice.ts';

const certificate = (name: string, usable: boolean): CertificateView => ({
	sha256: name,
	serial: '54AA',
	name,
	subject: `CN=${name}`,
	taxCode: '0201234564',
	issuer: 'VNPT-CA',
	notBefore: '2025-01-01T00:00:00Z',
	notAfter: '2027-01-01T00:00:00Z',
	usable,
	reasons: usable ? [] : ['wrong-tax-code'],
});
const token = (certificates: CertificateView[], pinState: TokenView['pinState'] = 'ok'): TokenView => ({
	slot: 0,
	label: 'VNPT-CA',
	serial: '1',
	pinState,
	protectedAuthenticationPath: false,
	certificates,
});
const module = (tokens: TokenView[], code?: 'TOKEN_ABSENT' | 'TOKEN_MODULE_NOT_PKCS11'): TokenModule => ({
	path: '/usr/lib/vnptca.so',
	id: 'm1',
	tokens,
	...(code && { error: { code, params: {} } }),
});

test('every cause that leaves nothing to choose from has its own name', () => {
	const broken = module([], 'TOKEN_MODULE_NOT_PKCS11');
	expect(tokenObstacle([])).toBe('noDriver');
	expect(tokenObstacle([module([])])).toBe('noToken');
	expect(tokenObstacle([module([], 'TOKEN_ABSENT')])).toBe('noToken');
	expect(tokenObstacle([broken])).toEqual({ failed: [broken] });
	expect(tokenObstacle([broken, module([], 'TOKEN_ABSENT')])).toBe('noToken');
	expect(tokenObstacle([module([token([])])])).toBe('noCertificate');
	expect(tokenObstacle([module([token([certificate('a', false)])])])).toBeUndefined();
});

test('certificates that can sign come first, the others stay in the list', () => {
	const choices = allChoices([module([token([certificate('other', false), certificate('ours', true)])])]);
	expect(choices.map((one) => one.certificate.name)).toEqual(['ours', 'other']);
});

test('a locked PIN leaves nothing that can sign', () => {
	expect(allChoices([module([token([certificate('ours', true)], 'locked')])]).some(canSign)).toBe(false);
});
