import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import PostalMime from 'postal-mime';
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
import { appPassword, ask, mergedDossier } from './prepare.ts';

/** From the signed file to the answer of customs: the draft, what is recorded, reminders, a second version, the list. */

const official = 'bophanhotro@customs.gov.vn';

test('a signed dossier is mailed, waited for, supplemented, answered and filed', async ({ application }) => {
	test.setTimeout(420_000);
	const { page, folder, electron } = application;
	await offerScan(application);
	const { id } = await mergedDossier(page);
	const own = join(folder, 'dossiers', id);

	await test.step('signing leads to the mail, whose rows say everything once more', async () => {
		await page.reload();
		await openScreen(page, 'Hồ sơ cấp lại');
		await page.getByText('HS-2026-001').first().click();
		await sign(application);
		await page.waitForTimeout(800);
		await shoot(page, 'vi', 'mail-1-signed');
		await page.getByRole('button', { name: 'Tiếp: Soạn email gửi' }).click();
		await expect(page.getByRole('heading', { name: 'Kiểm tra lần cuối và soạn email' })).toBeVisible();
		await expect(page.getByText(official).first()).toBeVisible();
		await expect(page.getByText('Số 12/CV-ĐTP ngày').first()).toBeVisible();
		await expect(page.getByText('ĐKKD 1 trang · CCCD/HC 1 trang')).toBeVisible();
		await shoot(page, 'vi', 'mail-2-check');
	});

	await test.step('another address is warned about, and the official one comes back', async () => {
		await page.getByRole('button', { name: 'Sửa: Gửi đến' }).click();
		const dialog = page.getByRole('alertdialog');
		await dialog.getByLabel('Gửi đến').fill('không phải thư');
		await expect(dialog.getByText('Thư điện tử chưa đúng dạng')).toBeVisible();
		await expect(dialog.getByRole('button', { name: /^Ghi/ })).toBeDisabled();
		await dialog.getByLabel('Gửi đến').fill('hotro@chicuc3.gov.vn');
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-3-dialog');
		await dialog.getByRole('button', { name: /^Ghi/ }).click();
		await expect(page.getByText('Khác địa chỉ chính thức')).toBeVisible();
		await shoot(page, 'vi', 'mail-4-other-address');
		await page.getByRole('button', { name: 'Dùng địa chỉ chính thức' }).click();
		await expect(page.getByText('Khác địa chỉ chính thức')).toHaveCount(0);
	});

	await test.step('the draft opens in the mail program with the signed file inside', async () => {
		await answerOpenPath(application, '');
		await page.getByRole('button', { name: /^Mở email nháp/ }).click();
		await expect(page.getByText('Đã mở email nháp')).toBeVisible();
		const opened = await electron.evaluate(() => (globalThis as { opened?: string }).opened ?? '');
		expect(opened).toBe(join(own, 'request.eml'));
		const mail = await PostalMime.parse(readFileSync(opened));
		expect(mail.to).toMatchObject([{ address: official }]);
		expect(mail.subject).toBe('MST 0201234569 – Đề nghị cấp lại mật khẩu tài khoản quản trị VNACCS');
		const content = Buffer.from(mail.attachments[0]?.content as ArrayBuffer);
		expect(content.equals(readFileSync(join(own, 'signed.pdf')))).toBe(true);
	});

	await test.step('where no program opens it, every part can be copied and the draft saved', async () => {
		await answerOpenPath(application, 'No application is associated');
		await page.getByRole('button', { name: /^Mở email nháp/ }).click();
		await expect(page.getByText('Máy này chưa có chương trình mở email nháp')).toBeVisible();
		await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
		expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(official);
		await page.getByRole('button', { name: 'Chép nội dung', exact: true }).click();
		expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('Trân trọng');
		const saved = join(folder, 'thư nháp.eml');
		await answerSaveDialog(application, saved);
		await page.getByRole('button', { name: 'Lưu email nháp…' }).click();
		await expect(page.getByText('Đã lưu thư nháp.eml').first()).toBeVisible();
		expect(readFileSync(saved, 'utf8')).toContain('X-Unsent: 1');
		await shoot(page, 'vi', 'mail-5-no-program');
	});

	await test.step('sent is recorded after a question; a time in the future is refused', async () => {
		await page.getByLabel('Giờ gửi').fill('25:70');
		await expect(page.getByText('Giờ dạng 08:50')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Đã gửi', exact: true })).toBeDisabled();
		const later = new Date(Date.now() + 86_400_000 + 7 * 3_600_000).toISOString();
		await page.getByLabel('Giờ gửi').fill('08:50');
		await page.getByLabel('Ngày gửi', { exact: true }).fill(later.slice(0, 10).split('-').reverse().join('/'));
		await page.getByRole('button', { name: 'Đã gửi', exact: true }).click();
		await page.getByRole('button', { name: 'Ghi nhận đã gửi' }).click();
		await expect(page.getByRole('alert').first()).toContainText('ở sau thời điểm hiện tại');
		const now = new Date(Date.now() + 7 * 3_600_000).toISOString();
		await page.getByLabel('Giờ gửi').fill(now.slice(11, 16));
		await page.getByLabel('Ngày gửi', { exact: true }).fill(now.slice(0, 10).split('-').reverse().join('/'));
		await page.getByRole('button', { name: 'Đã gửi', exact: true }).click();
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-6-confirm');
		await page.getByRole('button', { name: 'Ghi nhận đã gửi' }).click();
		await expect(page.getByRole('heading', { name: 'Theo dõi trả lời' })).toBeVisible();
		await expect(page.getByText(/Còn 3 ngày làm việc/)).toBeVisible();
		await shoot(page, 'vi', 'mail-7-waiting');
	});

	await test.step('it is taken back with a reason and recorded again', async () => {
		await page.getByRole('button', { name: 'Hoàn tác…' }).click();
		await page.getByLabel('Lý do hoàn tác').fill('Bấm nhầm');
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-8-undo');
		await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
		await expect(page.getByText('Chưa ghi nhận gửi')).toBeVisible();
		await expect(page.getByText('Bấm nhầm')).toBeVisible();
		await page.getByRole('button', { name: '‹ Email' }).click();
		await page.getByRole('button', { name: 'Đã gửi', exact: true }).click();
		await page.getByRole('button', { name: 'Ghi nhận đã gửi' }).click();
		await expect(page.getByText(/Còn 3 ngày làm việc/)).toBeVisible();
	});

	await test.step('Hôm nay shows it waiting; days off are set in the settings', async () => {
		await openScreen(page, 'Hôm nay');
		await expect(page.getByRole('heading', { name: 'Hồ sơ đang chờ hải quan' })).toBeVisible();
		await shoot(page, 'vi', 'mail-9-today');
		await openScreen(page, 'Thiết lập');
		await page.getByLabel(/Nghỉ 24\/11/).click();
		await expect(page.getByLabel(/Nghỉ 24\/11/)).toBeChecked();
		await page.getByLabel('Ngày nghỉ riêng', { exact: true }).fill('25/11/2026');
		await page.getByRole('button', { name: 'Thêm ngày' }).first().click();
		await expect(page.getByRole('button', { name: 'Bỏ ngày 25/11/2026' })).toBeVisible();
		await page.getByRole('heading', { name: 'Ngày nghỉ' }).scrollIntoViewIfNeeded();
		await shoot(page, 'vi', 'mail-10-days-off');
		await page.getByRole('button', { name: 'Bỏ ngày 25/11/2026' }).click();
		await expect(page.getByRole('button', { name: 'Bỏ ngày 25/11/2026' })).toHaveCount(0);
	});

	await test.step('two weeks later it is overdue: on Hôm nay, with a reminder and a script for the telephone', async () => {
		await page.clock.setFixedTime(new Date(Date.now() + 14 * 86_400_000));
		await page.reload();
		await expect(page.getByText('Hồ sơ HS-2026-001 quá hạn dự kiến')).toBeVisible({ timeout: 20_000 });
		await shoot(page, 'vi', 'mail-11-today-overdue');
		await answerOpenPath(application, '');
		await page.getByRole('button', { name: 'Soạn email nhắc' }).click();
		await expect(page.getByText('Đã soạn email nhắc')).toBeVisible({ timeout: 20_000 });
		const opened = await electron.evaluate(() => (globalThis as { opened?: string }).opened ?? '');
		expect((await PostalMime.parse(readFileSync(opened))).subject).toMatch(/^Nhắc: MST/);
		await shoot(page, 'vi', 'mail-12-overdue');
		await page.getByRole('button', { name: 'Gọi 1900 9299 – phím 2' }).click();
		await expect(page.getByText('Tôi gọi từ Công ty TNHH XNK Đường Trần Phú')).toBeVisible();
		await page.getByLabel('Nội dung trao đổi').fill('Chị Hoa hẹn trả lời chiều nay');
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-13-call');
		await page.getByRole('button', { name: 'Ghi nhận đã gọi' }).click();
		await expect(page.getByText('Chị Hoa hẹn trả lời chiều nay')).toBeVisible();
		await page.clock.setSystemTime(new Date());
		await page.clock.resume();
		await page.reload();
	});

	await test.step('customs asks for more: recorded with its file, and the dossier opens as the second version', async () => {
		const letter = join(folder, 'Công văn trả lời.pdf');
		writeFileSync(letter, '%PDF-1.4 trả lời');
		await openDossier(page);
		await page.getByRole('button', { name: /^Ghi nhận kết quả/ }).click();
		const dialog = page.getByRole('alertdialog');
		await dialog.getByLabel(/Yêu cầu bổ sung/).check();
		await dialog.getByLabel('Ghi chú').fill('Thiếu mặt sau CCCD');
		await answerOpenDialog(application, [letter]);
		await dialog.getByRole('button', { name: 'Đính kèm tệp trả lời…' }).click();
		await expect(dialog.getByText('Công văn trả lời.pdf')).toBeVisible();
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-14-answer');
		await dialog.getByRole('button', { name: 'Ghi nhận', exact: false }).click();
		await expect(page.getByText('Thiếu mặt sau CCCD').first()).toBeVisible();
		await shoot(page, 'vi', 'mail-15-supplement');
		await page.getByRole('button', { name: 'Mở lại để bổ sung' }).click();
		await page.getByRole('button', { name: 'Mở lại để sửa' }).click();
		await expect(page.getByRole('heading', { name: 'Soạn công văn' })).toBeVisible();
		expect(readdirSync(own).filter((name) => name.startsWith('signed-'))).toEqual(['signed-1.pdf']);
	});

	await test.step('merged, signed and sent again; issued; the new password goes into the account', async () => {
		await ask(page, 'dossiers', 'merge', { id });
		await page.reload();
		await openDossier(page);
		const steps = page.getByRole('list', { name: 'Các bước của hồ sơ' });
		await steps.getByRole('button', { name: /^Ký số/ }).click();
		await sign(application);
		await page.getByRole('button', { name: 'Tiếp: Soạn email gửi' }).click();
		await page.getByRole('button', { name: 'Đã gửi', exact: true }).click();
		await page.getByRole('button', { name: 'Ghi nhận đã gửi' }).click();
		await expect(page.getByText('Các lần gửi trước')).toBeVisible();
		await page.getByRole('button', { name: /^Ghi nhận kết quả/ }).click();
		await page
			.getByRole('alertdialog')
			.getByLabel(/Được cấp lại/)
			.check();
		await page
			.getByRole('alertdialog')
			.getByRole('button', { name: /^Ghi nhận/ })
			.click();
		await expect(page.getByRole('button', { name: 'Nhập mật khẩu quản trị mới…' })).toBeVisible();
		await shoot(page, 'vi', 'mail-16-issued');
		await page.getByRole('button', { name: 'Nhập mật khẩu quản trị mới…' }).click();
		await page.getByRole('alertdialog').getByLabel('Mật khẩu mới').first().fill('QUANTRI9');
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-17-enter');
		await page.getByRole('button', { name: 'Ghi vào tài khoản' }).click();
		await expect(page.getByText(/Đã nhập thông tin mới vào tài khoản lúc/)).toBeVisible();
		const [stored] = (await ask(page, 'companies', 'list', {})) as { id: string }[];
		const { admin } = (await ask(page, 'accounts', 'get', { companyId: stored?.id })) as {
			admin: { id: string; hasPassword: boolean };
		};
		expect(admin.hasPassword).toBe(true);
		expect(await page.content()).not.toContain('QUANTRI9');
		await page.waitForTimeout(400);
		await shoot(page, 'vi', 'mail-18-done');
	});

	await test.step('the list: copy, archive, trash, undo, filters, search, export', async () => {
		await page.getByRole('button', { name: 'Thoát', exact: true }).click();
		await rowAct(page, 'HS-2026-001', 'Sao chép thành hồ sơ mới');
		await expect(page.getByText('Đã sao chép thành HS-2026-002').first()).toBeVisible();
		await shoot(page, 'vi', 'mail-19-list');
		await rowAct(page, 'HS-2026-002', 'Bỏ vào thùng rác');
		await expect(page.getByText('Đã bỏ HS-2026-002 vào thùng rác').first()).toBeVisible();
		await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click();
		await expect(page.getByText('Đã đưa HS-2026-002 về danh sách').first()).toBeVisible();
		await rowAct(page, 'HS-2026-002', 'Bỏ vào thùng rác');
		await page.getByRole('button', { name: /^Thùng rác/ }).click();
		await expect(page.getByText('bị xóa hẳn sau 30 ngày')).toBeVisible();
		await shoot(page, 'vi', 'mail-20-trash');
		await rowAct(page, 'HS-2026-002', 'Xóa ngay');
		const question = page.getByRole('alertdialog', { name: 'Xóa hẳn hồ sơ HS-2026-002?' });
		const remove = question.getByRole('button', { name: 'Xóa ngay', exact: true });
		await expect(remove).toBeDisabled();
		await shoot(page, 'vi', 'mail-20-purge');
		await question.getByRole('textbox').fill('hs-2026-002');
		await remove.click();
		await expect(page.getByText('Đã xóa hẳn HS-2026-002').first()).toBeVisible();
		await expect(page.getByText('Không có hồ sơ nào khớp.')).toBeVisible();
		await page.getByRole('button', { name: /^Xong/ }).click();
		await expect(page.getByRole('button', { name: 'Mở hồ sơ HS-2026-001' })).toBeVisible();
		await page.getByRole('searchbox').fill('khong co');
		await expect(page.getByText('Không có hồ sơ nào khớp.')).toBeVisible();
		await page.getByRole('button', { name: 'Xem tất cả' }).click();
		await page.getByRole('button', { name: 'Việc khác với HS-2026-001' }).click();
		await page.waitForTimeout(300);
		await shoot(page, 'vi', 'mail-21-menu');
		await page.keyboard.press('Escape');
		const target = join(folder, 'xuất');
		mkdirSync(target);
		await answerOpenDialog(application, [target]);
		await rowAct(page, 'HS-2026-001', 'Xuất cả hồ sơ ra thư mục…');
		await expect(page.getByText(/Đã xuất vào thư mục HS-2026-001/).first()).toBeVisible();
		const [exported = ''] = readdirSync(target);
		expect(
			readdirSync(join(target, exported))
				.map((name) => name.normalize('NFC'))
				.sort(),
		).toEqual(
			['Email gửi hải quan.eml', 'Email nhắc.eml', 'Giấy tờ', 'Lần gửi 1', 'Trả lời của hải quan']
				.concat(readdirSync(join(target, exported)).filter((name) => name.endsWith('.pdf')))
				.sort(),
		);
		await rowAct(page, 'HS-2026-001', 'Lưu trữ');
		await expect(page.getByText('Đã lưu trữ HS-2026-001').first()).toBeVisible();
	});

	await test.step('killed, everything is as it was', async () => {
		electron.process().kill('SIGKILL');
		const again = await application.restart();
		await again.getByLabel('Mật khẩu ứng dụng').first().fill(appPassword);
		await again.keyboard.press('Enter');
		await openScreen(again, 'Hồ sơ cấp lại');
		await again.getByRole('button', { name: /^Lưu trữ/ }).click();
		await again.getByRole('button', { name: 'Mở hồ sơ HS-2026-001' }).click();
		await expect(again.getByText('Chị Hoa hẹn trả lời chiều nay')).toBeVisible();
		await openScreen(again, 'Thiết lập');
		await again.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
		await again.getByRole('option', { name: 'English' }).click();
		await openScreen(again, 'Reset dossiers');
		await again.getByRole('button', { name: /^Archive/ }).click();
		await shoot(again, 'en', 'mail-list');
		await again
			.getByRole('button', { name: /HS-2026-001/ })
			.first()
			.click();
		await again.waitForTimeout(600);
		await shoot(again, 'en', 'mail-track');
		await again.getByRole('button', { name: '‹ E-mail' }).click();
		await shoot(again, 'en', 'mail-check');
	});

	expect(accessibilityFindings).toEqual([]);
});

async function openDossier(page: Page) {
	await openScreen(page, 'Hồ sơ cấp lại');
	await page.getByRole('button', { name: 'Mở hồ sơ HS-2026-001' }).click();
}

async function rowAct(page: Page, number: string, act: string) {
	await page.getByRole('button', { name: `Việc khác với ${number}` }).click();
	await page.getByRole('menuitem', { name: act }).click();
}

async function answerOpenPath({ electron }: Application, problem: string) {
	await electron.evaluate(({ shell }, answer) => {
		shell.openPath = async (path) => {
			(globalThis as { opened?: string }).opened = path;
			return answer;
		};
	}, problem);
}

/** Signs with the practice token. */
async function sign({ electron, page }: Application) {
	const act = page.getByRole('button', { name: /^Ký số( Ctrl|$)/ });
	await expect(act).toBeVisible({ timeout: 30_000 });
	const [window] = await Promise.all([electron.waitForEvent('window'), act.click()]);
	await window.locator('input[type=password]').fill('12345678');
	await closeBy(window, () => window.keyboard.press('Enter'));
	await expect(page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible({ timeout: 30_000 });
}

/** A scan of two pages, ready to be chosen. */
async function offerScan(application: Application): Promise<void> {
	const scan = join(application.folder, 'quét.pdf');
	const { PDFDocument } = await import('@cantoo/pdf-lib');
	const pdf = await PDFDocument.create();
	for (let count = 0; count < 2; count++) pdf.addPage([595, 842]);
	writeFileSync(scan, await pdf.save());
	await answerOpenDialog(application, [scan]);
}
