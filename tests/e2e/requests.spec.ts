import type { Locator, Page } from '@playwright/test';
import { type Application, accessibilityFindings, expect, openScreen, shoot, test } from './application.ts';
import { appPassword, newAccounts } from './prepare.ts';

/**
 * Requests to customs, step by step in the words of the public guides. The steps are
 * numbered as there: "trước khi gửi 1-3", "User code 1-3", "Terminal ID 1-3", "User ID 1-3"; "Đăng ký 1-3".
 */

const set = 'requests';
const day = 24 * 3_600_000;
/** `dd/MM/yyyy` in Viet Nam, so many days from today. */
const date = (days: number) => {
	const [year, month, dayOf] = new Date(Date.now() + 7 * 3_600_000 + days * day).toISOString().slice(0, 10).split('-');
	return `${dayOf}/${month}/${year}`;
};

const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));
const runner = (page: Page) => page.getByRole('region', { name: /^Các bước:/ });
const stepOf = (page: Page, title: string | RegExp): Locator =>
	runner(page).getByRole('listitem').filter({ hasText: title });

/** The step is the open one, in these words; ticking it goes on. */
async function tick(page: Page, title: string) {
	const step = stepOf(page, title).first();
	await expect(step).toHaveClass(/active/);
	await step.getByRole('checkbox').click();
	await expect(step.getByText(/Xong lúc/)).toBeVisible();
}

/** Records what the open step is about and confirms it. */
async function record(page: Page, act: string, confirm: string, shot?: string, fill?: () => Promise<void>) {
	await runner(page).getByRole('button', { name: act }).click();
	await expect(dialog(page)).toBeVisible();
	await fill?.();
	if (shot) await shoot(page, set, shot);
	await dialog(page).getByRole('button', { name: confirm }).click();
	await expect(dialog(page)).toHaveCount(0);
}

const answer = (page: Page, name: string, note?: string) => async () => {
	await dialog(page).getByRole('radio', { name }).check();
	if (note) await dialog(page).getByLabel('Lý do').fill(note);
};

async function clipboard({ electron }: Application) {
	return electron.evaluate((electronModule) => electronModule.clipboard.readText());
}

test('requests to customs from the first step to their effect', async ({ application }) => {
	test.setTimeout(400_000);
	const { page } = application;
	accessibilityFindings.length = 0;
	await newAccounts(page);

	await test.step('four doors while there is no request', async () => {
		await openScreen(page, 'Hủy hiệu lực');
		await expect(page.getByText('Chưa có đề nghị nào')).toBeVisible();
		await shoot(page, set, '01-no-request');
	});

	await test.step('trước khi gửi, bước 1-3: a form that was not sent is deleted', async () => {
		await page.getByRole('button', { name: /^Bản khai chưa gửi/ }).click();
		await dialog(page).getByLabel('Bản khai nào').fill('đăng ký User ID V2060005');
		await shoot(page, set, '02-delete-draft');
		await dialog(page).getByRole('button', { name: 'Bắt đầu' }).click();
		await tick(page, 'Mở trang đăng ký');
		await tick(page, 'Đăng nhập tài khoản quản trị');
		await tick(page, 'Vào chức năng “Tra cứu thông tin đăng ký”');
		await tick(page, 'Chọn ô “Đăng ký mới”, ấn “Tìm kiếm” rồi tìm đến bản khai');
		await tick(page, 'Chọn ô bên cạnh bản khai cần hủy rồi ấn “Xóa”');
		await shoot(page, set, '03-delete-draft-steps');
		await tick(page, 'Đồng ý ở màn hình xác nhận xóa');
		await record(page, 'Ghi nhận đã xóa…', 'Ghi nhận đã xóa');
		await expect(page.getByText(/^Bản khai đã xóa lúc/)).toBeVisible();
		await expect(runner(page)).toHaveCount(0);
	});

	await test.step('User ID: the dialog from the parameters form, code typed, day from tomorrow', async () => {
		await openScreen(page, 'Thông số VNACCS');
		await page.getByRole('button', { name: /V2060004/ }).click();
		await page.getByRole('button', { name: 'Hủy hiệu lực…' }).click();
		const asked = dialog(page);
		await expect(asked.getByText('Lập đề nghị hủy hiệu lực V2060004?')).toBeVisible();
		await expect(asked.getByText('Máy PC-XNK-02 đang khai báo bằng User ID này')).toBeVisible();
		await expect(asked.getByText('Terminal ID A206T3 sẽ không còn người dùng')).toBeVisible();
		await expect(asked.getByRole('button', { name: 'Giữ lại' })).toBeFocused();
		const confirm = asked.getByRole('button', { name: 'Lập đề nghị hủy' });
		await asked.getByLabel('Gõ V2060004 để xác nhận').fill('v20600');
		await expect(confirm).toBeDisabled();
		await expect(asked.getByRole('textbox', { name: 'Ngày hết hiệu lực' })).toHaveValue(date(1));
		await shoot(page, set, '04-cancel-user-id');
		await asked.getByLabel('Gõ V2060004 để xác nhận').fill('v2060004');
		await asked.getByRole('textbox', { name: 'Ngày hết hiệu lực' }).fill(date(0));
		await expect(asked.getByText('Sớm nhất là ngày mai')).toBeVisible();
		await expect(confirm).toBeDisabled();
		await asked.getByRole('textbox', { name: 'Ngày hết hiệu lực' }).fill(date(9));
		await confirm.click();
		await expect(page.getByRole('heading', { name: 'Hủy hiệu lực', exact: true })).toBeVisible();
	});

	await test.step('User ID, bước 1-2: menu, day, "Ghi", which is not sending', async () => {
		await tick(page, 'Mở trang đăng ký');
		await tick(page, 'Đăng nhập tài khoản quản trị');
		await tick(page, 'Vào “III. Hủy hiệu lực thông tin đăng ký” › “Hủy hiệu lực User ID”');
		await page.keyboard.press('F9');
		await expect.poll(() => clipboard(application)).toBe(date(9));
		await shoot(page, set, '05-fill-day');
		await tick(page, 'Tích chọn bản ghi của User ID cần hủy, nhập “Ngày hết hiệu lực”');
		await expect(stepOf(page, 'Ấn “Ghi”')).toHaveClass(/active/);
		await record(page, 'Ghi nhận đã bấm Ghi…', 'Ghi nhận đã ghi', '06-record-saved');
		await expect(page.getByText('Ghi chưa phải là gửi: đề nghị này CHƯA GỬI')).toBeVisible();
		await expect(page.getByRole('button', { name: /V2060004 Chưa gửi/ })).toBeVisible();
		await shoot(page, set, '07-not-sent');
	});

	await test.step('Today nags until it is recorded as sent, also after a restart', async () => {
		await openScreen(page, 'Hôm nay');
		await expect(page.getByText('V2060004: đã ghi nhưng CHƯA GỬI Hải quan')).toBeVisible();
		await shoot(page, set, '08-today');
		const restarted = await application.restart();
		await restarted.getByLabel('Mật khẩu ứng dụng').first().fill(appPassword);
		await restarted.keyboard.press('Enter');
		await expect(restarted.getByText('V2060004: đã ghi nhưng CHƯA GỬI Hải quan')).toBeVisible();
	});

	await continueAfterRestart(application);
	expect(accessibilityFindings).toEqual([]);
});

async function continueAfterRestart(application: Application) {
	const { page } = application;

	await test.step('User ID, bước 3: found with "Hủy sau phê duyệt", sent, approved, taking effect', async () => {
		await page.getByText('V2060004: đã ghi').locator('../..').getByRole('button', { name: 'Tiếp tục' }).click();
		await tick(page, 'Vào “Đăng ký tới Hải quan”, chọn “Hủy sau phê duyệt” để tìm bản khai hủy');
		await record(page, 'Ghi nhận đã gửi…', 'Ghi nhận đã gửi', '09-record-sent');
		await expect(page.getByText(/^Đã gửi lúc .*, chờ Hải quan phê duyệt/)).toBeVisible();
		await record(page, 'Ghi câu trả lời…', 'Ghi câu trả lời', '10-record-answer', answer(page, 'Được phê duyệt'));
		await expect(page.getByText(`có hiệu lực từ 00:00 ${date(9)} (dự kiến)`)).toBeVisible();
		await expect(page.getByText('Hải quan phê duyệt')).toBeVisible();
		await shoot(page, set, '11-awaiting-effect');
		await openScreen(page, 'Thông số VNACCS');
		await expect(page.getByText(`Sắp hủy ${date(9)}`)).toBeVisible();
	});

	await test.step('a mistake is taken back with its reason and recorded anew', async () => {
		await openScreen(page, 'Hủy hiệu lực');
		await page.getByRole('button', { name: /V2060004/ }).click();
		await page.getByRole('button', { name: 'Ghi nhầm' }).click();
		await dialog(page).getByLabel('Lý do').fill('chưa có câu trả lời');
		await dialog(page).getByRole('button', { name: 'Bỏ lần ghi nhận' }).click();
		await expect(page.getByText('Ghi nhầm, bỏ lần ghi nhận trước')).toBeVisible();
		await record(page, 'Ghi câu trả lời…', 'Ghi câu trả lời', undefined, answer(page, 'Bị từ chối', 'thiếu chữ ký'));
		await expect(page.getByText('Lý do: thiếu chữ ký. Sửa bản khai rồi gửi lại.')).toBeVisible();
		await shoot(page, set, '12-refused');
	});

	await test.step('Terminal ID, bước 1-3', async () => {
		await cancel(page, 'Hủy hiệu lực Terminal ID', 'A206T3', async () => {
			await expect(dialog(page).getByText('V2060004 (Lê Quốc Ưng) sẽ không còn máy trạm')).toBeVisible();
			await shoot(page, set, '13-cancel-terminal');
		});
		await carry(page, 'Terminal ID', 'Vào “III. Hủy hiệu lực thông tin đăng ký” › “Hủy hiệu lực Terminal ID”');
	});

	await test.step('User code, bước 1-3: everything under it, and a second consent', async () => {
		await cancel(page, 'Hủy hiệu lực User code', 'V2060', async () => {
			const asked = dialog(page);
			await expect(asked.getByText('V2060001 (Nguyễn Thị Ngọc Ẩn) dự kiến hết hiệu lực theo')).toBeVisible();
			await expect(asked.getByText('V2060004 (Lê Quốc Ưng) dự kiến hết hiệu lực theo')).toBeVisible();
			await expect(asked.getByRole('button', { name: 'Lập đề nghị hủy' })).toBeDisabled();
			await shoot(page, set, '14-cancel-user-code');
			await asked.getByLabel('Tôi hiểu và vẫn hủy User ID cuối cùng').check();
		});
		await carry(page, 'User code', 'Vào “III. Hủy hiệu lực thông tin đăng ký” › “Hủy hiệu lực thông tin User code”');
		await openScreen(page, 'Thông số VNACCS');
		await expect(page.getByText(`Sắp hủy ${date(1)}`)).toHaveCount(2);
	});

	await test.step('OE2102: a correction, a day later in effect', async () => {
		await openScreen(page, 'Hủy hiệu lực');
		await page.getByRole('button', { name: 'Sửa thông tin (OE2102)…' }).click();
		await dialog(page).getByLabel('Sửa gì').fill('Tên người khai của V2060001');
		await dialog(page).getByRole('button', { name: 'Bắt đầu' }).click();
		await tick(page, 'Mở trang đăng ký');
		await tick(page, 'Đăng nhập tài khoản quản trị');
		await tick(page, 'Vào “II. Sửa thông tin đăng ký” › “OE2102 Sửa thông tin chung và người sử dụng”');
		await tick(page, 'Thẻ “Thông tin người khai hải quan”: sửa thông tin');
		await record(page, 'Ghi nhận đã bấm Ghi…', 'Ghi nhận đã ghi');
		await expect(page.getByText('Ấn “Gửi” để ký và gửi. Ứng dụng nhắc mỗi ngày')).toBeVisible();
		await record(page, 'Ghi nhận đã gửi…', 'Ghi nhận đã gửi');
		await record(page, 'Ghi câu trả lời…', 'Ghi câu trả lời', undefined, answer(page, 'Được phê duyệt'));
		await expect(page.getByText(`${date(1)} (dự kiến)`)).toBeVisible();
		await shoot(page, set, '15-correction');
	});

	await test.step('Đăng ký, bước 1-3: signature, certificate, administrator, accounts, values, ECUS', async () => {
		await page.getByRole('button', { name: 'Đăng ký mới…' }).click();
		await dialog(page).getByRole('radio', { name: 'Chữ ký số từ xa' }).check();
		await shoot(page, set, '16-registration');
		await dialog(page).getByRole('button', { name: 'Bắt đầu' }).click();
		await tick(page, 'Chuẩn bị chữ ký số');
		await page.keyboard.press('F9');
		await expect.poll(() => clipboard(application)).toBe('0201234569');
		await page.keyboard.press('F9');
		await expect.poll(() => clipboard(application)).toBe('031180001234');
		await shoot(page, set, '17-certificate-registration');
		await tick(page, '“Doanh nghiệp đăng ký chữ ký số” trên trang Hải quan');
		await tick(page, 'Đăng ký tài khoản quản trị');
		await tick(page, 'Mở trang đăng ký và đăng nhập tài khoản quản trị');
		await tick(page, 'Đăng ký tài khoản VNACCS: mỗi chữ ký số một User ID');
		await record(page, 'Ghi nhận đã bấm Ghi…', 'Ghi nhận đã ghi');
		await record(page, 'Ghi nhận đã gửi…', 'Ghi nhận đã gửi');
		await record(page, 'Ghi câu trả lời…', 'Ghi câu trả lời', undefined, answer(page, 'Được phê duyệt'));
		await tick(page, 'Lấy thông số từ “IV. Tra cứu” › “2.OE4002”');
		await page.keyboard.press('F9');
		await expect.poll(() => clipboard(application)).toBe('V2060001');
		for (const value of ['K7Q2M9XD', 'A206T1', 'A1B2C3D4E5F6G7H8', 'intrctv.vnaccs.customs.gov.vn']) {
			await page.keyboard.press('F9');
			await expect.poll(() => clipboard(application)).toBe(value);
		}
		await shoot(page, set, '18-ecus');
		await tick(page, 'Phần mềm khai báo: “Hệ thống” › “Thiết lập thông số khai báo VNACCS”');
		await runner(page).getByRole('button', { name: 'Hoàn tất' }).click();
		await expect(runner(page)).toHaveCount(0);
		await shoot(page, set, '19-list');
	});
}

/** From the screen of requests through both dialogs. */
async function cancel(page: Page, kind: string, code: string, look: () => Promise<void>) {
	await page.getByRole('button', { name: /^Lập đề nghị hủy/ }).click();
	await dialog(page).getByRole('radio', { name: kind }).check();
	const record = dialog(page).getByRole('combobox');
	if (!(await record.textContent())?.includes(code)) {
		await record.click();
		await page.getByRole('option', { name: new RegExp(code) }).click();
	}
	await dialog(page).getByRole('button', { name: 'Tiếp' }).click();
	await look();
	await dialog(page).getByLabel(`Gõ ${code} để xác nhận`).fill(code);
	await dialog(page).getByRole('button', { name: 'Lập đề nghị hủy' }).click();
	await expect(dialog(page)).toHaveCount(0);
}

/** The three steps of the guide to the approval. */
async function carry(page: Page, what: string, menu: string) {
	await tick(page, 'Mở trang đăng ký');
	await tick(page, 'Đăng nhập tài khoản quản trị');
	await tick(page, menu);
	await tick(page, `Tích chọn bản ghi của ${what} cần hủy, nhập “Ngày hết hiệu lực”`);
	await record(page, 'Ghi nhận đã bấm Ghi…', 'Ghi nhận đã ghi');
	await tick(page, 'Vào “Đăng ký tới Hải quan”, chọn “Hủy sau phê duyệt” để tìm bản khai hủy');
	await record(page, 'Ghi nhận đã gửi…', 'Ghi nhận đã gửi');
	await record(page, 'Ghi câu trả lời…', 'Ghi câu trả lời', undefined, answer(page, 'Được phê duyệt'));
	await expect(page.getByText(/có hiệu lực từ .* \(dự kiến\)/)).toBeVisible();
}
