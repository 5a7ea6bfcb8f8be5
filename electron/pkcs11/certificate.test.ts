import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../shared/result.ts';
import { readCertificate } from './certificate.ts';

/** A self-signed certificate made by OpenSSL, the independent writer. */
function openssl(subject: string, ...options: string[]): Buffer {
	const key = options.includes('-newkey') ? [] : ['-newkey', 'rsa:2048'];
	return execFileSync(
		'openssl',
		[
			...['req', '-x509', '-nodes', '-keyout', '/dev/null', '-days', '30', '-outform', 'DER'],
			...['-utf8', '-subj', subject, ...key, ...options],
		],
		{ stdio: ['ignore', 'pipe', 'ignore'] },
	);
}

const read = (der: Uint8Array) => unwrap(readCertificate(der, 'token'));

describe('a certificate made by OpenSSL', () => {
	const der = openssl(
		'/CN=CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ/UID=MST:0201234569/O=Trần Phú/L=Hải Phòng/C=VN',
		...['-set_serial', '0x00a1b2c3d4', '-addext', 'keyUsage=critical,digitalSignature,nonRepudiation'],
	);
	const info = read(der);

	test('shows subject, MST and issuer in Vietnamese', () => {
		expect(info).toMatchObject({
			subject: 'CN=CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ, UID=MST:0201234569, O=Trần Phú, L=Hải Phòng, C=VN',
			commonName: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
			issuer: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
			taxCode: '0201234569',
		});
	});

	test('has serial, period, key and digest as Node reads them, and the real key usage', () => {
		const reference = new X509Certificate(der);
		expect(info.serial).toBe('A1B2C3D4');
		expect(info.serial).toBe(reference.serialNumber);
		expect(Date.parse(info.notBefore)).toBe(Date.parse(reference.validFrom));
		expect(Date.parse(info.notAfter)).toBe(Date.parse(reference.validTo));
		expect(info.sha256).toBe(createHash('sha256').update(der).digest('hex'));
		expect(info.key).toEqual({ type: 'rsa', bits: 2048 });
		expect(info.keyUsage).toEqual(['digitalSignature', 'nonRepudiation']);
	});
});

test.each([
	['/UID=MST:0201234569-001/CN=CHI NHÁNH', '0201234569001'],
	['/UID=MST: 0201234569/CN=A', '0201234569'],
	['/UID=0201234569/CN=A', '0201234569'],
	['/CN=A/OU=MST 0201234569', '0201234569'],
	['/CN=A/serialNumber=mst:0201234569', '0201234569'],
	['/CN=CÔNG TY A - MST: 0201234569', '0201234569'],
	['/UID=CMND:012345678/UID=MST:0201234569/CN=NGUYỄN VĂN ĐỨC', '0201234569'],
	['/OU=MST:0101234565/UID=MST:0201234569/CN=A', '0201234569'],
	['/UID=MST:031090012345/CN=HỘ KINH DOANH', '031090012345'],
	['/UID=CCCD:031090012345/CN=NGUYỄN VĂN ĐỨC', undefined],
	['/CN=MST SERVICES 0201234569', undefined],
	['/UID=MST:02012345691/CN=A', undefined],
	['/CN=0201234569', undefined],
])('the subject %s names the tax code %s', (subject, taxCode) => {
	expect(read(openssl(subject, '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256')).taxCode).toBe(taxCode);
});

test.each([
	['P-256', 256],
	['P-384', 384],
])('an EC key on %s has %i bits', (curve, bits) => {
	const der = openssl('/CN=A', '-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`);
	expect(read(der).key).toEqual({ type: 'ec', bits });
});

test('a key outside RSA and EC is named other, and no restriction of use is told as none', () => {
	const info = read(openssl('/CN=A', '-newkey', 'ed25519'));
	expect(info.key).toEqual({ type: 'other', bits: 0 });
	expect(info.keyUsage).toBeUndefined();
});

test('a name in decomposed letters is composed', () => {
	expect(read(openssl(`/CN=${'Đường Trần Phú'.normalize('NFD')}`)).commonName).toBe('Đường Trần Phú');
});

test('bytes that are no certificate, cut ones included, are refused with the name of their source', () => {
	const der = openssl('/CN=A');
	const refused = { ok: false, error: { code: 'CERT_UNREADABLE', params: { file: 'cer.cer' } } };
	for (const bytes of [Buffer.alloc(0), Buffer.from('not DER at all'), der.subarray(0, 300), Buffer.alloc(500, 0x30)]) {
		expect(readCertificate(bytes, 'cer.cer')).toEqual(refused);
	}
});
