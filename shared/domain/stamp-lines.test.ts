import { expect, test } from 'vitest';
import texts from '../../resources/locales/vi/stamp.json' with { type: 'json' };
import type { CertificateInfo } from './certificate.ts';
import { stampLines, timeInVietnam } from './stamp-lines.ts';

test('the stamp says who, when by the clock of Viet Nam, and whose certificate', () => {
	const certificate = { commonName: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ', issuer: 'VNPT-CA' } as CertificateInfo;
	expect(stampLines(texts, certificate, new Date('2026-11-16T01:44:00Z'))).toEqual([
		'Ký bởi: CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
		'Ký ngày: 16/11/2026 08:44 (+07:00)',
		'VNPT-CA',
	]);
});

test('the evening in UTC is the next day in Viet Nam', () => {
	expect(timeInVietnam(new Date('2026-12-31T17:30:00Z'))).toBe('01/01/2027 00:30 (+07:00)');
});
