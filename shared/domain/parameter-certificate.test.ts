import { expect, test } from 'vitest';
import { checkCertificate } from './parameter-certificate.ts';

const against = { taxCode: '0100109106', today: '2026-11-22' };
const found = (from: string, until: string, certificateTaxCode = '') =>
	checkCertificate({ certificateNotBefore: from, certificateNotAfter: until, certificateTaxCode }, against).map(
		({ field, code, severity }) => `${severity} ${field} ${code}`,
	);

test('a certificate of the company within its days has no problem, and what is not known is not judged', () => {
	expect(found('2025-01-01', '2028-01-01', '0100109106')).toEqual([]);
	expect(found('', '')).toEqual([]);
	expect(found('hôm qua', '31/12/2020')).toEqual([]);
});

test('the certificate of another company is an error that names its tax code', () => {
	expect(found('', '', '0101248141')).toEqual(['error certificateSubject CERTIFICATE_TAX_CODE']);
	const [problem] = checkCertificate(
		{ certificateNotBefore: '', certificateNotAfter: '', certificateTaxCode: '0101248141' },
		against,
	);
	expect(problem?.params).toEqual({ found: '0101248141' });
});

test.each([
	['2026-01-02', '2026-01-01', ['error certificateNotAfter CERTIFICATE_DATES']],
	['', '2026-11-21', ['error certificateNotAfter CERTIFICATE_ENDED']],
	['', '2026-11-22', []],
	['2026-11-23', '', ['warning certificateNotBefore CERTIFICATE_NOT_YET']],
	['2026-11-22', '', []],
	['2024-11-22', '2027-11-22', []],
	['2024-11-22', '2027-11-23', ['warning certificateNotAfter CERTIFICATE_LIFE']],
	['2024-02-29', '2027-02-28', []],
	['2024-02-29', '2027-03-01', ['warning certificateNotAfter CERTIFICATE_LIFE']],
])('from %s to %s: %j', (from, until, expected) => expect(found(from, until)).toEqual(expected));
