import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verificationContract } from '../../../shared/contracts/verification-contract.ts';
import { fail, ok, unwrap } from '../../../shared/result.ts';
import { createVerificationFeature, type VerificationParts } from './verification-feature.ts';
import type { FoundSignature } from './verification-port.ts';

const at = Date.parse('2026-11-22T01:44:05Z');
const dossierId = '019a0000-0000-7000-8000-000000000000';

const found: FoundSignature = {
	field: 'Signature1',
	verdict: 'valid',
	level: 'B-B',
	signer: 'CÔNG TY THỬ',
	organisation: 'CÔNG TY THỬ',
	issuer: 'VNPT-CA thử',
	issuerOrganisation: 'Tập đoàn thử nghiệm',
	serial: '0A1B',
	notBefore: '2026-01-01T00:00:00.000Z',
	notAfter: '2027-01-01T00:00:00.000Z',
	signedAt: undefined,
	timestamp: undefined,
	timeSource: 'none',
	timeStamps: [{ of: 'signature', verdict: 'invalid' }],
	coversWholeFile: true,
	changes: 'none',
	findings: { integrity: 'intact', period: 'unknown', revocation: 'unknown', trust: 'not-checked' },
	reasons: ['trust-not-checked'],
	certificate: Uint8Array.of(1),
};

let folder: string;
let asked: unknown[];
let written: unknown[];

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk kiểm tra '));
	asked = [];
	written = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function feature(parts: Partial<VerificationParts> = {}) {
	return createVerificationFeature({
		verifier: {
			verify: async (file, order) => {
				asked.push([file, order]);
				return ok({ bytes: 7, sha256: '00ff', signatures: [found] });
			},
		},
		trusted: { roots: async () => [Uint8Array.of(5)], intermediates: async () => [Uint8Array.of(6)] },
		readCertificate: () => ok({ taxCode: '0201234569' } as never),
		writeSheet: async (target, report) => {
			written.push([target, report]);
			return ok(null);
		},
		signedFile: async () => fail('DOSSIER_STEP', { step: 'sign' }),
		now: () => at,
		...parts,
	});
}

test('a report fits its contract, tells the tax code, and has neither path nor certificate', async () => {
	const report = unwrap(await feature().checkPath({ path: '/nhà/bí mật/công văn.pdf' }));
	expect(asked).toEqual([
		[
			'/nhà/bí mật/công văn.pdf',
			{ trust: [Uint8Array.of(5)], intermediates: [Uint8Array.of(6)], now: '2026-11-22T01:44:05.000Z' },
		],
	]);
	expect(verificationContract.checkPath.answer.parse(report)).toEqual(report);
	expect(report).toMatchObject({
		fileName: 'công văn.pdf',
		sha256: '00ff',
		checkedAt: '2026-11-22T01:44:05.000Z',
		signatures: [{ taxCode: '0201234569', signedAt: null, timeStamps: [{ time: null, service: null }] }],
	});
	expect(JSON.stringify(report)).not.toContain('bí mật');
	expect(report.signatures[0]).not.toHaveProperty('certificate');
});

test('a certificate nobody can read gives no tax code and no error', async () => {
	const readCertificate = () => fail('CERT_UNREADABLE', { file: 'x' });
	const report = unwrap(await feature({ readCertificate }).checkPath({ path: '/a.pdf' }));
	expect(report.signatures[0]?.taxCode).toBeNull();
});

test('a file that cannot be checked leaves no report behind', async () => {
	const verify = async () => fail('PDF_ENCRYPTED', { file: 'a.pdf' });
	const tried = feature({ verifier: { verify } });
	expect(await tried.checkPath({ path: '/x/a.pdf' })).toEqual({
		ok: false,
		error: { code: 'PDF_ENCRYPTED', params: { file: 'a.pdf' } },
	});
});

test('the signed file of a dossier is checked under the name it is known by', async () => {
	const signedFile = async () => ok({ fileName: 'HS-2026-001.pdf', path: '/kho/7.pdf' });
	const report = unwrap(await feature({ signedFile }).checkDossier({ dossierId }));
	expect([report.fileName, asked]).toEqual(['HS-2026-001.pdf', [['/kho/7.pdf', expect.anything()]]]);
	expect(await feature().checkDossier({ dossierId })).toMatchObject({ error: { code: 'DOSSIER_STEP' } });
});

test('the page gets the file of a report and no other', async () => {
	const tried = feature();
	const { fileId, id } = unwrap(await tried.checkPath({ path: '/x/a.pdf' }));
	expect(tried.resolveFile(fileId)).toBe('/x/a.pdf');
	for (const wrong of [id, `${fileId}x`, 'verified.', '', '/etc/passwd', 'verified.../a.pdf']) {
		expect(tried.resolveFile(wrong), wrong).toBeUndefined();
	}
});

test('the sheet is written from the report the user saw, never over the file that was checked', async () => {
	const checked = path.join(folder, 'công văn.pdf');
	writeFileSync(checked, 'x');
	const tried = feature();
	const report = unwrap(await tried.checkPath({ path: checked }));
	expect(await tried.checkedName(report.id)).toEqual(ok({ fileName: 'công văn.pdf' }));
	expect(await tried.saveSheetTo(report.id, checked)).toMatchObject({ error: { code: 'FILE_IS_INPUT' } });
	expect(written).toEqual([]);
	const target = path.join(folder, 'phiếu.pdf');
	expect(await tried.saveSheetTo(report.id, target)).toEqual(ok(null));
	expect(written).toEqual([[target, report]]);
	const failing = feature({ writeSheet: async () => fail('FILE_DISK_FULL', { file: 'phiếu.pdf' }) });
	const { id } = unwrap(await failing.checkPath({ path: checked }));
	expect(await failing.saveSheetTo(id, target)).toMatchObject({ error: { code: 'FILE_DISK_FULL' } });
});

test('the last twenty reports are kept, older ones are gone with their files', async () => {
	const tried = feature();
	const reports = [];
	for (let i = 0; i < 21; i++) reports.push(unwrap(await tried.checkPath({ path: `/x/${i}.pdf` })));
	expect(tried.resolveFile(reports[0]!.fileId)).toBeUndefined();
	expect(await tried.saveSheetTo(reports[0]!.id, path.join(folder, 'a.pdf'))).toMatchObject({
		error: { code: 'STORE_RECORD_MISSING', params: { what: 'verification' } },
	});
	expect(await tried.checkedName(reports[0]!.id)).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
	expect(tried.resolveFile(reports[1]!.fileId)).toBe('/x/1.pdf');
});

test('what is dropped without a file of the disk is told, not looked for', async () => {
	expect(await feature().checkPath({ path: '' })).toEqual({ ok: false, error: { code: 'DROP_EMPTY', params: {} } });
});
