import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	createVerificationFeature,
	type VerificationFeature,
} from '../../electron/features/verification/verification-feature.ts';
import { writeVerificationSheet } from '../../electron/pdf/verification-sheet.ts';
import { DocumentWorker } from '../../electron/pdf/worker/document-worker.ts';
import { readCertificate } from '../../electron/pkcs11/certificate.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { momentInVietnam } from '../../shared/domain/verification-sheet.ts';
import { fail, ok, unwrap } from '../../shared/result.ts';
import { realDocumentWorker as worker } from '../fixtures/real-document-worker.ts';
import { makeIdentity, sign, signingTime, simplePdf, workFolder } from './pdf-signing/material.ts';

/** From a foreign file to the sheet in the folder, through the real worker. */

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const identity = makeIdentity(folder);
writeFileSync(at('vào.pdf'), await simplePdf());
unwrap(await sign(at('vào.pdf'), at('đã ký.pdf'), identity));
unwrap(await sign(at('đã ký.pdf'), at('ký hai lần.pdf'), identity));
const broken = readFileSync(at('đã ký.pdf'));
broken[broken.indexOf('/MediaBox') + 14]! ^= 1;
writeFileSync(at('bị sửa.pdf'), broken);

const texts = JSON.parse(readFileSync('resources/locales/vi/verification.json', 'utf8'));
const fonts = path.resolve('resources/fonts');
const now = signingTime.getTime() + 60_000;

function feature(roots: Uint8Array[] = [], at = now): VerificationFeature {
	return createVerificationFeature({
		verifier: worker,
		trusted: { roots: async () => roots, intermediates: async () => [] },
		readCertificate,
		writeSheet: (target, report) => writeVerificationSheet(target, report, { texts, fonts }),
		signedFile: async () => fail('DOSSIER_STEP', { step: 'sign' }),
		now: () => at,
	});
}
const check = async (name: string, ...parts: Parameters<typeof feature>) =>
	await feature(...parts).checkPath({ path: at(name) });

describe('a file checked in the document worker', () => {
	it('is fixed by its size and hash, and each signature told', async () => {
		const whole = readFileSync(at('ký hai lần.pdf'));
		expect(unwrap(await check('ký hai lần.pdf'))).toMatchObject({
			fileName: 'ký hai lần.pdf',
			bytes: whole.length,
			sha256: createHash('sha256').update(whole).digest('hex'),
			signatures: [
				{
					verdict: 'valid',
					changes: 'signatures',
					taxCode: '0201234567',
					issuer: 'VNPT-CA thử',
					timeSource: 'claimed',
				},
				{ verdict: 'valid', changes: 'none', coversWholeFile: true, findings: { trust: 'not-checked' } },
			],
		});
	});

	it('is held against the trusted roots, those of others too', async () => {
		const trusted = unwrap(await check('đã ký.pdf', [readFileSync(identity.rootFile)]));
		expect(trusted.signatures).toMatchObject([{ verdict: 'valid', findings: { trust: 'trusted' } }]);
		const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('lạ.key'), '-subj', '/CN=la'];
		const stranger = execFileSync('openssl', request, { stdio: 'pipe' });
		expect(unwrap(await check('đã ký.pdf', [stranger])).signatures).toMatchObject([
			{ verdict: 'indeterminate', findings: { trust: 'untrusted' } },
		]);
	});

	it('with a claimed time ahead of the clock by more than a day is not valid', async () => {
		const days = (count: number) => now - count * 24 * 3_600_000;
		expect(unwrap(await check('đã ký.pdf', [], days(2))).signatures).toMatchObject([
			{ verdict: 'indeterminate', reasons: expect.arrayContaining(['signing-time-future']) },
		]);
		expect(unwrap(await check('đã ký.pdf', [], days(0.5))).signatures).toMatchObject([{ verdict: 'valid' }]);
	});

	it('without signatures is told as such; what is damaged, locked, missing or far too large has its error', async () => {
		expect(unwrap(await check('vào.pdf')).signatures).toEqual([]);
		writeFileSync(at('hỏng.pdf'), broken.subarray(0, 700));
		execFileSync('qpdf', ['--encrypt', 'mo', 'chu', '256', '--', at('vào.pdf'), at('khóa.pdf')]);
		writeFileSync(at('lớn.pdf'), '%PDF-1.7');
		truncateSync(at('lớn.pdf'), 513 * 1024 ** 2);
		for (const [name, code] of [
			['hỏng.pdf', 'PDF_UNREADABLE'],
			['khóa.pdf', 'PDF_ENCRYPTED'],
			['không có.pdf', 'FILE_NOT_FOUND'],
			['lớn.pdf', 'FILE_TOO_LARGE'],
		] as const) {
			const checked = await check(name);
			expect(checked, name).toMatchObject({ error: { code, params: { file: name } } });
			expect(JSON.stringify(checked)).not.toContain(folder);
		}
	});

	it('of 300 MB is checked within its time', async () => {
		copyFileSync(at('vào.pdf'), at('rất lớn.pdf'));
		const filler = Buffer.alloc(10 * 1024 ** 2, '% \n');
		for (let i = 0; i < 30; i++) writeFileSync(at('rất lớn.pdf'), filler, { flag: 'a' });
		// The end of the original again, so that readers find the document behind all that.
		const original = readFileSync(at('vào.pdf'));
		const tail = original.subarray(original.lastIndexOf('startxref'));
		writeFileSync(at('rất lớn.pdf'), tail, { flag: 'a' });
		unwrap(await sign(at('rất lớn.pdf'), at('rất lớn đã ký.pdf'), identity));
		const order = { trust: [], intermediates: [], now: new Date(now).toISOString() };
		expect(unwrap(await worker.verify(at('rất lớn đã ký.pdf'), order))).toMatchObject({
			signatures: [{ verdict: 'valid', coversWholeFile: true }],
		});
	}, 60_000);

	it('that keeps the worker busy is given up after its time', async () => {
		writeFileSync(at('hung.mjs'), 'for (;;);');
		const spawn = nodeSpawn({ execPath: process.execPath, entry: at('hung.mjs') });
		const verifier = new DocumentWorker(spawn, {
			secondsPerFile: 1,
			secondsPerMb: 0,
		});
		expect(
			await verifier.verify(at('đã ký.pdf'), { trust: [], intermediates: [], now: new Date(now).toISOString() }),
		).toMatchObject({
			error: { code: 'PDF_TIMEOUT', params: { file: 'đã ký.pdf' } },
		});
	});
});

describe('the sheet', () => {
	async function sheetOf(name: string, roots: Uint8Array[] = []): Promise<string> {
		const tried = feature(roots);
		const { id } = unwrap(await tried.checkPath({ path: at(name) }));
		expect(await tried.saveSheetTo(id, at('phiếu.pdf'))).toEqual(ok(null));
		expect(execFileSync('qpdf', ['--check', at('phiếu.pdf')], { encoding: 'utf8' })).toContain('No syntax');
		const text = execFileSync('pdftotext', ['-layout', at('phiếu.pdf'), '-'], { encoding: 'utf8' });
		expect(text).toBe(text.normalize('NFC'));
		return text.replaceAll(/\s+/g, ' ');
	}

	it('tells in Vietnamese what was checked, by whom it was signed, and every finding', async () => {
		const text = await sheetOf('đã ký.pdf', [readFileSync(identity.rootFile)]);
		const hash = createHash('sha256')
			.update(readFileSync(at('đã ký.pdf')))
			.digest('hex');
		for (const part of [
			'PHIẾU KIỂM TRA CHỮ KÝ SỐ',
			'Tên tệp đã ký.pdf',
			hash.slice(0, 32),
			hash.slice(32),
			`Thời điểm kiểm tra ${momentInVietnam(new Date(now).toISOString())}`,
			'Kết luận chung Chữ ký số hợp lệ',
			'Chữ ký 1: Hợp lệ',
			'Người ký CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ',
			'0201234567',
			'Tổ chức cấp chứng thư số VNPT-CA thử',
			'Đơn vị quản lý chứng thư số VNPT-CA thử',
			`Thời điểm ký ${momentInVietnam(signingTime.toISOString())}`,
			'Hiệu lực lúc ký Chứng thư số còn hiệu lực lúc ký',
			'Tính toàn vẹn Nội dung đã ký còn nguyên vẹn',
			'Tình trạng thu hồi CẢNH BÁO: không kiểm tra được bằng OCSP hoặc CRL',
			'Chứng thư số gốc Dẫn tới chứng thư số gốc tin cậy',
			'Thông tư 15/2025/TT-BKHCN',
		]) {
			expect(text).toContain(part);
		}
	});

	it('says without roots that the signer is not confirmed, and tells a changed file as not valid', async () => {
		expect(await sheetOf('đã ký.pdf')).toContain('Chữ ký 1: Chưa xác nhận người ký');
		const text = await sheetOf('bị sửa.pdf');
		expect(text).toContain('Kết luận chung Chữ ký số không hợp lệ');
		expect(text).toContain('Nội dung đã bị thay đổi sau khi ký.');
		expect(await sheetOf('vào.pdf')).toContain('Tệp này không có chữ ký số');
	});

	it('numbers the signatures and goes on over several pages', async () => {
		const text = await sheetOf('ký hai lần.pdf');
		expect(text).toContain('Chữ ký 1:');
		expect(text).toContain('Chữ ký 2:');
		expect(text).toContain('Trang 2/2');
	});

	it('leaves nothing behind where it cannot be written', async () => {
		const tried = feature();
		const { id } = unwrap(await tried.checkPath({ path: at('đã ký.pdf') }));
		const before = readdirSync(folder);
		expect(await tried.saveSheetTo(id, at('không có/phiếu.pdf'))).toMatchObject({
			error: { code: 'FILE_FOLDER_MISSING' },
		});
		expect(readdirSync(folder)).toEqual(before);
	});
});
