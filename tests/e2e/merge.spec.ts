import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOpenDialog, expect, openScreen, screens, shoot, test } from './application.ts';
import { newDossier } from './prepare.ts';

/** Papers that need a question before they can go into one file: protected, signed before, slow. */

const password = 'Gà Đông Tảo 75';

test('a protected file, a signed file and a stopped merge', async ({ application: { electron, page, folder } }) => {
	test.setTimeout(180_000);
	const inputs = await makeInputs(join(folder, 'bản quét'));
	const { id } = await newDossier(page);
	await answerOpenDialog({ electron }, inputs);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible({ timeout: 20_000 });
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByText('HS-2026-001').first().click();

	await test.step('the password of the first file is asked for, tried, and opens it; the second is left out', async () => {
		await page.getByRole('button', { name: 'Chọn tệp…' }).first().click();
		const dialog = page.getByRole('alertdialog');
		await expect(dialog.getByText('khóa một.pdf')).toBeVisible({ timeout: 60_000 });
		await page.waitForTimeout(500);
		await shoot(page, 'vi', 'merge-1-password');
		const field = dialog.getByLabel('Mật khẩu của tệp PDF', { exact: true });
		await field.fill('sai');
		await page.keyboard.press('Enter');
		await expect(dialog.getByText('Mật khẩu của tệp PDF không đúng')).toBeVisible();
		await expect(field).toHaveValue('');
		await shoot(page, 'vi', 'merge-2-password-wrong');
		await field.fill(password);
		await page.keyboard.press('Enter');
		await expect(dialog.getByText('khóa hai.pdf')).toBeVisible({ timeout: 20_000 });
		await dialog.getByRole('button', { name: 'Bỏ qua tệp này' }).click();
		await expect(page.getByText('Không thêm được 1 tệp')).toBeVisible();
		await expect(page.getByText('Tệp này được bảo vệ bằng mật khẩu').first()).toBeVisible();
		await page.waitForTimeout(1000);
		await shoot(page, 'vi', 'merge-3-skipped');
		await page.getByRole('button', { name: 'Nhập mật khẩu…' }).click();
		await expect(page.getByRole('alertdialog').getByText('khóa hai.pdf')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('alertdialog')).toHaveCount(0);
		expect(await page.content()).not.toContain(password);
	});

	const own = join(folder, 'dossiers', id);
	await test.step('a merge tells how far it is and stops at once, with nothing left of it', async () => {
		await page.getByRole('button', { name: 'Tiếp: Ghép một tệp PDF' }).click();
		await expect(page.getByText('Đính kèm bản gốc đã ký vào trong tệp ghép (1 tệp)')).toBeVisible();
		await shoot(page, 'vi', 'merge-4-ready');
		await page.getByRole('button', { name: /^Ghép( Ctrl|$)/ }).click();
		await expect(page.getByText('Đang ghép: tệp 1/4')).toBeVisible();
		await page.screenshot({ path: join(screens, 'vi', 'merge-5-running.png') });
		await page.getByRole('button', { name: 'Dừng' }).click();
		await expect(page.getByText('Đã dừng theo yêu cầu')).toBeVisible();
		await shoot(page, 'vi', 'merge-6-stopped');
		expect(readdirSync(own).filter((name) => name === 'merged.pdf' || name.endsWith('.tmp'))).toEqual([]);
	});

	await test.step('the signed original goes in when ticked', async () => {
		await page.getByLabel(/Đính kèm bản gốc đã ký/).check();
		await page.getByRole('button', { name: /^Ghép( Ctrl|$)/ }).click();
		await expect(page.getByText(/Đã ghép lúc/)).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText('1 bản gốc đã ký')).toBeVisible();
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', 'merge-7-done');
		const merged = join(own, 'merged.pdf');
		execFileSync('pdfdetach', ['-save', '1', '-o', join(folder, 'bản gốc.pdf'), merged]);
		expect(readFileSync(join(folder, 'bản gốc.pdf')).equals(readFileSync(inputs[1]!))).toBe(true);
		const bookmarks = execFileSync('mutool', ['show', merged, 'outline'], { encoding: 'utf8' });
		expect(bookmarks.match(/"[^"]+"/g)?.slice(1)).toEqual([
			'"Giấy chứng nhận ĐKKD"',
			'"CCCD/hộ chiếu đại diện"',
			'"thường.pdf"',
			'"khóa một.pdf"',
		]);
	});
});

/** A slow file, a signed one, two of one password, and a plain one. */
async function makeInputs(folder: string): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	const { PDFDocument, PDFHexString, PDFName, StandardFonts } = await import('@cantoo/pdf-lib');
	const at = (name: string) => join(folder, name);
	const onePage = async (text: string) => {
		const pdf = await PDFDocument.create();
		const font = await pdf.embedFont(StandardFonts.Helvetica);
		pdf.addPage([595, 842]).drawText(text, { x: 60, y: 700, size: 30, font });
		return pdf;
	};
	writeFileSync(at('thường.pdf'), await (await onePage('Giay to')).save({ useObjectStreams: false }));
	for (const name of ['khóa một.pdf', 'khóa hai.pdf']) {
		execFileSync('qpdf', ['--encrypt', password, 'chủ', '256', '--', at('thường.pdf'), at(name)]);
	}
	const signed = await onePage('Da ky');
	const { context } = signed;
	const value = context.obj({
		Type: 'Sig',
		Filter: 'Adobe.PPKLite',
		ByteRange: [0, 1, 2, 3],
		Contents: PDFHexString.of('3000'),
	});
	const field = context.register(
		context.obj({ FT: 'Sig', T: PDFHexString.fromText('Ký'), V: value, Subtype: 'Widget', Rect: [0, 0, 0, 0] }),
	);
	signed.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }));
	writeFileSync(at('đã ký.pdf'), await signed.save({ useObjectStreams: false, updateFieldAppearances: false }));
	// A page that leads to so many objects takes seconds.
	const slow = await onePage('Cham');
	const objects = Array.from({ length: 120_000 }, (_, i) => slow.context.register(slow.context.obj({ N: i })));
	slow.getPage(0).node.set(PDFName.of('Resources'), slow.context.obj({ Properties: { A: objects } }));
	writeFileSync(at('chậm.pdf'), await slow.save({ useObjectStreams: false }));
	return ['chậm.pdf', 'đã ký.pdf', 'khóa một.pdf', 'khóa hai.pdf', 'thường.pdf'].map(at);
}
