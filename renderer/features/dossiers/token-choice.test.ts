import { expect, test } from 'vitest';
import type { CertificateView, TokenModule, TokenView } from '../../../shared/contracts/tokens-contract.ts';
import { allChoices, canSign } from './token-choice.ts';

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
	trust: 'not-checked',
});
const token = (certificates: CertificateView[], pinState: TokenView['pinState'] = 'ok'): TokenView => ({
	slot: 0,
	label: 'VNPT-CA',
	serial: '1',
	pinState,
	protectedAuthenticationPath: false,
	kind: 'token',
	pss: true,
	certificates,
});
const module = (tokens: TokenView[]): TokenModule => ({ path: '/usr/lib/vnptca.so', id: 'm1', tokens });

test('certificates that can sign come first, the others stay in the list', () => {
	const choices = allChoices([module([token([certificate('other', false), certificate('ours', true)])])]);
	expect(choices.map((one) => one.certificate.name)).toEqual(['ours', 'other']);
});

test('a locked PIN leaves nothing that can sign', () => {
	expect(allChoices([module([token([certificate('ours', true)], 'locked')])]).some(canSign)).toBe(false);
});
