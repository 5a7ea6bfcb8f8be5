import { expect, test } from 'vitest';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { certificateRefusal } from './certificate-refusal.ts';

const good: CertificateInfo = {
	sha256: '',
	subject: '',
	commonName: 'CÔNG TY TNHH A',
	taxCode: '0201234569001',
	issuer: 'CA',
	serial: '01',
	notBefore: '2026-01-01T00:00:00.000Z',
	notAfter: '2027-01-01T00:00:00.000Z',
	key: { type: 'rsa', bits: 2048 },
	keyUsage: ['digitalSignature'],
};
const now = new Date('2026-11-22T05:00:00Z');
const refusal = (change: Partial<CertificateInfo>, against = {}) =>
	certificateRefusal({ ...good, ...change }, 'present', { now, ...against });

test('a certificate in order signs for its company', () => {
	expect(refusal({})).toBeUndefined();
	expect(refusal({}, { taxCode: '0201234569001' })).toBeUndefined();
});

test.each<[string, Partial<CertificateInfo>, object]>([
	['CERT_EXPIRED', { notAfter: '2026-11-01T00:00:00.000Z' }, { notAfter: '2026-11-01T00:00:00.000Z' }],
	['CERT_NOT_YET_VALID', { notBefore: '2026-12-01T00:00:00.000Z' }, { notBefore: '2026-12-01T00:00:00.000Z' }],
	['CERT_KEY_USAGE', { keyUsage: ['keyCertSign'] }, {}],
	['CERT_WEAK_KEY', { key: { type: 'rsa', bits: 1024 } }, { bits: 1024 }],
])('%s names what is wrong', (code, change, params) => {
	expect(refusal(change)).toEqual({ code, params });
});

test('the wrong company comes before every other reason', () => {
	const change = { notAfter: '2026-11-01T00:00:00.000Z' };
	expect(refusal(change, { taxCode: '0109876543' })).toEqual({
		code: 'CERT_WRONG_TAX_CODE',
		params: { found: '0201234569-001', expected: '0109876543' },
	});
});

test('without a private key nothing can be signed', () => {
	expect(certificateRefusal(good, 'absent', { now })?.code).toBe('CERT_NO_PRIVATE_KEY');
});
