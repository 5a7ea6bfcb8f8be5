import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import {
	type Application,
	accessibilityFindings,
	answerOpenDialog,
	answerSaveDialog,
	closeBy,
	expect,
	openScreen,
	shoot,
	test,
} from './application.ts';

/** The visible signature: placed by mouse and keyboard, with the picture of a seal, and found on the paper again. */

const mm = 72 / 25.4;

test('the stamp goes where it was put, with the seal, and can be signed anew', async ({ application }) => {
	test.setTimeout(240_000);
	const { page, folder } = application;
	const inputs = await makeInputs(join(folder, 'bản quét'));
	await test.step('a merged dossier', () => mergedDossier(application, inputs.scans));
	const stamp = page.getByRole('application', { name: /^Khung chữ ký/ });

	await test.step('stands under the title at first', async () => {
		await expect(stamp).toBeVisible();
		await expect(page.getByText(/^Dưới chức danh/)).toBeVisible();
		await page.waitForTimeout(800);
		await shoot(page, 'vi', 'stamp-1-automatic');
	});

	await test.step('refuses what is no picture, and takes a seal with transparency', async () => {
		await answerOpenDialog(application, inputs.broken);
		await page.getByRole('button', { name: 'Chọn ảnh…' }).click();
		await expect(page.getByRole('alert').first()).toContainText('ảnh');
		await shoot(page, 'vi', 'stamp-2-refused');
		await answerOpenDialog(application, inputs.seal);
		await page.getByRole('button', { name: 'Chọn ảnh…' }).click();
		await expect(page.getByLabel('Kèm ảnh con dấu, chữ ký')).toBeChecked();
		await expect(stamp.locator('image')).toHaveCount(1);
	});

	await test.step('is put on page 2, dragged by mouse, nudged by keyboard', async () => {
		await page.getByRole('button', { name: 'Trang sau' }).click();
		await expect(page.getByText('Khung ở trang 1')).toBeVisible();
		await page.getByRole('button', { name: 'Đặt ở trang này' }).click();
		await expect(stamp).toHaveAccessibleName(/trang 2/);
		await page.waitForTimeout(800);
		await drag(page, stamp, { x: 0.5, y: 0.5 }, { x: -120, y: -150 });
		// Further than the page: it stops at the edge.
		await drag(page, stamp, { x: 0.5, y: 0.5 }, { x: -900, y: 0 });
		await expect(stamp).toHaveAccessibleName(/cách mép trái 0 mm/);
		await stamp.focus();
		for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
		await page.keyboard.press('ArrowRight');
		await expect(stamp).toHaveAccessibleName(/cách mép trái 21 mm/);
		const [, before = ''] = /rộng (\d+) mm/.exec((await stamp.getAttribute('aria-label')) ?? '') ?? [];
		await page.keyboard.press('Alt+ArrowRight');
		await page.keyboard.press('Alt+Shift+ArrowUp');
		await expect(stamp).toHaveAccessibleName(new RegExp(`rộng ${Number(before) + 1} mm`));
		await drag(page, stamp, { x: 1, y: 0 }, { x: 30, y: -12 });
		await shoot(page, 'vi', 'stamp-3-placed');
	});

	const placed = await placeOf(stamp);
	await test.step('is kept when the step is left and opened again', async () => {
		await page.getByRole('button', { name: 'Lưu và thoát' }).click();
		await page.getByText('HS-2026-001').first().click();
		await expect(stamp).toHaveAccessibleName(/trang 2/);
		expect(await placeOf(stamp)).toEqual(placed);
	});

	const saved = join(folder, 'đã ký.pdf');
	await test.step('is found on the signed page, the seal in it, the scan shining through', async () => {
		await sign(application);
		await expect(page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('Trang 2/')).toBeVisible();
		await page.waitForTimeout(1200);
		await shoot(page, 'vi', 'stamp-4-signed');
		expect(await redPixels(page)).toBeGreaterThan(100);
		await answerSaveDialog(application, saved);
		await page.getByRole('button', { name: 'Lưu tệp…' }).click();
		await expect(page.getByText('đã ký.pdf').first()).toBeVisible();
		const red = await inkOn(saved, 2, (r, g, b) => r > 150 && g < 130 && b < 130);
		for (const side of ['left', 'bottom', 'width', 'height'] as const) {
			expect(Math.abs(red[side] - placed[side] * mm), side).toBeLessThan(2.5);
		}
		const blue = await inkOn(saved, 2, (r, g, b) => b > 180 && r < 90 && g < 90);
		expect(blue.left).toBeGreaterThan(red.left);
		expect(blue.left + blue.width).toBeLessThan(red.left + red.width * 0.5);
		// The ring is hollow: what is in its middle is the green of the scan.
		expect(red.at(blue.left + blue.width / 2, blue.bottom + blue.height / 2)).toEqual([200, 230, 200]);
		expect(execFileSync('pdfsig', [saved], { encoding: 'utf8' })).toContain('Signature is Valid.');
		execFileSync('qpdf', ['--check', saved]);
	});

	await test.step('signing again puts a new signature in the place of the old one', async () => {
		await page.getByRole('button', { name: 'Ký lại…' }).click();
		await expect(page.getByText(/Đang ký lại/)).toBeVisible();
		await page.getByRole('button', { name: 'Giữ bản đã ký' }).click();
		await expect(page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible();
		await page.getByRole('button', { name: 'Ký lại…' }).click();
		await expect(stamp).toBeVisible();
		await page.getByRole('button', { name: 'Về chỗ tự động' }).click();
		await expect(stamp).toHaveAccessibleName(/trang 1/);
		await page.getByRole('button', { name: 'Bỏ ảnh' }).click();
		await expect(page.getByRole('button', { name: 'Chọn ảnh…' })).toBeVisible();
		await page.waitForTimeout(800);
		await shoot(page, 'vi', 'stamp-5-again');
		await sign(application);
		await expect(page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('Chưa lưu ra ngoài')).toBeVisible();
		const again = join(folder, 'ký lại.pdf');
		await answerSaveDialog(application, again);
		await page.getByRole('button', { name: 'Lưu tệp…' }).click();
		await expect(page.getByText('ký lại.pdf').first()).toBeVisible();
		expect((await inkOn(again, 1, (r, g, b) => r > 150 && g < 130 && b < 130)).width).toBeGreaterThan(100);
		expect((await inkOn(again, 2, (r, g, b) => r > 150 && g < 130 && b < 130)).width).toBe(0);
		expect(readFileSync(saved).equals(readFileSync(again))).toBe(false);
	});

	await test.step('in English', async () => {
		await openScreen(page, 'Thiết lập');
		await page.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
		await page.getByRole('option', { name: 'English' }).click();
		await openScreen(page, 'Reset dossiers');
		await page.getByText('HS-2026-001').first().click();
		await page.locator('.step').nth(3).click();
		await page.getByRole('button', { name: 'Sign again…' }).click();
		await page.getByRole('application').focus();
		await page.keyboard.press('ArrowUp');
		await page.waitForTimeout(1200);
		await shoot(page, 'en', 'stamp-again');
	});

	expect(accessibilityFindings).toEqual([]);
});

/** How many pixels of the page that the window shows are the red of a stamp: the viewer draws the signed file's own. */
function redPixels(page: Page): Promise<number> {
	return page.locator('.stamp-page canvas').evaluate((element) => {
		const canvas = element as HTMLCanvasElement;
		const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
		let count = 0;
		for (let i = 0; i < data.length; i += 4) if (data[i]! > data[i + 1]! + 40 && data[i]! > data[i + 2]! + 40) count++;
		return count;
	});
}

/** What the stamp says of its own place, in millimetres. */
async function placeOf(stamp: Locator) {
	const label = (await stamp.getAttribute('aria-label')) ?? '';
	const [left = 0, bottom = 0, width = 0, height = 0] = [...label.matchAll(/(\d+) mm/g)].map(([, value]) =>
		Number(value),
	);
	return { left, bottom, width, height };
}

/** Takes the stamp at a part of its width and height and moves the mouse by `by` pixels. */
async function drag(page: Page, stamp: Locator, grip: { x: number; y: number }, by: { x: number; y: number }) {
	const box = await stamp.boundingBox();
	if (!box) throw new Error('no stamp');
	const [x, y] = [box.x + box.width * grip.x, box.y + box.height * grip.y];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + by.x / 2, y + by.y / 2);
	await page.mouse.move(x + by.x, y + by.y);
	await page.mouse.up();
}

/** Ink of a page as poppler shows it, in points from the lower left corner. */
async function inkOn(file: string, page: number, isInk: (red: number, green: number, blue: number) => boolean) {
	const shown = `${file}.page`;
	execFileSync('pdftoppm', ['-r', '144', '-cropbox', '-f', String(page), '-singlefile', '-png', file, shown]);
	const { data, info } = await sharp(`${shown}.png`).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
	let [left, right, top, bottom] = [info.width, 0, info.height, 0];
	for (let y = 0; y < info.height; y++) {
		for (let x = 0; x < info.width; x++) {
			const [r = 0, g = 0, b = 0] = pixel(x, y);
			if (!isInk(r, g, b)) continue;
			[left, right, top, bottom] = [
				Math.min(left, x),
				Math.max(right, x + 1),
				Math.min(top, y),
				Math.max(bottom, y + 1),
			];
		}
	}
	return {
		left: left / 2,
		bottom: (info.height - bottom) / 2,
		width: Math.max(0, right - left) / 2,
		height: Math.max(0, bottom - top) / 2,
		at: (x: number, y: number) => pixel(Math.round(x * 2), Math.round(info.height - y * 2)),
	};
}

async function mergedDossier(application: Application, scans: string) {
	const { page } = application;
	const password = 'con cò lặn lội bờ sông';
	await page.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill(password);
	await page.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Tạo mật khẩu' }).click();
	await page.getByLabel('Tôi đã in hoặc cất mã này').check();
	await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).click();
	for (const [label, value] of [
		['Mã số thuế', '0201234569'],
		['Tên doanh nghiệp', 'Công ty TNHH XNK Đường Trần Phú'],
		['Tên viết tắt', 'ĐTP'],
		['Địa chỉ trụ sở', '18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng'],
		['Điện thoại liên hệ', '0225 3123 456'],
		['Thư điện tử nhận kết quả', 'xnk@duongtranphu.vn'],
		['Địa danh ghi trên công văn', 'Hải Phòng'],
		['Họ và tên', 'Nguyễn Thị Ngọc Ẩn'],
		['Chức danh', 'Giám đốc'],
		['Số giấy tờ', '031180001234'],
		['Ngày cấp', '5/12/2021'],
		['Nơi cấp', 'Cục Cảnh sát QLHC về TTXH'],
	] as const) {
		await page.getByLabel(label).first().fill(value);
	}
	await page.getByRole('button', { name: 'Ghi' }).click();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByRole('button', { name: 'Lập hồ sơ mới' }).first().click();
	await page.waitForTimeout(500);
	await page.getByRole('button', { name: /^Lập hồ sơ(?! mới)/ }).click();
	await page.getByLabel('Số, ký hiệu công văn').fill('12/CV-ĐTP');
	await page.getByRole('combobox', { name: /^Lý do/ }).selectOption({ index: 1 });
	await page.getByRole('button', { name: 'Tiếp: Thêm bản quét' }).click();
	for (const pages of ['1', '2']) {
		await answerOpenDialog(application, scans);
		await page.getByRole('button', { name: 'Chọn tệp…' }).first().click();
		await expect(page.getByText(`Còn thiếu`, { exact: true })).toHaveCount(pages === '1' ? 1 : 0);
	}
	await page.getByRole('button', { name: 'Tiếp: Ghép một tệp PDF' }).click();
	await page.getByRole('button', { name: /^Ghép( Ctrl|$)/ }).click();
	await expect(page.getByText(/Đã ghép lúc/)).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Tiếp: Ký số' }).click();
	await expect(page.getByText('Sai mã số thuế')).toBeVisible({ timeout: 20_000 });
}

async function sign({ electron, page }: Application) {
	const button = page.getByRole('button', { name: /^Ký số( Ctrl|$)/ });
	const [window] = await Promise.all([electron.waitForEvent('window'), button.click()]);
	await window.waitForLoadState('domcontentloaded');
	await window.locator('input[type=password]').fill('12345678');
	await closeBy(window, () => window.keyboard.press('Enter'));
}

/** A scan of one pale green page, cropped and turned by its own entries, a hollow blue ring on nothing, and text that calls itself a picture. */
async function makeInputs(folder: string) {
	mkdirSync(folder, { recursive: true });
	const { degrees, PDFDocument, rgb } = await import('@cantoo/pdf-lib');
	const pdf = await PDFDocument.create();
	const sheet = pdf.addPage([595, 842]);
	sheet.drawRectangle({ x: 0, y: 0, width: 595, height: 842, color: rgb(200 / 255, 230 / 255, 200 / 255) });
	sheet.setCropBox(40, 50, 500, 700);
	sheet.setRotation(degrees(90));
	const scans = join(folder, 'giấy tờ.pdf');
	writeFileSync(scans, await pdf.save());
	const seal = join(folder, 'con dấu.png');
	const ring =
		'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><circle cx="300" cy="300" r="270" fill="none" stroke="#00f" stroke-width="50"/></svg>';
	await sharp(Buffer.from(ring)).png().toFile(seal);
	const broken = join(folder, 'hỏng.png');
	writeFileSync(broken, readFileSync(seal).subarray(0, 400));
	return { scans, seal, broken };
}
