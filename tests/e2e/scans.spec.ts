import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { Dossier } from '../../shared/contracts/dossiers-contract.ts';
import { accessibilityFindings, answerOpenDialog, expect, openScreen, screens, shoot, test } from './application.ts';
import { ask, newDossier } from './prepare.ts';

/** Step 2 as a declarant works in it: scans of every quality, the clipboard, the scanner's folder, too many megabytes. */

test('scans: what is wrong with a page is said at it, and everything can be taken back', async ({ application }) => {
	test.setTimeout(180_000);
	const { electron, page, folder } = application;
	const inputs = await makeInputs(join(folder, 'bản quét'));
	const scanner = join(folder, 'Máy quét');
	mkdirSync(scanner);
	const { id } = await newDossier(page);
	const dossier = async () => (await ask(page, 'dossiers', 'get', { id })) as Dossier;
	const tile = (place: number) => page.getByRole('button', { name: new RegExp(`^Trang ${place}:`) });
	const chosen = () => page.locator('.page-tile.selected');
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible({ timeout: 20_000 });
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByText('HS-2026-001').first().click();
	await expect(page.getByText('Chưa có bản quét nào')).toBeVisible();
	await shoot(page, 'vi', 'scans-1-empty');

	await test.step('every page that is to be looked at says why, with what helps', async () => {
		await answerOpenDialog({ electron }, inputs.papers);
		await page.getByRole('button', { name: 'Chọn tệp…' }).first().click();
		await expect(page.getByText('Trang 3 giống hệt trang 2.')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText('Trang 4 có vẻ nằm ngang')).toBeVisible();
		await expect(page.getByText('Trang 5 là trang trắng.')).toBeVisible();
		await expect(page.getByText('Trang 6 chỉ đạt 96 dpi')).toBeVisible();
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', 'scans-2-notes');
		await page.getByRole('button', { name: 'Xoay: trang 4' }).click();
		await expect(page.getByText('Trang 4 có vẻ nằm ngang')).toBeHidden();
		await page.getByRole('button', { name: 'Vẫn dùng: trang 6' }).click();
		await expect(page.getByText('Trang 6 chỉ đạt 96 dpi')).toBeHidden();
		await page.getByRole('button', { name: 'Bỏ trang: trang 3' }).click();
		await expect(page.getByText('Trang 4 là trang trắng.')).toBeVisible();
		for (const _ of [1, 2, 3]) await page.keyboard.press('Control+z');
		await expect(page.getByText('Trang 4 có vẻ nằm ngang')).toBeVisible();
		await expect(page.getByText('Trang 6 chỉ đạt 96 dpi')).toBeVisible();
		for (const _ of [1, 2, 3]) await page.keyboard.press('Control+y');
		await expect(page.getByText('Trang 4 là trang trắng.')).toBeVisible();
		await expect.poll(async () => (await dossier()).pages.map(({ rotation }) => rotation)).toEqual([0, 90, 0, 0]);
	});

	await test.step('pages are chosen by mouse and keyboard as in a list of files', async () => {
		await tile(2).click();
		await tile(4).click({ modifiers: ['Shift'] });
		await expect(chosen()).toHaveCount(3);
		await tile(3).click({ modifiers: ['Control'] });
		await expect(chosen()).toHaveCount(2);
		await tile(2).focus();
		await page.keyboard.press('Home');
		await page.keyboard.press('Shift+ArrowRight');
		await page.keyboard.press('Shift+ArrowRight');
		await page.keyboard.press('Shift+ArrowLeft');
		await expect(chosen()).toHaveCount(2);
		await page.keyboard.press('Control+Shift+ArrowRight');
		await page.keyboard.press('Control+Shift+ArrowRight');
		await page.keyboard.press('Control+Space');
		await expect(chosen()).toHaveCount(3);
		await page.keyboard.press('Control+a');
		await expect(chosen()).toHaveCount(4);
		await page.getByRole('button', { name: 'Thao tác khác với trang' }).click();
		await page.waitForTimeout(300);
		// The kit draws menus outside the landmarks, which axe does not like.
		await page.screenshot({ path: join(screens, 'vi', 'scans-3-more.png') });
		await page.getByRole('menuitem', { name: 'Xoay trang chẵn trong số đã chọn' }).click();
		await expect.poll(async () => (await dossier()).pages.map(({ rotation }) => rotation)).toEqual([0, 180, 0, 90]);
		await page.keyboard.press('Control+z');
	});

	await test.step('a page is looked at large, turned and left by keys', async () => {
		await tile(2).focus();
		await page.keyboard.press('Space');
		await expect(page.getByRole('dialog').getByRole('heading')).toContainText('Trang 2');
		await page.keyboard.press('ArrowRight');
		await expect(page.getByRole('dialog').getByRole('heading')).toContainText('Trang 3');
		await page.waitForTimeout(800);
		await shoot(page, 'vi', 'scans-4-viewer');
		await page.keyboard.press('+');
		await page.keyboard.press('r');
		await expect.poll(async () => (await dossier()).pages[1]?.rotation).toBe(180);
		await page.waitForTimeout(1000);
		// Zoomed, it scrolls sideways: it has to.
		await page.screenshot({ path: join(screens, 'vi', 'scans-5-viewer-zoomed.png') });
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await page.keyboard.press('Control+z');
	});

	await test.step('a picture of the clipboard becomes a page; an empty clipboard says so', async () => {
		const picture = readFileSync(inputs.pasted).toString('base64');
		await electron.evaluate(({ clipboard, nativeImage }, base64) => {
			const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'));
			(clipboard as never as { writeImage(image: unknown): void }).writeImage(image);
		}, picture);
		await tile(2).focus();
		await page.keyboard.press('Control+v');
		await expect(tile(6)).toBeVisible({ timeout: 20_000 });
		expect((await dossier()).attachments.at(-1)?.name).toBe('Ảnh dán 1');
		await electron.evaluate(({ clipboard }) => clipboard.clear());
		await page.getByRole('button', { name: 'Dán ảnh' }).click();
		await expect(page.getByText('Bộ nhớ tạm không có ảnh hay tệp nào.')).toBeVisible();
		await page.getByRole('alert').getByRole('button').last().click();
		expect(readdirSync(join(folder, 'dossiers', id)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
	});

	await test.step("the scanner's folder offers what is new and complete, and adds nothing by itself", async () => {
		const scanned = join(scanner, 'Scan_0001.jpg');
		writeFileSync(scanned, readFileSync(inputs.pasted));
		utimesSync(scanned, Date.now() / 1000 - 90, Date.now() / 1000 - 90);
		await answerOpenDialog({ electron }, scanner);
		await page.getByRole('button', { name: 'thư mục máy quét…' }).click();
		await page.getByRole('button', { name: 'thư mục máy quét · 1 tệp mới' }).click();
		const growing = join(scanner, 'Scan_0002.pdf');
		writeFileSync(growing, '%PDF-1.7\n');
		const dialog = page.getByRole('dialog');
		const growth = setInterval(() => appendFileSync(growing, 'x'.repeat(1000)), 500);
		await expect(dialog.getByText('Đang ghi…')).toBeVisible({ timeout: 10_000 });
		await shoot(page, 'vi', 'scans-7-offered');
		expect((await dossier()).pages).toHaveLength(5);
		await dialog.getByRole('button', { name: 'Lấy 1 tệp' }).click();
		await expect(tile(7)).toBeVisible({ timeout: 20_000 });
		clearInterval(growth);
		expect(readFileSync(scanned).equals(readFileSync(inputs.pasted))).toBe(true);
		renameSync(scanner, `${scanner} cũ`);
		await expect(page.getByText('Không mở được thư mục máy quét “Máy quét”')).toBeVisible({ timeout: 10_000 });
		await shoot(page, 'vi', 'scans-8-folder-gone');
		await page.getByRole('button', { name: 'Đã hiểu' }).click();
		await expect(page.getByText('Không mở được thư mục máy quét “Máy quét”')).toBeHidden();
	});

	await test.step('too many megabytes block the way until they are fewer; the pages can be had back', async () => {
		await answerOpenDialog({ electron }, inputs.heavy);
		await page.getByRole('button', { name: 'Chọn tệp…' }).first().click();
		await expect(page.getByText('Quá 18 MB').first()).toBeVisible({ timeout: 60_000 });
		await page.getByRole('button', { name: 'Tiếp: Ghép một tệp PDF' }).click();
		await expect(page.getByRole('alert').first()).toContainText('Quá 18 MB');
		await page.waitForTimeout(1000);
		await shoot(page, 'vi', 'scans-9-too-large');
		await page.getByRole('alert').getByRole('button', { name: 'Giảm dung lượng…' }).click();
		const dialog = page.getByRole('dialog');
		await page.waitForTimeout(400);
		await dialog.getByRole('button', { name: 'Giảm thử' }).click();
		await expect(dialog.getByRole('button', { name: 'Dùng bản đã giảm' })).toBeVisible({ timeout: 60_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', 'scans-10-reduce');
		await dialog.getByRole('button', { name: 'Chuyển thành ảnh' }).click();
		await expect(dialog.getByText('1 trang đã thành ảnh')).toBeVisible({ timeout: 60_000 });
		await dialog.getByRole('button', { name: 'Dùng bản đã giảm' }).click();
		await expect(page.getByText('Bản đã giảm · tệp gốc')).toBeVisible();
		await expect(page.getByText('Quá 18 MB')).toHaveCount(0);
		await page.waitForTimeout(1000);
		await shoot(page, 'vi', 'scans-12-reduced');
		const merged = (await ask(page, 'dossiers', 'merge', { id })) as Dossier;
		expect(merged.merged?.bytes).toBeLessThan(10 * 1024 * 1024);
		execFileSync('qpdf', ['--check', join(folder, 'dossiers', id, 'merged.pdf')]);
		await page.getByRole('button', { name: 'Giảm dung lượng…' }).last().click();
		await dialog.getByRole('button', { name: 'Trở lại bản chưa giảm' }).click();
		await expect(page.getByText('Quá 18 MB').first()).toBeVisible();
	});
	await inEnglish(page);
	expect(accessibilityFindings.filter((finding) => /scans-/.test(finding))).toEqual([]);
});

async function inEnglish(page: Page): Promise<void> {
	await ask(page, 'app', 'setPreferences', { language: 'en' });
	await page.reload();
	await openScreen(page, 'Reset dossiers');
	await page.getByText('HS-2026-001').first().click();
	// It opens at the step that was left.
	await page.waitForTimeout(2000);
	await shoot(page, 'en', 'scans');
}

/** A form, the same compressed otherwise, a lying page, a blank one, a coarse one; then a picture to paste, and heavy PDFs. */
async function makeInputs(folder: string) {
	mkdirSync(folder, { recursive: true });
	const { PDFDocument, StandardFonts, rgb } = await import('@cantoo/pdf-lib');
	const at = (name: string) => join(folder, name);
	const drawn = async (name: string, lines: (row: number) => string, dpi: number, quality: number, turn = 0) => {
		const pdf = await PDFDocument.create();
		const font = await pdf.embedFont(StandardFonts.Helvetica);
		const page = pdf.addPage([595, 842]);
		for (let row = 0; row < 44; row++) page.drawText(lines(row), { x: 60, y: 780 - row * 16, size: 11, font });
		page.drawEllipse({ x: 430, y: 140, xScale: 50, yScale: 50, borderColor: rgb(0.8, 0.1, 0.1), borderWidth: 2 });
		writeFileSync(at('vẽ.pdf'), await pdf.save());
		const png = execFileSync('pdftoppm', ['-r', String(dpi), '-png', at('vẽ.pdf')], { maxBuffer: 1e9 });
		await sharp(png).rotate(turn).jpeg({ quality }).toFile(at(name));
		return at(name);
	};
	const words =
		'Cong ty trach nhiem huu han xuat nhap khau Duong Tran Phu de nghi cap lai mat khau tai khoan quan tri ';
	const registration = (row: number) => `${row}. ${words.repeat(2).slice(row % 19, 80 + (row % 7))}`;
	const other = (row: number) => (row % 3 === 0 ? `${row * 37} ${words.slice(0, 40)}` : words.slice(row % 23, 70));
	const papers = [
		await drawn('01 ĐKKD.jpg', registration, 200, 85),
		await drawn('02 ĐKKD chụp lại.jpg', registration, 200, 60),
		await drawn('03 ĐKKD nằm ngang.jpg', other, 200, 80, 90),
		at('04 trắng.png'),
		await drawn('05 CCCD.jpg', (row) => other(row + 5), 96, 80),
	];
	await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fdfdf9' } })
		.png()
		.toFile(papers[3]!);
	const pasted = await drawn('dán.jpg', (row) => (row % 2 === 0 ? words.slice(row, 60) : ''), 150, 80);
	// Grain, which JPEG packs badly: what a scanner at 400 dpi and its best quality makes.
	const grain = Buffer.alloc(2500 * 3500 * 3);
	let seed = 7;
	for (let i = 0; i < grain.length; i++) {
		seed = (seed * 1103515245 + 12345) & 0x7fffffff;
		grain[i] = 95 + ((seed >> 16) % 160);
	}
	const scan = await sharp(grain, { raw: { width: 2500, height: 3500, channels: 3 } })
		.jpeg({ quality: 93 })
		.toBuffer();
	const heavy = await PDFDocument.create();
	for (const _ of [1, 2, 3]) {
		heavy.addPage([595, 842]).drawImage(await heavy.embedJpg(scan), { x: 0, y: 0, width: 595, height: 842 });
	}
	writeFileSync(at('quét 400 dpi.pdf'), await heavy.save());
	// A page of lines, none of them a picture.
	const map = await PDFDocument.create();
	const font = await map.embedFont(StandardFonts.Helvetica);
	const sheet = map.addPage([595, 842]);
	let drawing = '';
	for (let i = 0; i < 260_000; i++) {
		seed = (seed * 1103515245 + 12345) & 0x7fffffff;
		drawing += `${(seed % 59500) / 100} ${((seed >> 8) % 84200) / 100} m ${((seed >> 4) % 59500) / 100} 9 l\n`;
	}
	const lines = map.context.flateStream(`q 0.1 w ${drawing} Q`);
	sheet.drawText('Ban do', { x: 60, y: 700, font });
	const { PDFName, PDFArray } = await import('@cantoo/pdf-lib');
	const own = sheet.node.normalizedEntries().Contents;
	if (own instanceof PDFArray) own.push(map.context.register(lines));
	else sheet.node.set(PDFName.of('Contents'), map.context.register(lines));
	writeFileSync(at('bản đồ.pdf'), await map.save());
	return { papers, pasted, heavy: [at('quét 400 dpi.pdf'), at('bản đồ.pdf')] };
}
