import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { accessibilityFindings, answerOpenDialog, expect, shoot, test } from './application.ts';

/** Lock and unlock, password and recovery code, log, backup, restore and undo, and data that cannot be read. */

const first = 'con cò lặn lội bờ sông';
const second = 'cái cò đi đón cơn mưa';

test('what keeps the data safe, as a declarant meets it', async ({ application }) => {
	test.setTimeout(300_000);
	const { folder } = application;
	let { page } = application;

	await test.step('first run', async () => {
		await page.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill(first);
		await page.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill(first);
		await page.getByRole('button', { name: 'Tạo mật khẩu' }).click();
		await page.getByLabel('Tôi đã in hoặc cất mã này').check();
		await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).click();
		await addCompany(page, '0201234569', 'Công ty TNHH XNK Đường Trần Phú');
	});

	await test.step('a backup on demand, into a second folder as well', async () => {
		await openSettings(page);
		await shoot(page, 'vault', '01-settings');
		const stick = join(folder, '..', 'ổ USB');
		await answerOpenDialog(application, stick);
		await page.getByRole('button', { name: 'Chọn thư mục…' }).click();
		await expect(page.getByText(/Đã chép bản gần nhất sang/).first()).toBeVisible();
		await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
		await expect(page.getByText('Đã sao lưu và kiểm tra lại').first()).toBeVisible();
		await expect(page.locator('.status-backup')).toContainText(/^Sao lưu gần nhất: /);
		expect(readdirSync(stick).length).toBeGreaterThanOrEqual(2);
		await page.locator('#backup-title').scrollIntoViewIfNeeded();
		await shoot(page, 'vault', '02-backups');
	});

	await test.step('the application password and the recovery code are changed', async () => {
		await page.getByRole('button', { name: 'Đổi mật khẩu…' }).click();
		const dialog = page.getByRole('alertdialog');
		await dialog.getByLabel('Mật khẩu hiện tại', { exact: true }).fill('sai mật khẩu rồi');
		await dialog.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill(second);
		await dialog.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill(second);
		await dialog.getByRole('button', { name: 'Đổi mật khẩu' }).click();
		await expect(dialog.getByRole('alert')).toContainText('Mật khẩu ứng dụng không đúng');
		await shoot(page, 'vault', '03-change-password');
		await dialog.getByLabel('Mật khẩu hiện tại', { exact: true }).fill(first);
		await dialog.getByRole('button', { name: 'Đổi mật khẩu' }).click();
		await expect(page.getByText('Đã đổi mật khẩu ứng dụng').first()).toBeVisible();

		await page.getByRole('button', { name: 'Tạo mã mới…' }).click();
		await dialog.getByLabel('Mật khẩu hiện tại', { exact: true }).fill(second);
		await page.keyboard.press('Enter');
		await expect(dialog.locator('.recovery-code')).toBeVisible();
		await shoot(page, 'vault', '04-new-recovery-code');
		await dialog.getByLabel('Tôi đã in hoặc cất mã này').check();
		await dialog.getByRole('button', { name: 'Dùng mã mới' }).click();
		await expect(page.getByText('Mã khôi phục mới có hiệu lực').first()).toBeVisible();
	});

	await test.step('the log shows what was done, can be filtered, checked and exported', async () => {
		await page.getByRole('button', { name: /^Nhật ký/ }).click();
		await expect(page.getByRole('cell', { name: 'Đổi sang mã khôi phục mới' })).toBeVisible();
		await page.getByRole('button', { name: 'Kiểm tra nhật ký' }).click();
		await expect(page.getByText(/^Nhật ký nguyên vẹn: \d+ dòng/).first()).toBeVisible();
		await shoot(page, 'vault', '05-log');
		await page.getByLabel('Lọc theo người, việc, đối tượng').fill('doi mat khau');
		await expect(page.getByRole('cell', { name: 'Đổi mật khẩu ứng dụng' })).toHaveCount(2);
		await expect(page.getByRole('cell', { name: 'Mật khẩu ứng dụng không đúng' })).toBeVisible();
		await page.getByLabel('Từ ngày', { exact: true }).fill('1/1/2040');
		await expect(page.getByText('Không có dòng nào khớp')).toBeVisible();
		await shoot(page, 'vault', '06-log-empty');
		await page.getByLabel('Từ ngày', { exact: true }).fill('');
		await page.getByLabel('Lọc theo người, việc, đối tượng').fill('');
		const csv = join(folder, 'nhật ký.csv');
		await application.electron.evaluate(({ dialog }, path) => {
			dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
		}, csv);
		await page.getByRole('button', { name: 'Xuất CSV…' }).click();
		await expect(page.getByText('Đã xuất nhật ký.csv').first()).toBeVisible();
		expect(readFileSync(csv, 'utf8')).toContain('Đổi mật khẩu ứng dụng');
	});

	await test.step('locked; five wrong passwords make a wait', async () => {
		await page.keyboard.press('Control+L');
		await expect(page.getByText('Mở khóa VNACCS Keyring')).toBeVisible();
		for (let wrong = 1; wrong <= 7; wrong++) {
			await expect(page.getByRole('button', { name: /^Mở khóa/ })).toBeEnabled();
			await page.getByLabel('Mật khẩu ứng dụng').first().fill(first);
			await page.keyboard.press('Enter');
			await expect(page.getByLabel('Mật khẩu ứng dụng').first()).toHaveValue('');
			await expect(page.getByRole('alert').first()).toContainText('Mật khẩu ứng dụng không đúng');
		}
		await expect(page.getByText(/Thử lại sau \d+ giây/)).toBeVisible();
		await shoot(page, 'vault', '07-throttled');
		await expect(page.getByText(/Thử lại sau/)).toBeHidden();
		await unlock(page, second);
	});

	await test.step('a second company, then the backup from before it is restored, and that is undone', async () => {
		await page.keyboard.press('Control+D');
		await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).click();
		await addCompany(page, '0100109106', 'Tập đoàn Công nghiệp');
		await openSettings(page);
		await page.getByRole('button', { name: 'Khôi phục…' }).first().click();
		const dialog = page.getByRole('alertdialog');
		await dialog.getByLabel('Mật khẩu ứng dụng hoặc mã khôi phục của bản này').fill(second);
		await dialog.getByRole('button', { name: 'Khôi phục và khóa' }).click();
		// The backup is older than the change of the password.
		await expect(dialog.getByRole('alert')).toContainText('Mật khẩu ứng dụng không đúng');
		await shoot(page, 'vault', '08-restore');
		await dialog.getByLabel('Mật khẩu ứng dụng hoặc mã khôi phục của bản này').fill(first);
		await dialog.getByRole('button', { name: 'Khôi phục và khóa' }).click();
		await expect(page.getByText('Mở khóa VNACCS Keyring')).toBeVisible();
		await unlock(page, first);
		await page.keyboard.press('Control+D');
		await expect(page.getByText('Tập đoàn Công nghiệp')).toHaveCount(0);
		await page.keyboard.press('Escape');

		await openSettings(page);
		await expect(page.getByText(/Dữ liệu trước lần khôi phục/)).toBeVisible();
		await page.locator('#backup-title').scrollIntoViewIfNeeded();
		await shoot(page, 'vault', '09-undo');
		await page.getByRole('button', { name: 'Hoàn tác khôi phục…' }).click();
		await page.getByRole('button', { name: 'Hoàn tác và khóa' }).click();
		await expect(page.getByText('Mở khóa VNACCS Keyring')).toBeVisible();
		await unlock(page, second);
		await page.keyboard.press('Control+D');
		await expect(page.getByText('Tập đoàn Công nghiệp').first()).toBeVisible();
		await page.keyboard.press('Escape');
	});

	await test.step('data that cannot be read are kept, and a backup takes their place', async () => {
		await application.electron.close();
		const damaged = Buffer.alloc(8192, 0x5a);
		writeFileSync(join(folder, 'keyring.db'), damaged);
		page = await application.restart();
		await expect(page.getByRole('heading', { name: 'Không đọc được dữ liệu' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Khôi phục…' }).first()).toBeVisible();
		await shoot(page, 'vault', '10-damaged');
		expect(readFileSync(join(folder, 'keyring.db')).equals(damaged)).toBe(true);
		await page.getByRole('button', { name: 'Khôi phục…' }).first().click();
		const dialog = page.getByRole('alertdialog');
		await dialog.getByLabel('Mật khẩu ứng dụng hoặc mã khôi phục của bản này').fill(second);
		await dialog.getByRole('button', { name: 'Khôi phục và khóa' }).click();
		await expect(page.getByText('Mở khóa VNACCS Keyring')).toBeVisible();
		await unlock(page, second);
	});

	await test.step('in English', async () => {
		await openSettings(page);
		await page.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
		await page.getByRole('option', { name: 'English' }).click();
		await shoot(page, 'vault', '11-settings-en');
		await page.getByRole('button', { name: /^Log/ }).click();
		await shoot(page, 'vault', '12-log-en');
	});

	expect(accessibilityFindings).toEqual([]);
});

async function openSettings(page: Page) {
	await page.getByRole('button', { name: /^Thiết lập/ }).click();
	await expect(page.getByRole('heading', { name: 'Thiết lập' })).toBeVisible();
}

async function unlock(page: Page, password: string) {
	await page.getByLabel('Mật khẩu ứng dụng').first().fill(password);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}

async function addCompany(page: Page, taxCode: string, name: string) {
	await page.getByLabel(/^Mã số thuế/).fill(taxCode);
	await page.getByLabel(/^Tên doanh nghiệp/).fill(name);
	await page.getByRole('button', { name: /^Ghi/ }).click();
	await expect(page.getByText(name).first()).toBeVisible();
}
