import type { Page } from '@playwright/test';
import { accessibilityFindings, expect, shoot, test } from './application.ts';

/** A company, two terminals and two User IDs typed with the keyboard alone; then what the screen knows of them. */

const appPassword = 'con cò lặn lội bờ sông';
const set = 'parameters';

/** The field with the focus has this label; the text is typed and Enter goes on. */
async function enter(page: Page, label: string, text: string) {
	const field = page.locator(':focus');
	await expect(field, label).toHaveAccessibleName(new RegExp(label.replaceAll(/[()]/g, '\\$&')));
	if (text !== '') await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}

async function enterAll(page: Page, texts: [string, string][]) {
	for (const [label, text] of texts) await enter(page, label, text);
}

const representative: [string, string][] = [
	['Họ và tên', 'Nguyễn Thị Ngọc Ẩn'],
	['Chức danh', 'Giám đốc'],
	['Loại giấy tờ', ''],
	['Số giấy tờ', '031180001234'],
	['Ngày cấp', '05122021'],
	['Nơi cấp', 'Cục Cảnh sát QLHC về TTXH'],
];

/** From the first field of the form on; the focus ends on `Ghi`. */
async function userId(page: Page, name: string, userCode: string, id: string, password: string) {
	await enterAll(page, [
		['Họ và tên người khai', name],
		['Thư điện tử', ''],
		['Mã đơn vị (User code)', userCode],
		['Mã người sử dụng (User ID)', id],
		['Mật khẩu (Password)', password],
	]);
}

test('a company, its terminals and User IDs by keyboard only', async ({ application }) => {
	test.setTimeout(240_000);
	const { page } = application;
	accessibilityFindings.length = 0;

	await test.step('first run', async () => {
		await page.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill(appPassword);
		await page.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill(appPassword);
		await page.keyboard.press('Enter');
		await page.getByLabel('Tôi đã in hoặc cất mã này').check();
		await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).press('Enter');
		await enterAll(page, [
			['Mã số thuế', '0201234569'],
			['Tên doanh nghiệp', 'Công ty TNHH XNK Đường Trần Phú'],
			['Tên viết tắt', 'ĐTP'],
			['Địa chỉ trụ sở', '18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng'],
			['Điện thoại liên hệ', '0225 3123 456'],
			['Thư điện tử nhận kết quả', 'xnk@duongtranphu.vn'],
			['Địa danh ghi trên công văn', 'Hải Phòng'],
			...representative,
		]);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
	});

	await test.step('the rest of the company', async () => {
		await page.keyboard.press('Control+d');
		await page.getByRole('button', { name: 'Sửa doanh nghiệp này' }).press('Enter');
		await expect(page.getByRole('tab', { name: 'Doanh nghiệp' })).toBeVisible();
		await page.getByLabel('Địa danh ghi trên công văn').focus();
		await enterAll(page, [
			['Địa danh ghi trên công văn', ''],
			['Số fax', '0225 3123 457'],
			['Loại doanh nghiệp', ''],
			['Tên người liên hệ', 'Trần Văn Phú'],
			['Số máy người liên hệ', '0912 345 678'],
			['Hộp thư người liên hệ', 'phu@duongtranphu.vn'],
			['Mã đơn vị Hải quan', '03CC'],
			['Chi cục Hải quan (VNACCS)', 'Hải quan cửa khẩu cảng Hải Phòng KV I'],
			['Địa chỉ khai báo VNACCS', ''],
			['Máy chủ proxy', '10.0.0.1:8080'],
		]);
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi Công ty TNHH XNK Đường Trần Phú').first()).toBeVisible();
		await shoot(page, set, '01-company');
		await page.getByRole('tab', { name: 'Tài khoản quản trị' }).click();
		await page.getByLabel('Mật khẩu', { exact: true }).fill('QUANTRI1');
		await page.getByLabel('Số serial chứng thư').fill('5404FFFEB7033FB3');
		await page.getByLabel('Hết hiệu lực').first().fill('24122026');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi tài khoản').first()).toBeVisible();
		await page.getByRole('button', { name: 'Xem lịch sử' }).click();
		await shoot(page, set, '02-administrator');
		await page.getByRole('tab', { name: 'Một cửa quốc gia' }).click();
		await page.getByLabel('Tên đăng nhập').fill('duongtranphu');
		await page.getByLabel('Hộp thư đã đăng ký').fill('xnk@duongtranphu.vn');
		await page.getByLabel('Mật khẩu', { exact: true }).fill('MotCua#2026');
		await shoot(page, set, '03-national-single-window');
		await page.keyboard.press('Control+2');
		await expect(page.getByText('Nếu không ghi, nội dung vừa nhập')).toBeVisible();
		await page.keyboard.press('Alt+g');
		await expect(page.getByRole('alertdialog')).toHaveCount(0);
		await expect(page.getByRole('heading', { name: 'Thiết lập thông số khai báo VNACCS' })).toBeVisible();
	});

	await test.step('two User IDs with a terminal each', async () => {
		await page.keyboard.press('F2');
		await userId(page, 'Nguyễn Thị Ngọc Ẩn', 'V2060', 'v2060001', 'K7Q2M9XD');
		await enterAll(page, [
			['Mã số máy trạm (Terminal ID)', 'a206t1'],
			['Khóa truy cập (Access key)', 'A1B2C3D4E5F6G7H8'],
			['Máy tính sử dụng', 'PC-XNK-03'],
			// The first Enter takes the name from the list that typing opens.
			['Nhà cung cấp', 'VNPT-CA'],
			['Nhà cung cấp', ''],
			['Số serial chứng thư', '5404FFFEB7033FB316D672200C4D2A11'],
			['Hiệu lực từ', '01012026'],
			['Hết hiệu lực', '24122027'],
			['Tình trạng đăng ký', ''],
			['Dùng được từ ngày', ''],
			['Hủy hiệu lực từ ngày', ''],
		]);
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã ghi V2060001').first()).toBeVisible();
		await page.keyboard.press('F2');
		await userId(page, 'Trần Văn Phú', '', 'V2060002', 'R4T8W2YK');
		await enterAll(page, [
			['Mã số máy trạm (Terminal ID)', 'A206T2'],
			['Khóa truy cập (Access key)', 'Z9Y8X7W6V5U4T3S2'],
			['Máy tính sử dụng', 'PC-KHO-01'],
		]);
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi V2060002').first()).toBeVisible();
		await shoot(page, set, '04-two-user-ids');
	});

	await test.step('F8 lists the terminals, a shared one says so', async () => {
		const terminal = page.locator('input[name="terminalId"]');
		await terminal.focus();
		await page.keyboard.press('F8');
		await expect(page.getByRole('menuitem', { name: /A206T1/ })).toBeVisible();
		await shoot(page, set, '05-terminal-list');
		await page.getByRole('menuitem', { name: /A206T1/ }).press('Enter');
		await expect(terminal).toHaveValue('A206T1');
		await expect(page.getByText('Dùng chung với V2060001')).toBeVisible();
		await expect(page.getByLabel('Máy tính sử dụng')).toHaveValue('PC-XNK-03');
		await page.keyboard.press('Control+s');
		await expect(page.getByText(/chưa có thay đổi/)).toBeVisible();
	});

	await test.step('check lists every problem, each a link to its field', async () => {
		await page.locator('input[name="userId"]').fill('V206100O');
		await page.getByLabel('Số serial chứng thư').fill('12345678901234567');
		await page.getByLabel('Hết hiệu lực', { exact: true }).fill('1/2/2026');
		await page.keyboard.press('Alt+k');
		const summary = page.getByRole('alert').first();
		await expect(summary).toContainText('chỗ cần sửa');
		await shoot(page, set, '06-check');
		await summary.getByRole('button', { name: /phải bắt đầu bằng mã đơn vị V2060/ }).press('Enter');
		await expect(page.locator(':focus')).toHaveAccessibleName(/User ID/);
		await summary.getByRole('button', { name: /hết hiệu lực; gia hạn/ }).press('Enter');
		await expect(page.locator(':focus')).toHaveAccessibleName(/Hết hiệu lực/);
		await application.electron.evaluate(({ clipboard }) => clipboard.writeText(' V2060002\u200b\n'));
		await page.locator('input[name="userId"]').selectText();
		await page.keyboard.press('Control+v');
		await expect(page.locator('input[name="userId"]')).toHaveValue('V2060002');
		await expect(page.getByText('Đã bỏ 3 khoảng trắng hoặc ký tự ẩn khi dán')).toBeVisible();
		await page.getByLabel('Số serial chứng thư').fill('');
		await page.getByLabel('Hết hiệu lực', { exact: true }).fill('');
		await page.keyboard.press('Control+s');
		await expect(page.getByText(/chưa có thay đổi/)).toBeVisible();
	});

	await test.step('a generated password is in the history as soon as it is seen', async () => {
		await page.getByRole('button', { name: 'Tạo giá trị mới cho Mật khẩu (Password)' }).press('Enter');
		const password = page.locator('input[name="password"]');
		await expect(password).toHaveValue(/^[A-HJ-NP-Z2-9]{8}$/);
		const made = await password.inputValue();
		await shoot(page, set, '07-generated');
		await page.getByRole('tab', { name: 'Lịch sử mật khẩu' }).click();
		await expect(page.getByRole('cell', { name: 'Chuẩn bị sẵn' })).toBeVisible();
		expect(await page.locator('table').textContent()).not.toContain(made);
		await page
			.getByRole('button', { name: /^Hiện mật khẩu ngày/ })
			.first()
			.press('Enter');
		await expect(page.locator('table')).toContainText(made);
		await shoot(page, set, '08-history');
		await page.getByRole('tab', { name: 'Thông số' }).click();
		await page.keyboard.press('Control+s');
		await expect(page.getByText(/chưa có thay đổi/)).toBeVisible();
	});

	await test.step('Ctrl+H shows the password while it is held', async () => {
		const password = page.locator('input[name="password"]');
		await page.keyboard.down('Control');
		await page.keyboard.down('h');
		await expect(password).toHaveValue(/^[A-HJ-NP-Z2-9]{8}$/);
		await page.keyboard.up('h');
		await page.keyboard.up('Control');
		await expect(password).toHaveValue('');
	});

	await test.step('terminals and log', async () => {
		await page.getByRole('tab', { name: 'Máy trạm (2)' }).click();
		await expect(page.getByRole('row', { name: /A206T1.*V2060001, V2060002/ })).toBeVisible();
		await shoot(page, set, '09-terminals');
		await page.getByRole('button', { name: 'Sửa máy trạm A206T2' }).press('Enter');
		await expect(page.getByRole('alertdialog')).toBeVisible();
		await page.getByRole('alertdialog').locator('input[name="endsOn"]').fill('01072026');
		await shoot(page, set, '10-terminal');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã hủy hiệu lực')).toBeVisible();
		await page.getByRole('tab', { name: 'Nhật ký' }).click();
		await expect(page.getByText('Tạo mật khẩu mới').first()).toBeVisible();
		await shoot(page, set, '11-log');
	});

	await test.step('F6 goes through the parts of the window', async () => {
		const within = () =>
			page.evaluate(
				() => document.activeElement?.closest('.top-bar, .rail, .list-pane, .form-card, .status-bar')?.className,
			);
		await page.getByRole('button', { name: /Khóa/ }).first().focus();
		const seen: (string | undefined)[] = [];
		for (let step = 0; step < 5; step++) {
			await page.keyboard.press('F6');
			seen.push((await within())?.split(' ').at(-1));
		}
		expect(seen).toEqual(['rail', 'list-pane', 'form-card', 'status-bar', 'top-bar']);
	});

	await test.step('a company goes only after its tax code was typed', async () => {
		await page.keyboard.press('Control+d');
		await page.getByRole('button', { name: 'Thêm doanh nghiệp' }).press('Enter');
		await enterAll(page, [
			['Mã số thuế', '0101234565'],
			['Tên doanh nghiệp', 'Công ty TNHH May Mỹ Đình'],
		]);
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi Công ty TNHH May Mỹ Đình').first()).toBeVisible();
		await page.keyboard.press('Control+d');
		await page.keyboard.type('phu tran 02');
		await expect(page.locator('.company-choice')).toHaveCount(1);
		await shoot(page, set, '12-picker');
		await page.keyboard.press('Escape');
		await expect(page.locator('.company-choice')).toHaveCount(0);
		await page.getByRole('button', { name: 'Xóa doanh nghiệp…' }).press('Enter');
		const dialog = page.getByRole('alertdialog');
		await expect(dialog.getByRole('button', { name: 'Xóa doanh nghiệp' })).toBeDisabled();
		await page.keyboard.type('0101234565');
		await shoot(page, set, '13-delete-company');
		await dialog.getByRole('button', { name: 'Xóa doanh nghiệp' }).press('Enter');
		await expect(page.getByText('Đã xóa Công ty TNHH May Mỹ Đình').first()).toBeVisible();
		await expect(page.locator('.company-button')).toContainText('0201234569');
	});

	await test.step('hundreds of companies: only those in view are drawn, any part finds one', async () => {
		await page.evaluate(async () => {
			const [first] = await window.keyring.companies.list({}).then((list) => (list.ok ? list.value : []));
			if (!first) throw new Error('no company');
			const { id: _id, ...draft } = first;
			for (let n = 0; n < 300; n++) {
				const customer = { ...draft, kind: 'customer' as const, taxCode: `0309${String(100_000 + n)}` };
				await window.keyring.companies.save({ ...customer, name: `Công ty Khách Hàng ${n}` });
			}
		});
		await expect(page.getByText('301 doanh nghiệp')).toBeVisible();
		expect(await page.locator('.list-row').count()).toBeLessThan(60);
		await shoot(page, set, '14-many-companies');
		await page.keyboard.press('Control+d');
		await page.keyboard.type('hang 0309 khach 299');
		await expect(page.locator('.company-choice')).toHaveCount(1);
		await page.keyboard.press('Enter');
		await expect(page.locator('.company-button')).toContainText('Công ty Khách Hàng 299');
	});

	expect(accessibilityFindings).toEqual([]);
});
