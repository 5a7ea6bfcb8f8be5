import type { Page } from '@playwright/test';
import { inUse } from '../../shared/domain/validity.ts';
import { type Application, accessibilityFindings, expect, openScreen, shoot, test } from './application.ts';
import { appPassword, ask, sampleCompany } from './prepare.ts';

/** Every password procedure of the guides (changing passwords, section 2; looking up the account, step 4), step by step. */

const set = 'passwords';

const certificate = {
	certificateProvider: 'VNPT-CA',
	certificateSerial: '5404FFFEB7033FB3',
	certificateNotBefore: '2024-01-01',
	certificateNotAfter: '2028-12-24',
	certificateSubject: '',
	certificateTaxCode: '',
};

/** A company with two User IDs, its administrator and National Single Window accounts, as they are after a first day. */
async function prepare(page: Page) {
	await ask(page, 'vault', 'create', { password: appPassword });
	const { id: companyId } = (await ask(page, 'companies', 'save', sampleCompany)) as { id: string };
	for (const [userId, declarantName, password, terminalId] of [
		['V2060001', 'Nguyễn Thị Ngọc Ẩn', 'MATKHAU1', 'A206T1'],
		['V2060002', 'Trần Văn Phú', 'MATKHAU2', 'A206T2'],
	] as const) {
		await ask(page, 'parameters', 'save', {
			...{ companyId, declarantName, email: '', userCode: 'V2060', userId, password, ...certificate, ...inUse },
			terminal: { terminalId, computer: '', accessKey: 'KHOA1234TRUYCAP9' },
		});
	}
	await ask(page, 'accounts', 'saveAdmin', { companyId, ...certificate, password: 'QuanTri#1' });
	await ask(page, 'accounts', 'saveNsw', { companyId, login: '0201234569', mailbox: 'xnk@duongtranphu.vn' });
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}

async function unlock(page: Page) {
	await page.getByLabel('Mật khẩu ứng dụng').first().fill(appPassword);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}

const door = (page: Page, name: string) =>
	page.getByLabel('Các cách đổi mật khẩu').getByRole('button', { name: new RegExp(`^${name}`) });
async function tick(page: Page, step: number) {
	const box = page.getByLabel(`Đánh dấu xong bước ${step}`, { exact: true });
	await box.click();
	await expect(box).toBeChecked();
}
const clipboard = ({ electron }: Application) => electron.evaluate(({ clipboard }) => clipboard.readText());

/** F9 copies the fields of the step, one after the other; answers what stood on the clipboard each time. */
async function copyAll(application: Application, fields: string[]) {
	const values: string[] = [];
	// Keys of the page rest while a dialog is still closing.
	await expect(application.page.locator('[role="dialog"][aria-modal="true"], [role="alertdialog"]')).toHaveCount(0);
	for (const field of fields) {
		await application.page.keyboard.press('F9');
		await expect(application.page.getByText(`Đã chép: dán vào ô “${field}”`)).toBeVisible();
		values.push(await clipboard(application));
	}
	return values;
}

/** The browser is not opened; answers the address it would have been opened with. */
async function openPortal({ electron, page }: Application, shot?: string) {
	await electron.evaluate(({ shell }) => {
		shell.openExternal = async (url) => {
			(globalThis as { opened?: string }).opened = url;
		};
	});
	await page.getByRole('button', { name: 'Mở trang đăng ký…' }).click();
	if (shot) await shoot(page, set, shot);
	await page.getByRole('button', { name: 'Mở trang', exact: true }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	return electron.evaluate(() => (globalThis as { opened?: string }).opened);
}

test('passwords: every numbered procedure of the guides', async ({ application }) => {
	test.setTimeout(500_000);
	let { page } = application;
	accessibilityFindings.length = 0;
	await prepare(page);
	let fresh = '';

	await test.step('Cấp mới password cho User ID: steps 1 to 3, with the fields copied one by one', async () => {
		await page.getByRole('button', { name: 'Đổi mật khẩu' }).first().click();
		await expect(page.getByRole('heading', { name: 'Đổi mật khẩu', exact: true })).toBeVisible();
		await shoot(page, set, '01-issue');
		await page.keyboard.press('Control+Enter');
		await page.getByRole('button', { name: 'Tạo giá trị mới cho Mật khẩu mới' }).click();
		await expect(page.getByLabel('Mật khẩu mới', { exact: true })).toHaveValue(/^[A-HJ-NP-Z2-9]{8}$/);
		await expect(page.getByText('Khác mật khẩu đang lưu và các mật khẩu cũ đúng')).toBeVisible();
		fresh = await page.getByLabel('Mật khẩu mới', { exact: true }).inputValue();
		await shoot(page, set, '02-prepare');
		await page.getByRole('button', { name: 'Dùng mật khẩu này' }).click();
		await application.electron.evaluate(({ shell }) => {
			shell.openExternal = () => Promise.reject(new Error('no browser'));
		});
		await page.getByRole('button', { name: 'Mở trang đăng ký…' }).click();
		await page.getByRole('button', { name: 'Mở trang', exact: true }).click();
		await expect(page.getByText('Không mở được trình duyệt')).toBeVisible();
		await page.getByRole('button', { name: 'Hủy bỏ' }).click();
		expect(await openPortal(application, '03-open-portal')).toBe('https://dknsd.customs.gov.vn/');
		expect(await copyAll(application, ['Mã số thuế', 'Mật khẩu (tài khoản quản trị)'])).toEqual([
			'0201234569',
			'QuanTri#1',
		]);
		await tick(page, 3);
		await expect(page.getByText('Màn hình Cấp mới password cho User ID hiện ra.')).toBeVisible();
		await tick(page, 4);
		expect(await copyAll(application, ['User ID', 'Mật khẩu mới', 'Xác nhận lại mật khẩu'])).toEqual([
			'V2060001',
			fresh,
			fresh,
		]);
		await shoot(page, set, '04-copy');
		expect(await page.content()).not.toContain(fresh);
		await tick(page, 5);
		await tick(page, 6);
	});

	await test.step('the answer "Cấp password mới thành công" starts the 24 hours', async () => {
		await page.getByRole('button', { name: 'Ghi kết quả…' }).click();
		await page.getByText('Cấp password mới thành công').last().click();
		await expect(page.getByText('V2060001 có thể chưa truyền được tờ khai.')).toBeVisible();
		await expect(page.getByRole('dialog').or(page.getByRole('alertdialog')).getByText('dùng V2060002')).toBeVisible();
		await shoot(page, set, '05-record');
		await page.getByRole('button', { name: 'Ghi và bắt đầu đếm 24 giờ' }).click();
		await expect(page.getByText(/V2060001: Truyền tờ khai được sau 2[34]:/)).toBeVisible();
		await shoot(page, set, '06-waiting');
		await page.getByRole('tab', { name: 'Lịch sử mật khẩu' }).click();
		await expect(page.getByText('Chờ hiệu lực', { exact: true })).toBeVisible();
		await shoot(page, set, '07-history');
	});

	await test.step('the wait shows on the parameters and on the first screen, with another User ID', async () => {
		await page.keyboard.press('Control+2');
		await expect(page.getByText(/^Truyền tờ khai được sau/)).toBeVisible();
		await page.getByRole('button', { name: 'Chép V2060002' }).click();
		await expect.poll(() => clipboard(application)).toBe('V2060002');
		await shoot(page, set, '08-parameters');
		await page.keyboard.press('Control+1');
		await expect(page.getByRole('heading', { name: 'Chờ hiệu lực 24 giờ' })).toBeVisible();
	});

	await test.step('User ID tự đổi: the same steps with the old password; a restart in the middle loses nothing', async () => {
		await openScreen(page, 'Đổi mật khẩu');
		await door(page, 'User ID tự đổi').click();
		await expect(page.getByText('Đổi lần nữa trong lúc này thì 24 giờ đếm lại từ đầu.')).toBeVisible();
		await page.keyboard.press('Control+Enter');
		await page.getByLabel('Mật khẩu mới', { exact: true }).fill(fresh);
		await expect(page.getByText('Khác mật khẩu đang lưu và các mật khẩu cũ chưa đúng')).toBeVisible();
		await page.getByLabel('Mật khẩu mới', { exact: true }).fill('TUDOI2K7');
		await page.getByRole('button', { name: 'Dùng mật khẩu này' }).click();
		await openPortal(application);
		page = await application.restart();
		await unlock(page);
		await expect(page.getByText('User ID tự đổi mật khẩu đang làm dở')).toBeVisible();
		await expect(page.getByText('2/6 bước')).toBeVisible();
		await expect(page.getByText('Mật khẩu V2060001 đang chờ hiệu lực')).toBeVisible();
		await shoot(page, set, '09-today-after-restart');
		await page.locator('.task', { hasText: 'đang làm dở' }).getByRole('button', { name: 'Tiếp tục' }).click();
		await tick(page, 3);
		expect(await copyAll(application, ['User ID', 'Mật khẩu cũ', 'Mật khẩu mới', 'Nhập lại mật khẩu mới'])).toEqual([
			'V2060001',
			fresh,
			'TUDOI2K7',
			'TUDOI2K7',
		]);
		await shoot(page, set, '10-own');
		await tick(page, 4);
		await tick(page, 5);
		await page.getByRole('button', { name: 'Ghi kết quả…' }).click();
		await expect(page.getByText(/lần đổi này đếm lại 24 giờ từ đầu/)).toBeVisible();
		await shoot(page, set, '11-own-record');
		await page.getByRole('button', { name: 'Ghi và bắt đầu đếm 24 giờ' }).click();
		await expect(page.getByText(/V2060001: Truyền tờ khai được sau/)).toBeVisible();
	});

	await test.step('a change recorded by mistake is undone with its reason and stays in the history', async () => {
		await page.getByRole('tab', { name: 'Lịch sử mật khẩu' }).click();
		await page.getByRole('button', { name: 'Ghi nhầm…' }).first().click();
		await page.getByLabel('Lý do').fill('Trang báo lỗi, mật khẩu chưa đổi');
		await shoot(page, set, '12-undo');
		await page.getByRole('button', { name: 'Đánh dấu ghi nhầm' }).click();
		await expect(page.getByText('Trang báo lỗi, mật khẩu chưa đổi')).toBeVisible();
		await shoot(page, set, '13-history-undone');
	});

	await test.step('Kiểm tra mật khẩu: the danger first, then "Mật khẩu trùng với mật khẩu cũ"', async () => {
		await door(page, 'Kiểm tra mật khẩu').click();
		await page.getByRole('combobox', { name: 'User ID' }).click();
		await page.getByRole('option', { name: /V2060002/ }).click();
		await page.keyboard.press('Control+Enter');
		await expect(page.getByRole('button', { name: 'Hủy bỏ' })).toBeFocused();
		await shoot(page, set, '14-check-consent');
		await page.getByRole('button', { name: 'Tôi hiểu, mở hướng dẫn' }).click();
		await openPortal(application);
		await tick(page, 2);
		await tick(page, 3);
		expect(await copyAll(application, ['User ID', 'Mật khẩu mới', 'Xác nhận lại mật khẩu'])).toEqual([
			'V2060002',
			'MATKHAU2',
			'MATKHAU2',
		]);
		await tick(page, 4);
		await tick(page, 5);
		await page.getByRole('button', { name: 'Ghi kết quả…' }).click();
		await page
			.getByRole('button', { name: 'Ghi', exact: true })
			.or(page.getByRole('button', { name: /^Ghi Ctrl S/ }))
			.click();
		await expect(page.getByText('Chọn câu trả lời của trang Hải quan')).toBeVisible();
		await page.getByText('Mật khẩu trùng với mật khẩu cũ').last().click();
		await expect(page.getByText('Mật khẩu này dùng được ngay.')).toBeVisible();
		await shoot(page, set, '15-check-record');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi mật khẩu của V2060002').first()).toBeVisible();
		await expect(page.getByText(/V2060002: Truyền tờ khai được sau/)).toHaveCount(0);
	});

	await test.step('the end of a wait is told once, without a name', async () => {
		await application.electron.evaluate(({ Notification }) => {
			const shown: string[] = [];
			Object.assign(globalThis, { shown });
			Notification.prototype.show = function show(this: { title: string; body: string }) {
				shown.push(`${this.title}: ${this.body}`);
			};
		});
		await door(page, 'Cấp mới password cho User ID').click();
		await page.getByRole('button', { name: 'Đã đổi rồi: ghi kết quả…' }).click();
		await page
			.getByRole('alertdialog')
			.getByLabel(/^Mật khẩu mới/)
			.fill('HETGIO24');
		await page.getByLabel(/^Xác nhận lại mật khẩu/).fill('HETGIO24');
		await page.getByText('Cấp password mới thành công').last().click();
		const soon = new Date(Date.now() + (7 - 24) * 3_600_000 + 60_000).toISOString();
		await page.getByLabel('Thời điểm đổi').fill(soon.slice(11, 16));
		await page.getByRole('textbox', { name: 'Ngày đổi' }).fill(soon.slice(0, 10).split('-').reverse().join('/'));
		await shoot(page, set, '16-record-earlier');
		await page.keyboard.press('Control+s');
		await expect(page.getByText(/V2060002: Truyền tờ khai được sau 00:0/)).toBeVisible();
		await expect
			.poll(() => application.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown), {
				timeout: 90_000,
			})
			.toEqual([
				'Đã hết 24 giờ chờ: Mật khẩu User ID đã đổi nay dùng được để truyền tờ khai. Mở VNACCS Keyring để xem.',
			]);
		await expect(page.getByText(/V2060002: Truyền tờ khai được sau/)).toHaveCount(0);
	});

	await test.step('Tài khoản quản trị: old and new password, usable at once', async () => {
		await door(page, 'Tài khoản quản trị').click();
		await page.keyboard.press('Control+Enter');
		await page.getByLabel('Mật khẩu mới', { exact: true }).fill('QuanTri#2');
		await page.getByRole('button', { name: 'Dùng mật khẩu này' }).click();
		await openPortal(application);
		await tick(page, 3);
		expect(await copyAll(application, ['Mã số thuế', 'Mật khẩu cũ', 'Mật khẩu mới', 'Nhập lại mật khẩu mới'])).toEqual([
			'0201234569',
			'QuanTri#1',
			'QuanTri#2',
			'QuanTri#2',
		]);
		await shoot(page, set, '17-admin');
		await tick(page, 4);
		await tick(page, 5);
		await page.getByRole('button', { name: 'Ghi kết quả…' }).click();
		await expect(page.getByText('Mật khẩu này dùng được ngay.')).toBeVisible();
		await shoot(page, set, '18-admin-record');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi mật khẩu của 0201234569').first()).toBeVisible();
	});

	await test.step('Quên mật khẩu quản trị, case 1: the certificate is valid and at hand', async () => {
		await door(page, 'Quên mật khẩu quản trị').click();
		await page.getByLabel('Còn hiệu lực và đang có ở đây').check();
		await shoot(page, set, '19-forgotten');
		await page.keyboard.press('Control+Enter');
		await tick(page, 1);
		await openPortal(application);
		await tick(page, 3);
		expect(await copyAll(application, ['Mã số thuế'])).toEqual(['0201234569']);
		await tick(page, 4);
		await page.getByRole('button', { name: 'Ghi kết quả…' }).click();
		await page
			.getByRole('alertdialog')
			.getByLabel(/^Mật khẩu mới/)
			.fill('cap-lai-8Xq');
		await shoot(page, set, '20-forgotten-record');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi mật khẩu của 0201234569').first()).toBeVisible();
	});

	await test.step('Một cửa quốc gia: the mailbox opens', async () => {
		await door(page, 'Một cửa quốc gia').click();
		await page.getByLabel('Còn vào được', { exact: true }).check();
		await page.keyboard.press('Control+Enter');
		expect(await openPortal(application)).toBe('https://vnsw.gov.vn/');
		await tick(page, 2);
		expect(await copyAll(application, ['Thư điện tử đã đăng ký'])).toEqual(['xnk@duongtranphu.vn']);
		await tick(page, 3);
		await tick(page, 4);
		await shoot(page, set, '21-nsw');
		await page.getByRole('button', { name: 'Ghi kết quả…' }).click();
		await page
			.getByRole('alertdialog')
			.getByLabel(/^Mật khẩu mới/)
			.fill('MotCua#2026');
		await page.keyboard.press('Control+s');
		await expect(page.getByText('Đã ghi mật khẩu của 0201234569').first()).toBeVisible();
	});

	await test.step('case 2: no certificate, no mailbox: a dossier with its reason', async () => {
		await page.getByLabel('Không, hộp thư không còn sử dụng').check();
		await shoot(page, set, '22-nsw-dossier');
		await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).click();
		await expect(page.getByText('HS-').first()).toBeVisible();
		await openScreen(page, 'Đổi mật khẩu');
		await door(page, 'Quên mật khẩu quản trị').click();
		await page.getByLabel('Đã hết hạn').check();
		await shoot(page, set, '23-forgotten-dossier');
		await page.getByRole('button', { name: 'Lập hồ sơ', exact: true }).click();
		await expect(page.getByRole('combobox', { name: /^Lý do/ })).toContainText('Chữ ký số đã đăng ký hết hạn');
		await expect(page.locator('canvas').first()).toBeVisible();
		await shoot(page, set, '24-dossier');
	});

	await test.step('the same in English', async () => {
		await page.evaluate(() => window.keyring.app.setPreferences({ language: 'en' }));
		await page.reload();
		await page.getByRole('button', { name: 'Change password' }).click();
		await shoot(page, set, '25-english');
		await page.getByRole('button', { name: /^Check a password/ }).click();
		await page.getByRole('tab', { name: 'Password history' }).click();
		await shoot(page, set, '26-english-history');
	});

	await test.step('what was shown was accessible', () => {
		expect(accessibilityFindings).toEqual([]);
	});
});
