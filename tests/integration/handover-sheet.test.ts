import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeHandoverSheet } from '../../electron/pdf/handover-sheet.ts';
import { findResources } from '../../electron/platform/resources.ts';
import { unwrap } from '../../shared/result.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vk-sheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const resources = findResources();
const texts = JSON.parse(readFileSync(path.join(resources, 'locales', 'vi', 'transfer.json'), 'utf8'));

async function sheetText(secrets: boolean): Promise<string> {
	const target = path.join(folder, 'bàn giao.pdf');
	const company = {
		taxCode: '0201234567001',
		company: { name: 'Công ty TNHH XNK Đường Trần Phú' },
		madeAt: '2026-11-22T20:00:00.000Z',
		users: Array.from({ length: 40 }, (_one, place) => ({
			userId: `V20600${String(place).padStart(2, '0')}`,
			declarantName: 'Nguyễn Thị Ngọc Ẩn',
			email: '',
			userCode: 'V2060',
			terminalId: 'A206T1',
			...(secrets ? { password: 'MATKHAU1' } : {}),
		})),
		terminals: [{ terminalId: 'A206T1', computer: 'PC', ...(secrets ? { accessKey: 'KHOA1234TRUYCAP9' } : {}) }],
		nsw: { login: '0201234567', mailbox: 'xnk@duongtranphu.vn', ...(secrets ? { password: 'NSWBIMAT' } : {}) },
	};
	unwrap(await writeHandoverSheet(target, company, texts, path.join(resources, 'fonts')));
	return execFileSync('pdftotext', ['-layout', target, '-'], { encoding: 'utf8' }).normalize('NFC');
}

test('without secrets the sheet masks every one and says so', async () => {
	const text = await sheetText(false);
	expect(text).toContain('Mật khẩu và khóa truy cập được che.');
	expect(text).toContain('••••••••');
	for (const words of [
		'Đường Trần Phú',
		'0201234567-001',
		'Nguyễn Thị Ngọc Ẩn',
		'NGƯỜI GIAO',
		'NGƯỜI NHẬN',
		'V2060039',
	]) {
		expect(text).toContain(words);
	}
	// 20:00 UTC is the next day in Viet Nam.
	expect(text).toContain('Lập ngày 23/11/2026');
});

test('with secrets it shows them under a warning', async () => {
	const text = await sheetText(true);
	for (const words of ['MATKHAU1', 'KHOA1234TRUYCAP9', 'NSWBIMAT', 'giao tận tay']) expect(text).toContain(words);
	expect(text).not.toContain('••••');
});
