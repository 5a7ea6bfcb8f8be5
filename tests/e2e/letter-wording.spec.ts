import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { accessibilityFindings, answerOpenDialog, expect, openScreen, shoot, test } from './application.ts';
import { newDossier } from './prepare.ts';

/** The words of letters: edited with the real letter beside them, refused, reset, and found in a dossier's letter with a logo. */

const kind = 'Cấp lại mật khẩu tài khoản quản trị VNACCS';

test('the wording of letters is edited, previewed, used with a logo, and reset', async ({ application }) => {
	test.setTimeout(180_000);
	const { page, folder } = application;
	const { id } = await newDossier(page);
	await page.reload();

	await test.step('the settings show every kind as it came', async () => {
		await openScreen(page, 'Thiết lập');
		const heading = page.getByRole('heading', { name: 'Mẫu công văn' });
		await expect(heading).toBeVisible();
		await heading.scrollIntoViewIfNeeded();
		await shoot(page, 'vi', 'wording-1-section');
		await page.getByRole('button', { name: `Sửa ${kind}` }).click();
		await expect(page.getByText(/^Nguồn của bản gốc/)).toBeVisible();
		await expect(page.getByRole('img', { name: 'Công văn xem thử, trang 1' })).toBeVisible();
		await page.waitForTimeout(800);
		await shoot(page, 'vi', 'wording-2-editor');
	});

	const subject = page.getByLabel('Về việc (V/v)');
	await test.step('a placeholder that does not exist is named, and nothing is saved', async () => {
		const before = await subject.inputValue();
		await subject.fill(`${before} của {công ty}`);
		await expect(page.getByText(/Không có chỗ trống {công ty}/).first()).toBeVisible();
		await expect(page.getByText('Sửa các ô báo đỏ để xem tiếp.')).toBeVisible();
		await page.keyboard.press('Control+s');
		const summary = page.getByRole('alert').filter({ hasText: 'Còn 1 chỗ cần sửa' });
		await expect(summary).toBeFocused();
		await shoot(page, 'vi', 'wording-3-refused');
		await summary.getByRole('button').click();
		await expect(subject).toBeFocused();
		await subject.fill(`${before} của doanh nghiệp`);
		await expect(page.getByText('Sửa các ô báo đỏ để xem tiếp.')).toHaveCount(0);
	});

	await test.step('a placeholder is inserted where the caret is; what the letter no longer says is warned about', async () => {
		const paragraph = page.getByRole('textbox', { name: 'Đoạn 3' });
		await paragraph.fill('Vì: ');
		await expect(page.getByText('Công văn không còn nêu: Lý do đã chọn hoặc nhập.')).toBeVisible();
		await shoot(page, 'vi', 'wording-4-warned');
		await page.getByRole('button', { name: 'Chèn chỗ trống vào Đoạn 3' }).click();
		await page.waitForTimeout(300);
		await shoot(page, 'vi', 'wording-5-placeholders');
		await page.getByRole('menuitem', { name: 'Lý do đã chọn hoặc nhập' }).click();
		await expect(paragraph).toHaveValue('Vì: {Lý do đã chọn hoặc nhập}');
		await expect(paragraph).toBeFocused();
		await page.keyboard.type('.');
		await expect(paragraph).toHaveValue('Vì: {Lý do đã chọn hoặc nhập}.');
		await page.getByRole('button', { name: 'Thêm lý do' }).click();
		await page.keyboard.type('Máy tính lưu mật khẩu bị hỏng');
		await page.getByText('So với bản gốc').click();
		await expect(page.getByText('Của bạn').first()).toBeVisible();
		await page.getByLabel('Xem thử với').selectOption({ label: 'Chưa nhập gì (chỗ thiếu được tô)' });
		await page.waitForTimeout(1200);
		await shoot(page, 'vi', 'wording-6-changed');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi mẫu công văn').first()).toBeVisible();
		await page.getByRole('button', { name: '‹ Thiết lập' }).click();
		await expect(page.getByText('Đã sửa', { exact: true })).toHaveCount(1);
	});

	await test.step('where letters go: another mailbox is warned about', async () => {
		await page.getByRole('button', { name: 'Sửa Nơi nhận' }).click();
		await page.getByRole('textbox', { name: 'Đơn vị' }).fill('Ban Công nghệ thông tin');
		await page.getByRole('textbox', { name: 'Thư điện tử nhận hồ sơ' }).fill('moi@customs.gov.vn');
		await page.getByRole('textbox', { name: /Trả lời hồ sơ qua email/ }).fill('0');
		await expect(page.getByText('Phải là số ngày từ 1 đến 60')).toBeVisible();
		await expect(page.getByRole('button', { name: /^Ghi nơi nhận/ })).toBeDisabled();
		await page.getByRole('textbox', { name: /Trả lời hồ sơ qua email/ }).fill('4');
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'wording-7-addressee');
		await page.getByRole('button', { name: /^Ghi nơi nhận/ }).click();
		await expect(page.getByText('Đã ghi nơi nhận').first()).toBeVisible();
		await expect(page.getByRole('dialog')).toHaveCount(0);
	});

	await test.step('the logo is chosen in the company dialog', async () => {
		const logo = join(folder, 'lô gô.png');
		const picture =
			'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect y="60" width="900" height="180" rx="90" fill="#0a5"/></svg>';
		await sharp(Buffer.from(picture)).png().toFile(logo);
		await page.keyboard.press('Control+D');
		await page.getByRole('button', { name: 'Sửa doanh nghiệp này' }).click();
		await answerOpenDialog(application, logo);
		await page.getByRole('button', { name: 'Chọn logo…' }).click();
		await expect(page.getByRole('img', { name: 'Logo của Công ty TNHH XNK Đường Trần Phú' })).toBeVisible();
		await page.getByRole('heading', { name: 'Logo trên công văn' }).scrollIntoViewIfNeeded();
		await shoot(page, 'vi', 'wording-8-logo');
	});

	await test.step('a letter that is not merged yet has the new words, the addressee and the logo', async () => {
		await openScreen(page, 'Hồ sơ cấp lại');
		await page.getByText('HS-2026-001').first().click();
		await page.locator('.step').first().click();
		await expect(page.locator('option', { hasText: 'Máy tính lưu mật khẩu bị hỏng' })).toBeAttached();
		const first = page.locator('.letter-preview canvas').first();
		await expect(first).toBeVisible();
		await page.waitForTimeout(1000);
		await shoot(page, 'vi', 'wording-9-letter');
		const letter = execFileSync('pdftotext', [join(folder, 'dossiers', id, 'letter-preview.pdf'), '-'], {
			encoding: 'utf8',
		}).replace(/\s+/g, ' ');
		expect(letter).toContain('của doanh nghiệp');
		expect(letter).toContain('Vì: Quên mật khẩu tài khoản quản trị.');
		expect(letter).toContain('Cục Hải quan (Ban Công nghệ thông tin)');
		expect(await greenPixels(page)).toBeGreaterThan(300);
	});

	await test.step('measured, not judged: from the last key to the new page', async () => {
		const times: number[] = [];
		for (let count = 0; count < 5; count++) times.push(await keyToPage(page));
		times.sort((one, other) => one - other);
		console.log(`letter preview: key to page, median ${times[2]} ms of ${times.join(', ')}`);
	});

	await test.step('the original comes back after a question', async () => {
		await openScreen(page, 'Thiết lập');
		await page.getByRole('button', { name: `Sửa ${kind}` }).click();
		await page.getByRole('button', { name: 'Khôi phục bản gốc…' }).click();
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'wording-10-reset');
		await page.getByRole('button', { name: 'Khôi phục bản gốc', exact: true }).click();
		await expect(page.getByText('Đã khôi phục bản gốc').first()).toBeVisible();
		await expect(page.getByRole('textbox', { name: 'Đoạn 3' })).toHaveValue(
			'Lý do đề nghị: {Lý do đã chọn hoặc nhập}.',
		);
		await expect(page.getByRole('button', { name: 'Khôi phục bản gốc…' })).toBeDisabled();
		await page.getByRole('button', { name: '‹ Thiết lập' }).click();
		await page.getByRole('button', { name: 'Sửa Nơi nhận' }).click();
		await page.getByRole('button', { name: 'Khôi phục bản gốc…' }).click();
		await page.getByRole('button', { name: 'Khôi phục bản gốc', exact: true }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await expect(page.getByText('Đã sửa', { exact: true })).toHaveCount(0);
		await page.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
		await page.getByRole('option', { name: 'English' }).click();
		await page
			.getByRole('button', { name: /^Edit Update/ })
			.first()
			.click();
		await expect(page.getByRole('img', { name: 'Letter preview, page 1' })).toBeVisible();
		await page.waitForTimeout(800);
		await shoot(page, 'en', 'wording-editor');
	});

	expect(accessibilityFindings).toEqual([]);
});

/** Milliseconds from a key in the letter form to the picture of the page it leads to. */
async function keyToPage(page: Page): Promise<number> {
	const place = page.getByRole('textbox', { name: 'Nơi lập' });
	await place.focus();
	// Everything of the key before has come to rest.
	await page.waitForTimeout(1000);
	await page.evaluate(() => {
		const { prototype } = CanvasRenderingContext2D;
		const draw = prototype.drawImage;
		(window as { shown?: Promise<number> }).shown = new Promise((done) => {
			document.addEventListener(
				'keydown',
				({ timeStamp }) => {
					prototype.drawImage = function (...drawn: unknown[]) {
						(draw as (...drawn: unknown[]) => void).apply(this, drawn);
						// The page is put together beside the one that is seen.
						if (!this.canvas.closest('.letter-preview')) return;
						prototype.drawImage = draw;
						requestAnimationFrame(() => done(Math.round(performance.now() - timeStamp)));
					};
				},
				{ once: true, capture: true },
			);
		});
	});
	await page.keyboard.press('a');
	return page.evaluate(
		() => (window as { shown?: Promise<number> }).shown ?? Promise.reject(new Error('not measured')),
	);
}

/** How many pixels of the letter that the window shows are the green of the logo. */
function greenPixels(page: Page): Promise<number> {
	return page
		.locator('.letter-preview canvas')
		.first()
		.evaluate((element) => {
			const canvas = element as HTMLCanvasElement;
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
			let count = 0;
			for (let i = 0; i < data.length; i += 4)
				if (data[i + 1]! > data[i]! + 80 && data[i + 1]! > data[i + 2]! + 40) count++;
			return count;
		});
}
