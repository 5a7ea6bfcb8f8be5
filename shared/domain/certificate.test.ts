import { expect, test } from 'vitest';
import { type CertificateInfo, judgeCertificate } from './certificate.ts';

const certificate: CertificateInfo = {
	sha256: '00',
	subject: 'CN=CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ, UID=MST:0201234569',
	commonName: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
	taxCode: '0201234569',
	issuer: 'Viettel-CA',
	serial: '5404FFFEB703',
	notBefore: '2026-01-01T00:00:00.000Z',
	notAfter: '2028-12-31T23:59:59.000Z',
	key: { type: 'rsa', bits: 2048 },
	keyUsage: ['digitalSignature', 'nonRepudiation'],
};
const now = new Date('2026-11-22T00:00:00Z');
const reasons = (change: object, against: { now?: Date; taxCode?: string } = {}) =>
	judgeCertificate({ ...certificate, ...change }, { now, ...against }).reasons;

test('a valid company certificate can be used', () => {
	expect(judgeCertificate(certificate, { now, taxCode: '0201234569' })).toEqual({ usable: true, reasons: [] });
});

test.each([
	['2028-12-31T23:59:59Z', []],
	['2029-01-01T00:00:00Z', ['expired']],
	['2026-01-01T00:00:00Z', []],
	['2025-12-31T23:59:59Z', ['not-yet-valid']],
])('at %s the reasons are %j: both ends of the period count in', (moment, expected) => {
	expect(reasons({}, { now: new Date(moment) })).toEqual(expected);
});

test.each([
	['0101234565', '0201234569', ['wrong-tax-code']],
	['0201234569', '020 123 4569', []],
	['0201234569001', '0201234569-001', []],
	['0201234569', '0201234569-001', ['wrong-tax-code']],
	[undefined, '0201234569', ['wrong-tax-code']],
])('a certificate of %s for the company %s: %j', (found, taxCode, expected) => {
	const { taxCode: _, ...unnamed } = certificate;
	const holder = found === undefined ? unnamed : { ...unnamed, taxCode: found };
	expect(judgeCertificate(holder, { now, taxCode }).reasons).toEqual(expected);
});

test.each([
	[{ privateKey: 'absent' }, ['no-private-key']],
	[{ privateKey: 'unknown-before-login' }, []],
	[{ keyUsage: ['keyEncipherment', 'keyCertSign'] }, ['key-usage']],
	[{ keyUsage: ['nonRepudiation'] }, []],
	[{ keyUsage: [] }, ['key-usage']],
	[{ key: { type: 'rsa', bits: 1024 } }, ['weak-key']],
	[{ key: { type: 'ec', bits: 256 } }, []],
	[{ key: { type: 'ec', bits: 0 } }, ['weak-key']],
	[{ key: { type: 'other', bits: 4096 } }, ['weak-key']],
])('%j gives %j', (change, expected) => {
	expect(reasons(change)).toEqual(expected);
});

test('a certificate that does not restrict its key may sign', () => {
	const { keyUsage: _, ...unrestricted } = certificate;
	expect(judgeCertificate(unrestricted, { now }).usable).toBe(true);
});

test('all reasons are told at once', () => {
	const bad = { key: { type: 'rsa', bits: 1024 }, keyUsage: [], privateKey: 'absent' };
	expect(reasons(bad, { now: new Date('2030-01-01'), taxCode: '0101234565' })).toEqual([
		'expired',
		'wrong-tax-code',
		'no-private-key',
		'key-usage',
		'weak-key',
	]);
});
