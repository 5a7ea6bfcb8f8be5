import { expect, openScreen, test } from './application.ts';

/** Found in review: the core was stopped before a page could ask about unsaved content. */
test('a quit from outside with unsaved content asks first, and the core still answers', async ({
	application: { electron, page },
}) => {
	await page.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill('con cò lặn lội bờ sông');
	await page.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill('con cò lặn lội bờ sông');
	await page.getByRole('button', { name: 'Tạo mật khẩu' }).click();
	await page.getByLabel('Tôi đã in hoặc cất mã này').check();
	await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).click();
	await page.getByLabel('Mã số thuế').fill('0201234569');
	await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH XNK Đường Trần Phú');
	await page.getByRole('button', { name: 'Ghi' }).click();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
	await openScreen(page, 'Thông số VNACCS');
	await page.getByRole('button', { name: 'Thêm User ID' }).first().click();
	await page.getByLabel('Mã người sử dụng (User ID)').fill('V2060001');

	const ended = electron.waitForEvent('close');
	await electron.evaluate(({ app }) => app.quit());
	await expect(page.getByRole('alertdialog')).toContainText('Có thay đổi chưa ghi');
	const answered = page.evaluate(async () => {
		const { keyring } = window as never as {
			keyring: { companies: { list(request: object): Promise<{ ok: boolean }> } };
		};
		return (await keyring.companies.list({})).ok;
	});
	expect(await answered).toBe(true);
	await page.getByRole('alertdialog').getByRole('button', { name: 'Không ghi' }).click();
	await ended;
});
