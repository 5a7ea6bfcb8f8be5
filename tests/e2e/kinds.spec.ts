import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Dossier } from '../../shared/contracts/dossiers-contract.ts';
import { accessibilityFindings, answerSaveDialog, expect, openScreen, shoot, test } from './application.ts';
import { appPassword, ask, sampleCompany } from './prepare.ts';

/** The kinds and ways the journey does not take: both requests in one letter, and a dossier on paper brought by hand. */

test('both requests in one letter, with several addressees and a doubtful certificate', async ({ application }) => {
	test.setTimeout(180_000);
	const { page } = application;
	await ask(page, 'vault', 'create', { password: appPassword });
	await ask(page, 'companies', 'save', sampleCompany);
	await page.reload();
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByRole('button', { name: 'Lập hồ sơ mới' }).first().click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByLabel(/Thư điện tử, tệp PDF ký số/)).toBeChecked();
	// By keyboard only: the third kind lies two keys below the first.
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(dialog.getByLabel(/Cấp lại mật khẩu và cập nhật chữ ký số VNACCS/)).toBeChecked();
	await page.waitForTimeout(500);
	await shoot(page, 'vi', 'kinds-1-new-dossier');
	await page.keyboard.press('Control+Enter');

	await page.getByLabel('Số, ký hiệu công văn').fill('12/CV-ĐTP');
	await page.getByRole('combobox', { name: /^Lý do/ }).selectOption({ index: 1 });
	const fresh = page.getByRole('region', { name: 'Chứng thư mới' });
	await fresh.getByLabel('Số serial chứng thư').fill('5404 FFFE B703');
	await fresh.getByRole('combobox', { name: 'Nhà cung cấp' }).fill('VNPT-CA');
	await page.keyboard.press('Tab');
	await fresh.getByRole('textbox', { name: 'Hiệu lực từ' }).fill('20/11/2023');
	await fresh.getByRole('textbox', { name: 'Hết hiệu lực' }).fill('19/11/2025');
	await page.keyboard.press('Tab');
	await expect(page.getByText('Chứng thư mới đã hết hạn vào ngày công văn')).toBeVisible();
	await page.getByLabel('Còn thông tin chứng thư cũ').check();
	await page.getByRole('region', { name: 'Chứng thư cũ' }).getByLabel('Số serial chứng thư').fill('5404fffeb703');
	await expect(page.getByText('Trùng số serial của chứng thư cũ')).toBeVisible();

	await page.getByRole('button', { name: 'Thêm nơi nhận' }).click();
	await page.keyboard.type('Chi cục Hải quan khu vực III');
	await expect(page.getByLabel('Nơi nhận 2', { exact: true })).toHaveValue('Chi cục Hải quan khu vực III');
	await page.getByRole('button', { name: 'Thêm nơi nhận' }).click();
	await page.getByRole('button', { name: 'Bỏ nơi nhận 3' }).click();
	await expect(page.getByLabel('Nơi nhận 2', { exact: true })).toBeFocused();
	await page.waitForTimeout(1500);
	await shoot(page, 'vi', 'kinds-2-letter');

	// Warnings stop nobody.
	await page.getByRole('button', { name: 'Tiếp: Thêm bản quét' }).click();
	await expect(page.getByText('Chưa có bản quét nào')).toBeVisible();
	expect(accessibilityFindings).toEqual([]);
});

test('a dossier on paper is printed, brought by hand and waited for five working days', async ({ application }) => {
	test.setTimeout(240_000);
	const { page, folder } = application;
	await ask(page, 'vault', 'create', { password: appPassword });
	await ask(page, 'companies', 'save', sampleCompany);
	await page.reload();
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByRole('button', { name: 'Lập hồ sơ mới' }).first().click();
	await page.getByLabel(/Nộp trực tiếp, hồ sơ giấy/).check();
	await page.getByRole('button', { name: /^Lập hồ sơ(?! mới)/ }).click();

	await test.step('letter and letter of introduction', async () => {
		await page.getByLabel('Số, ký hiệu công văn').fill('12/CV-ĐTP');
		await page.getByRole('combobox', { name: /^Lý do/ }).selectOption({ index: 3 });
		await page.getByRole('button', { name: 'Tiếp: Bản sao chứng thực' }).click();
		await expect(page.getByRole('alert').first()).toContainText('Chưa nhập: Họ tên người nộp');
		await page.getByLabel('Số giấy giới thiệu').fill('5');
		await page.getByLabel('Họ tên người nộp').fill('Trần Văn Bình');
		await page.getByLabel('Chức vụ người nộp').fill('Nhân viên xuất nhập khẩu');
		await page.getByLabel('Số giấy tờ người nộp').fill('031090004321');
		await page.getByLabel('Có giá trị đến').first().fill('31/12/2026');
		await page.keyboard.press('Tab');
		await page.waitForTimeout(1500);
		await page.locator('.letter-preview canvas').last().scrollIntoViewIfNeeded();
		await page.waitForTimeout(800);
		await shoot(page, 'vi', 'kinds-3-introduction');
		await page.getByRole('button', { name: 'Tiếp: Bản sao chứng thực' }).click();
	});

	await test.step('certified copies', async () => {
		await page.getByRole('button', { name: 'Tiếp: In và gửi' }).click();
		await expect(page.getByRole('alert').first()).toContainText(
			'Còn thiếu: Giấy chứng nhận ĐKKD, CCCD/hộ chiếu đại diện',
		);
		await page.getByLabel('Bản sao chứng thực: Giấy chứng nhận ĐKKD').check();
		await shoot(page, 'vi', 'kinds-4-copies');
		await page.getByLabel('Bản sao chứng thực: CCCD/hộ chiếu đại diện').check();
		await expect(page.getByText('Đủ 2 bản sao')).toBeVisible();
		await page.getByRole('button', { name: 'Tiếp: In và gửi' }).click();
	});

	const printed = join(folder, 'để in.pdf');
	await test.step('print', async () => {
		await expect(page.getByRole('button', { name: 'Đã nộp trực tiếp', exact: true })).toBeDisabled();
		await answerSaveDialog(application, printed);
		await page.getByRole('button', { name: /^Lưu PDF để in/ }).click();
		await expect(page.getByText('để in.pdf').first()).toBeVisible();
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', 'kinds-5-print');
		const text = execFileSync('pdftotext', [printed, '-'], { encoding: 'utf8' });
		expect(text).toContain('Bản sao chứng thực giấy chứng nhận đăng ký doanh nghiệp');
		expect(text).toContain('GIẤY GIỚI THIỆU');
		expect(text).toContain('Số: 05/GGT-ĐTP');
	});

	await test.step('recorded, waited for, and locked', async () => {
		await page.getByRole('button', { name: 'Đã nộp trực tiếp', exact: true }).click();
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'kinds-6-confirm');
		await page.getByRole('alertdialog').getByRole('button', { name: 'Đã nộp trực tiếp' }).click();
		await expect(page.getByText(/Còn 5 ngày làm việc/)).toBeVisible();
		await expect(page.getByText('Ghi nhận đã nộp trực tiếp')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Soạn email nhắc' })).toHaveCount(0);
		await shoot(page, 'vi', 'kinds-7-track');
		await page.getByRole('button', { name: '‹ In và gửi' }).click();
		await expect(page.getByText(/Đã ghi nhận nộp trực tiếp lúc/)).toBeVisible();
		await shoot(page, 'vi', 'kinds-8-printed');
		await openScreen(page, 'Hôm nay');
		await expect(page.getByText('(hồ sơ giấy 05)')).toBeVisible();
		await openScreen(page, 'Hồ sơ cấp lại');
		await expect(page.getByText('4/4')).toBeVisible();
		await shoot(page, 'vi', 'kinds-9-list');
	});
	expect(accessibilityFindings).toEqual([]);
});

test('what customs issued for both requests is entered at once: the new password and the new serial', async ({
	application,
}) => {
	test.setTimeout(120_000);
	const { page } = application;
	await ask(page, 'vault', 'create', { password: appPassword });
	const { id: companyId } = (await ask(page, 'companies', 'save', sampleCompany)) as { id: string };
	const kind = 'vnaccs-password-and-certificate';
	const { id, letter } = (await ask(page, 'dossiers', 'create', { companyId, kind, route: 'post' })) as Dossier;
	const newCertificate = {
		serial: '5404FFFEB703',
		provider: 'VNPT-CA',
		notBefore: '2026-01-02',
		notAfter: '2029-01-01',
	};
	const typed = { ...letter, number: '12/CV-ĐTP', reason: 'quên mật khẩu và mất thiết bị', newCertificate };
	await ask(page, 'dossiers', 'saveLetter', { id, letter: typed });
	await ask(page, 'dossiers', 'setCopies', { id, copies: ['business-registration', 'representative-id'] });
	await ask(page, 'dossiers', 'merge', { id });
	await ask(page, 'dossiers', 'recordSent', { id, at: new Date().toISOString() });
	await page.reload();
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByText('HS-2026-001').first().click();
	await expect(page.getByText('Ghi nhận đã gửi bưu điện')).toBeVisible();
	await page.getByRole('button', { name: /^Ghi nhận kết quả/ }).click();
	await page.getByLabel(/^Được cấp lại/).check();
	await page
		.getByRole('alertdialog')
		.getByRole('button', { name: /^Ghi nhận/ })
		.click();
	await page.getByRole('button', { name: 'Nhập mật khẩu và serial mới…' }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog.getByText('Serial 5404 FFFE B703, VNPT-CA')).toBeVisible();
	await expect(dialog.getByRole('button', { name: /^Ghi vào tài khoản/ })).toBeDisabled();
	await dialog.getByLabel('Mật khẩu mới').first().fill('MATKHAU9');
	await page.waitForTimeout(400);
	await shoot(page, 'vi', 'kinds-10-enter');
	await dialog.getByRole('button', { name: /^Ghi vào tài khoản/ }).click();
	await expect(page.getByText(/Đã nhập thông tin mới vào tài khoản lúc/)).toBeVisible();
	expect(await ask(page, 'accounts', 'get', { companyId })).toMatchObject({
		admin: { hasPassword: true, certificateSerial: '5404FFFEB703', certificateNotAfter: '2029-01-01' },
	});
	expect(accessibilityFindings).toEqual([]);
});
