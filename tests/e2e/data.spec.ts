import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
	accessibilityFindings,
	answerOpenDialog,
	answerSaveDialog,
	expect,
	openScreen,
	shoot,
	test,
} from './application.ts';

/** Data in and out: a table with bad rows, OE4002, the hand-over file, quick search and error help. */

const appPassword = 'con cò lặn lội bờ sông';
const filePassword = 'mật khẩu riêng của tệp';
const taxCode = '0201234569';

test('a day of moving data', async ({ application }) => {
	test.setTimeout(400_000);
	const { page, folder } = application;
	await firstRun(page);

	await test.step('500 rows with 20 bad ones: each reason is shown, the good ones come in as one act', async () => {
		await open(page, 'nhap xuat', 'Nhập, xuất và bàn giao tài khoản');
		await shoot(page, 'vi', '60-import-empty');
		const table = join(folder, 'tài khoản.csv');
		writeFileSync(table, makeTable());
		await answerOpenDialog(application, table);
		await page.getByRole('button', { name: 'Chọn tệp để nhập…' }).click();
		await expect(page.getByRole('button', { name: /^Bị loại 20$/ })).toBeVisible({ timeout: 30_000 });
		await page.getByRole('button', { name: /^Bị loại 20$/ }).click();
		const refused = page.locator('.transfer-rows tbody tr');
		await expect(refused).toHaveCount(20);
		for (const row of await refused.all()) await expect(row.locator('.transfer-error').first()).toHaveText(/\S.{15,}/);
		await shoot(page, 'vi', '61-import-refused');
		await page.getByRole('button', { name: /^Bị loại 20$/ }).click();
		await page.getByRole('button', { name: 'Nhập 480 dòng' }).click();
		await expect(page.getByText('Đã nhập: 480 thêm mới, 0 cập nhật, 0 không đổi, 20 bị loại.')).toBeVisible({
			timeout: 30_000,
		});
		await shoot(page, 'vi', '62-import-done');
	});

	await test.step('OE4002: paste, compare, save, undo', async () => {
		await openScreen(page, 'Kết quả OE4002');
		await expect(page.getByRole('heading', { name: 'Kết quả OE4002' })).toBeVisible();
		await shoot(page, 'vi', '63-oe4002-empty');
		await page.getByRole('textbox', { name: '1. Dán nội dung OE4002' }).fill(oe4002);
		await expect(page.getByText('Nhận ra 3 User ID, 2 máy trạm.')).toBeVisible();
		await expect(page.getByText('Sửa họ tên', { exact: true })).toBeVisible();
		const absent = page.getByRole('checkbox', { name: 'Ghi thay đổi của V2060003' });
		await expect(absent).not.toBeChecked();
		await shoot(page, 'vi', '64-oe4002-compare');
		await page.getByRole('button', { name: /^Ghi 3 thay đổi/ }).click();
		await expect(page.getByText('Đã ghi 3 thay đổi').first()).toBeVisible();
		await expect(page.getByText(/Lần đối chiếu trước/)).toBeVisible();
		await shoot(page, 'vi', '65-oe4002-saved');
		await page.getByRole('button', { name: 'Hoàn tác lần ghi' }).click();
		await expect(page.getByText('Sửa họ tên', { exact: true })).toBeVisible();
		await page.getByRole('textbox', { name: '1. Dán nội dung OE4002' }).fill('Xin chào 123\nKhông phải OE4002');
		await expect(page.getByText(/Chưa nhận ra User ID/)).toBeVisible();
		await shoot(page, 'vi', '66-oe4002-nothing');
	});

	const handover = join(folder, 'bàn giao.vnkr');
	await test.step('a hand-over file with passwords, behind the application password', async () => {
		await open(page, 'ban giao', 'Nhập, xuất và bàn giao tài khoản');
		await page.getByRole('button', { name: 'Xuất…' }).click();
		await page.getByLabel('Kèm mật khẩu và khóa truy cập').check();
		await page.getByLabel('Mật khẩu ứng dụng').fill('không phải mật khẩu này');
		await page.getByLabel('Mật khẩu của tệp').fill(filePassword);
		await shoot(page, 'vi', '67-export');
		await answerSaveDialog(application, handover);
		await page.getByRole('button', { name: 'Lưu tệp…' }).click();
		await expect(page.getByRole('alert').filter({ hasText: 'mật khẩu' }).first()).toBeVisible();
		expect(() => readFileSync(handover)).toThrow();
		await page.getByLabel('Mật khẩu ứng dụng').fill(appPassword);
		await page.getByRole('button', { name: 'Lưu tệp…' }).click();
		await expect(page.getByText('Đã lưu bàn giao.vnkr').first()).toBeVisible({ timeout: 20_000 });
		expect(readFileSync(handover).includes('MATKHAU1')).toBe(false);
	});

	await test.step('the printed sheet masks secrets unless asked', async () => {
		const sheet = join(folder, 'bàn giao.pdf');
		await answerSaveDialog(application, sheet);
		await page.getByRole('button', { name: 'Bản in bàn giao…' }).click();
		await page.getByRole('button', { name: 'Lưu tệp…' }).click();
		await expect(page.getByText('Đã lưu bàn giao.pdf').first()).toBeVisible({ timeout: 20_000 });
		expect(readFileSync(sheet).subarray(0, 5).toString()).toBe('%PDF-');
	});

	await test.step('the same file back: wrong password told, nothing new in it', async () => {
		await answerOpenDialog(application, handover);
		await page.getByRole('button', { name: 'Chọn tệp để nhập…' }).click();
		await page.getByLabel('Mật khẩu của tệp bàn giao').fill('sai');
		await page.getByRole('button', { name: 'Mở tệp' }).click();
		await expect(page.getByText('Mật khẩu tệp bàn giao không đúng')).toBeVisible();
		await shoot(page, 'vi', '68-handover-password');
		await page.getByLabel('Mật khẩu của tệp bàn giao').fill(filePassword);
		await page.getByRole('button', { name: 'Mở tệp' }).click();
		await expect(page.getByRole('button', { name: 'Nhập 0 dòng' })).toBeDisabled({ timeout: 20_000 });
		await shoot(page, 'vi', '69-handover-same');
		await page.getByRole('button', { name: 'Bỏ qua' }).click();
	});

	await test.step('quick search finds records, codes and screens by keyboard', async () => {
		await page.keyboard.press('Control+K');
		await page.keyboard.type('ngoc an');
		await expect(page.getByRole('option').filter({ hasText: 'V2060001' })).toBeVisible();
		await shoot(page, 'vi', '70-search');
		await page.getByRole('combobox', { name: 'Tìm nhanh' }).fill('a0018');
		await expect(page.getByRole('option').filter({ hasText: 'Khóa truy cập không hợp lệ' })).toBeVisible();
		await page.keyboard.press('Enter');
		await expect(page.getByText('Chép lại khóa truy cập từ OE4002')).toBeVisible();
		await page.waitForTimeout(400);
		await shoot(page, 'vi', '71-error-code');
		await page.keyboard.press('Escape');
		await page.keyboard.press('Control+K');
		await page.keyboard.type('V2060002');
		// Enter before the list has followed: it once opened what an older list showed first.
		await page.keyboard.press('Enter');
		await expect(page.getByRole('textbox', { name: 'Mã người sử dụng (User ID)' })).toHaveValue('V2060002');
		await page.getByRole('button', { name: 'Mã lỗi liên quan' }).first().click();
		await expect(page.getByText('E574')).toBeVisible();
		await page.keyboard.press('Escape');
		await shoot(page, 'vi', '72-parameters-with-help');
	});

	expect(accessibilityFindings).toEqual([]);
});

const oe4002 = `Thông tin người khai hải quan
STT\tUser ID\tHọ và tên
1\tV2060001\tNguyễn Thị Ngọc Ẩn
2\tV2060002\tTrần Văn Phong
3\tV2060999\tĐỗ Quỳnh Như
Máy tính
STT\tTerminal ID\tKhóa truy cập
1\tA206T1\tKHOA1234TRUYCAP9
2\tA206T2\t9KHOA2`;

/** Three User IDs of the company at hand, the rest of other companies, 20 of them wrong in one way each. */
function makeTable(): string {
	const heading =
		'Mã số thuế;Tên doanh nghiệp;Họ và tên người khai;Mã người sử dụng (User ID);Mật khẩu (Password);Mã số máy trạm (Terminal ID);Khóa truy cập (Access key);Hết hiệu lực';
	const own = [
		`${taxCode};;Nguyễn Thị Ngọc Ẩn;V2060001;MATKHAU1;A206T1;KHOA1234TRUYCAP9;31/12/2027`,
		`${taxCode};;Trần Văn Phú;V2060002;;A206T1;;`,
		`${taxCode};;Đỗ Thị Hường;V2060003;;;;`,
	];
	const bad = [
		'100109106;;Mất số 0;V3000001;;;;',
		';;Thiếu MST;V3000002;;;;',
		'0100109106;;Thiếu User ID;;;;;',
		'0100109106;;Sáu ký tự;V30000;;;;',
		'0100109106;;Chữ có dấu;Đ3000003;;;;',
		'0100109106;;Mật khẩu dài;V3000004;MATKHAU123;;;',
		'0100109106;;Mật khẩu thường;V3000005;matkhau1;;;',
		'0100109106;;Máy trạm ngắn;V3000006;;A20;;',
		'0100109106;;Khóa dài;V3000007;;A206T3;KHOATRUYCAPQUADAI1;',
		'0100109106;;Ngày sai;V3000008;;;;31/02/2027',
	];
	const rest = Array.from({ length: 477 }, (_one, place) => {
		const number = String(place).padStart(3, '0');
		return `0100109106;Công ty Cổ phần Mẫu;Người khai ${number};W${String(1000 + Math.floor(place / 100))}${number};;;;`;
	});
	const twice = bad.map((row) => row.replace('V30000', 'V40000'));
	return `${[heading, ...own, ...bad, ...rest, ...twice].join('\n')}\n`;
}

async function firstRun(page: Page) {
	await page.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill(appPassword);
	await page.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill(appPassword);
	await page.getByRole('button', { name: 'Tạo mật khẩu' }).click();
	await page.getByLabel('Tôi đã in hoặc cất mã này').check();
	await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).click();
	await page.getByLabel('Mã số thuế').fill(taxCode);
	await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH XNK Đường Trần Phú');
	await page.getByRole('button', { name: 'Ghi' }).click();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}

/** A screen through the quick search. */
async function open(page: Page, query: string, screen: string) {
	await page.keyboard.press('Control+K');
	await page.keyboard.type(query);
	await expect(page.getByRole('option').filter({ hasText: screen })).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Nhập, xuất tài khoản' })).toBeVisible();
}
