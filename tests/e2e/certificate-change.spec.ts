import type { Page } from '@playwright/test';
import { accessibilityFindings, expect, shoot, test } from './application.ts';
import { newAccounts } from './prepare.ts';

const set = 'requests';
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));

test('a certificate is replaced at every place that uses it', async ({ application }) => {
	test.setTimeout(240_000);
	const { page } = application;
	accessibilityFindings.length = 0;
	await newAccounts(page);

	await test.step('the reminder of Today leads to it', async () => {
		await expect(page.getByText(/mốc nhắc 30 ngày/).first()).toBeVisible();
		await page.getByRole('button', { name: 'Thay chứng thư…' }).first().click();
		await dialog(page).getByRole('radio', { name: 'Mất USB Token' }).check();
		await expect(dialog(page).getByText('lập hồ sơ đề nghị cập nhật chữ ký số')).toBeVisible();
		await dialog(page).getByRole('radio', { name: 'Gia hạn' }).check();
		await dialog(page).getByRole('radio', { name: 'Còn, cắm được' }).check();
		await shoot(page, set, '20-replace');
		await dialog(page).getByRole('button', { name: 'Bắt đầu thay' }).click();
	});

	await test.step('nothing is ticked before the new token is read', async () => {
		await expect(page.getByText('Làm trước khi cần khai báo ít nhất một ngày làm việc')).toBeVisible();
		await expect(page.getByRole('checkbox', { name: 'Đã cập nhật V2060001' })).toBeDisabled();
		await shoot(page, set, '21-places');
		await page.getByRole('button', { name: 'Đọc từ USB Token' }).click();
		await dialog(page)
			.getByRole('button', { name: /ĐƯỜNG TRẦN PHÚ/ })
			.first()
			.click();
		await expect(page.getByText('Chứng thư mới', { exact: true }).first()).toBeVisible();
	});

	await test.step('place after place, each with its time; the stored serial follows', async () => {
		const places = page.locator('.change-places');
		for (const name of ['0201234569', 'V2060001', 'V2060004']) {
			await page.getByRole('checkbox', { name: `Đã cập nhật ${name}` }).click();
		}
		await expect(page.getByText('Đã cập nhật 3/4 nơi')).toBeVisible();
		await expect(places.getByText('Chứng thư mới', { exact: true })).toHaveCount(3);
		await page.getByRole('button', { name: 'Trang báo không thể cập nhật lại' }).click();
		await expect(page.getByText('“Thông tin đã cập nhật trước đó, không thể cập nhật lại”')).toBeVisible();
		await shoot(page, set, '22-refused');
		await page.getByRole('button', { name: 'Ghi nhầm, trang không báo như vậy' }).click();
		await page.getByRole('checkbox', { name: 'Đã cập nhật duongtranphu' }).click();
		await shoot(page, set, '23-all-places');
		await page.getByRole('button', { name: 'Kết thúc' }).click();
		await expect(page.getByText('dùng cho tài khoản quản trị, V2060001, V2060004')).toBeVisible();
		await shoot(page, set, '24-stored');
	});

	await test.step('without the old token a dossier is begun with what is known', async () => {
		await page.getByRole('button', { name: 'Thay chứng thư…' }).first().click();
		await dialog(page).getByRole('radio', { name: 'Mất USB Token' }).check();
		await dialog(page).getByRole('button', { name: 'Bắt đầu thay' }).click();
		await page.getByRole('button', { name: 'Lập hồ sơ' }).first().click();
		await expect(page.getByText('HS-', { exact: false }).first()).toBeVisible();
		await shoot(page, set, '25-dossier');
	});
	expect(accessibilityFindings).toEqual([]);
});
