import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
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

/** One declarant's first day, from the first start to a signed file, in Vietnamese; then every screen dark and in English. */

const appPassword = 'con cò lặn lội bờ sông';

test('from the first start to a signed dossier in its folder', async ({ application }) => {
	test.setTimeout(300_000);
	const { page, folder } = application;
	const inputs = await makeInputs(join(folder, 'bản quét'));

	await test.step('first run: password, recovery code, company', async () => {
		await page.getByLabel('Mật khẩu ứng dụng mới', { exact: true }).fill(appPassword);
		await page.getByLabel('Nhập lại mật khẩu ứng dụng', { exact: true }).fill(appPassword);
		await shoot(page, 'vi', '01-first-run-password');
		await page.getByRole('button', { name: 'Tạo mật khẩu' }).click();
		await expect(page.getByText('In hoặc cất mã khôi phục')).toBeVisible();
		const sheet = join(folder, 'tờ khôi phục.pdf');
		await answerSaveDialog(application, sheet);
		await page.getByRole('button', { name: 'Lưu bản in PDF…' }).click();
		await expect(page.getByText('Đã lưu tờ khôi phục.pdf')).toBeVisible();
		const groups = await page.locator('.recovery-code span').allTextContents();
		expect(pdfText(sheet).replaceAll(/\s/g, '')).toContain(groups.join('-'));
		await shoot(page, 'vi', '02-first-run-recovery-code');
		await page.getByLabel('Tôi đã in hoặc cất mã này').check();
		await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).click();
		await fillCompany(page);
		await shoot(page, 'vi', '03-first-run-company');
		await page.getByRole('button', { name: 'Ghi' }).click();
		await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
		await shoot(page, 'vi', '04-today-empty');
	});

	await test.step('parameters of one User ID, certificate read from the token', async () => {
		await page.keyboard.press('Control+2');
		await shoot(page, 'vi', '05-parameters-empty');
		await page.getByRole('button', { name: 'Thêm User ID' }).first().click();
		await page.getByLabel('Họ và tên người khai').fill('Nguyễn Thị Ngọc Ẩn');
		await page.getByLabel('Thư điện tử').fill('xnk@duongtranphu.vn');
		await page.getByLabel('Mã đơn vị (User code)').fill('V2060');
		await page.getByLabel('Mã người sử dụng (User ID)').fill('V2060001');
		await page.getByLabel('Mật khẩu (Password)', { exact: false }).first().fill('MATKHAU1');
		await page.getByLabel('Mã số máy trạm (Terminal ID)').fill('A206T1');
		await page.getByLabel('Khóa truy cập (Access key)').first().fill('KHOA1234TRUYCAP9');
		await page.getByLabel('Máy tính sử dụng').fill('PC-XNK-03');
		await page.getByRole('button', { name: 'Đọc từ USB Token' }).click();
		const chosen = page.getByRole('dialog');
		await expect(chosen.getByText('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ').first()).toBeVisible();
		await shoot(page, 'vi', '06-parameters-read-token');
		await chosen.getByText('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ').first().click();
		await expect(page.getByLabel('Số serial chứng thư')).not.toHaveValue('');
		await page.getByRole('button', { name: 'Ghi' }).click();
		await expect(page.getByText('Đã ghi V2060001').first()).toBeVisible();
		await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
		await expect(page.getByText('Đã kiểm tra: không thấy lỗi').first()).toBeVisible();
		await shoot(page, 'vi', '07-parameters');
	});

	await test.step('a stored secret is shown on demand only, and never lies in the page otherwise', async () => {
		expect(await page.content()).not.toContain('MATKHAU1');
		await page.getByRole('button', { name: 'Hiện Mật khẩu (Password)' }).click();
		await expect(page.getByLabel('Mật khẩu (Password)').first()).toHaveValue('MATKHAU1');
		await page.getByRole('button', { name: 'Che Mật khẩu (Password)' }).click();
		await page.getByRole('button', { name: 'Chép Khóa truy cập (Access key)' }).click();
		await expect(page.getByText(/Đã chép · xóa sau/)).toBeVisible();
		expect(await application.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('KHOA1234TRUYCAP9');
		await shoot(page, 'vi', '08-parameters-copied');
		await page.getByText(/Đã chép · xóa sau/).click();
		expect(await application.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
	});

	await test.step('letter', async () => {
		await openScreen(page, 'Hồ sơ cấp lại');
		await shoot(page, 'vi', '09-dossiers-empty');
		await page.getByRole('button', { name: 'Lập hồ sơ mới' }).first().click();
		await page.waitForTimeout(500);
		await shoot(page, 'vi', '10-dossier-kind');
		await page.getByRole('button', { name: /^Lập hồ sơ(?! mới)/ }).click();
		await expect(page.getByText('HS-2026-001').first()).toBeVisible();
		await page.getByRole('button', { name: 'Tiếp: Thêm bản quét' }).click();
		await expect(page.getByRole('alert').first()).toContainText('ô cần sửa');
		await shoot(page, 'vi', '11-letter-problems');
		await page.getByLabel('Số, ký hiệu công văn').fill('12/CV-ĐTP');
		await page.getByRole('combobox', { name: /^Lý do/ }).selectOption({ index: 1 });
		await expect(page.locator('canvas').first()).toBeVisible();
		await page.waitForTimeout(1200);
		await shoot(page, 'vi', '12-letter');
		await page.getByRole('button', { name: 'Tiếp: Thêm bản quét' }).click();
	});

	await test.step('scans', async () => {
		await expect(page.getByText('Chưa có bản quét nào')).toBeVisible();
		await shoot(page, 'vi', '13-scans-empty');
		await answerOpenDialog(application, [inputs.registration, inputs.photo, inputs.broken]);
		await page.getByRole('button', { name: 'Chọn tệp…' }).first().click();
		await expect(page.getByText('Không thêm được 1 tệp').first()).toBeVisible({ timeout: 30_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '14-scans-refused');
		await expect(page.getByText('Còn thiếu', { exact: true })).toHaveCount(0);
		await page.getByRole('button', { name: 'Tiếp: Ghép một tệp PDF' }).click();
	});

	await test.step('merge', async () => {
		await page.getByRole('button', { name: /^Ghép( Ctrl|$)/ }).click();
		await expect(page.getByText(/Đã ghép lúc/)).toBeVisible({ timeout: 30_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '15-merge');
		await page.getByRole('button', { name: 'Tiếp: Ký số' }).click();
	});

	await test.step('a cancelled and a wrong PIN sign nothing and say so', async () => {
		await expect(page.getByText('Sai mã số thuế')).toBeVisible({ timeout: 20_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '16-sign');
		await answerPin(application, '', 'vi');
		await expect(page.getByText('việc nhập mã PIN đã được hủy')).toBeVisible();
		await answerPin(application, '87654321');
		await expect(page.getByRole('alert').first()).toContainText('PIN');
		await shoot(page, 'vi', '18-sign-wrong-pin');
	});

	const saved = join(folder, 'đã ký.pdf');
	await test.step('sign, save, show in folder', async () => {
		await answerPin(application, '12345678');
		await expect(page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible({ timeout: 30_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '19-signed');
		await answerSaveDialog(application, saved);
		await page.getByRole('button', { name: 'Lưu tệp…' }).click();
		await expect(page.getByText('đã ký.pdf').first()).toBeVisible();
		await application.electron.evaluate(({ shell }) => {
			shell.showItemInFolder = (path) => {
				(globalThis as { shown?: string }).shown = path;
			};
		});
		await page.getByRole('button', { name: 'Mở thư mục' }).click();
		await expect
			.poll(() => application.electron.evaluate(() => (globalThis as { shown?: string }).shown?.normalize('NFC')))
			.toBe(saved.normalize('NFC'));
	});

	await test.step('poppler finds the signature valid over the whole file, and one flipped byte breaks it', async () => {
		const report = pdfsig(saved);
		expect(report).toContain('Signature is Valid.');
		expect(report).toContain('Total document signed');
		expect(report).toContain('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ');
		expect(pdfText(saved)).toContain('12/CV-ĐTP');
		const bytes = readFileSync(saved);
		bytes[1000]! ^= 1;
		writeFileSync(join(folder, 'sửa.pdf'), bytes);
		expect(pdfsig(join(folder, 'sửa.pdf'))).not.toContain('Signature is Valid.');
	});

	await test.step('the signed file is checked from its dossier', async () => {
		await page.getByRole('button', { name: 'Kiểm tra chữ ký', exact: true }).last().click();
		const card = page.getByRole('region', { name: 'Chi tiết chữ ký 1' });
		await expect(card).toContainText('Nội dung đã ký còn nguyên vẹn', { timeout: 30_000 });
		await expect(card).toContainText('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ');
	});

	await test.step('certificates and settings', async () => {
		await openScreen(page, 'Chứng thư số');
		await expect(page.getByText('VNACCS Keyring thực hành').first()).toBeVisible();
		await shoot(page, 'vi', '20-certificates');
		await page.getByRole('button', { name: /^Thiết lập/ }).click();
		await shoot(page, 'vi', '21-settings');
		await openScreen(page, 'Hôm nay');
		await page.waitForTimeout(300);
		await shoot(page, 'vi', '22-today');
	});

	await test.step('lock, and open again after a restart with everything kept', async () => {
		await page.keyboard.press('Control+L');
		await expect(page.getByText('Mở khóa VNACCS Keyring')).toBeVisible();
		await shoot(page, 'vi', '23-unlock');
		const again = await application.restart();
		await again.getByLabel('Mật khẩu ứng dụng').first().fill('sai mật khẩu rồi');
		await again.keyboard.press('Enter');
		await expect(again.getByRole('alert').first()).toBeVisible();
		await shoot(again, 'vi', '24-unlock-wrong');
		await again.getByLabel('Mật khẩu ứng dụng').first().fill(appPassword);
		await again.keyboard.press('Enter');
		await expect(again.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
		await openScreen(again, 'Hồ sơ cấp lại');
		await expect(again.getByText('HS-2026-001')).toBeVisible();
	});

	await test.step('every screen once more in English', () => everyScreen(application, 'en'));

	await test.step("nothing secret lies anywhere in the data folder, Chromium's own files included", async () => {
		await application.electron.close();
		const secrets = ['MATKHAU1', 'KHOA1234TRUYCAP9', appPassword, '87654321'];
		expect(findInFolder(folder, ['HS-2026-001'])).not.toEqual([]);
		expect(findInFolder(folder, secrets)).toEqual([]);
	});

	expect(accessibilityFindings).toEqual([]);
});

async function everyScreen({ page }: Application, set: string) {
	await page.getByRole('button', { name: /^Thiết lập/ }).click();
	await page.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
	await page.getByRole('option', { name: 'English' }).click();
	await shoot(page, set, 'settings');
	await openScreen(page, 'Today');
	await shoot(page, set, 'today');
	await openScreen(page, 'VNACCS parameters');
	await page.getByText('V2060001').first().click();
	await shoot(page, set, 'parameters');
	await openScreen(page, 'Certificates');
	await expect(page.getByText('VNACCS Keyring thực hành').first()).toBeVisible();
	await shoot(page, set, 'certificates');
	await openScreen(page, 'Reset dossiers');
	await shoot(page, set, 'dossiers');
	await page.getByText('HS-2026-001').first().click();
	await page.waitForTimeout(1500);
	await shoot(page, set, 'dossier-signed');
	// A second dossier shows the steps that a signed one no longer opens.
	await openScreen(page, 'Reset dossiers');
	await page.getByRole('button', { name: 'New dossier' }).first().click();
	await shoot(page, set, 'dossier-kind');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('HS-2026-002').first()).toBeVisible();
	await page.waitForTimeout(1500);
	await shoot(page, set, 'letter');
	await openScreen(page, 'Reset dossiers');
	await page.getByRole('button', { name: 'New dossier' }).first().click();
	await page.getByRole('radio').nth(1).check();
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('HS-2026-003').first()).toBeVisible();
	await page.waitForTimeout(1500);
	await shoot(page, set, 'letter-certificates');
	await page.keyboard.press('Control+L');
	await expect(page.getByText('Unlock VNACCS Keyring')).toBeVisible();
	await shoot(page, set, 'unlock');
}

async function fillCompany(page: Page) {
	await page.getByLabel('Mã số thuế').fill('0201234569');
	await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH XNK Đường Trần Phú');
	await page.getByLabel('Tên viết tắt').fill('ĐTP');
	await page.getByLabel('Địa chỉ trụ sở').fill('18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng');
	await page.getByLabel('Điện thoại liên hệ').fill('0225 3123 456');
	await page.getByLabel('Thư điện tử nhận kết quả').fill('xnk@duongtranphu.vn');
	await page.getByLabel('Địa danh ghi trên công văn').fill('Hải Phòng');
	await page.getByLabel('Họ và tên').fill('Nguyễn Thị Ngọc Ẩn');
	await page.getByLabel('Chức danh').fill('Giám đốc');
	await page.getByLabel('Số giấy tờ').fill('031180001234');
	await page.getByLabel('Ngày cấp').first().fill('5/12/2021');
	await page.getByLabel('Nơi cấp').fill('Cục Cảnh sát QLHC về TTXH');
}

/** Starts a signature and answers the PIN window; an empty PIN cancels. */
async function answerPin({ electron, page }: Application, pin: string, set?: string) {
	const [window] = await Promise.all([
		electron.waitForEvent('window'),
		page.getByRole('button', { name: /^Ký số( Ctrl|$)/ }).click(),
	]);
	await window.waitForLoadState('domcontentloaded');
	await expect(window.getByText('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ').first()).toBeVisible();
	if (set) await shoot(window, set, '17-pin');
	if (pin === '') {
		await closeBy(window, () => window.getByRole('button', { name: 'Hủy' }).click());
		return;
	}
	await window.locator('input[type=password]').fill(pin);
	await closeBy(window, () => window.keyboard.press('Enter'));
}

/** A two-page PDF, a phone's photo lying on its side by EXIF, and a text file that calls itself a picture. */
async function makeInputs(folder: string) {
	mkdirSync(folder, { recursive: true });
	const { PDFDocument, rgb } = await import('@cantoo/pdf-lib');
	const pdf = await PDFDocument.create();
	for (const [width, height] of [
		[595, 842],
		[595, 842],
	] as const) {
		const page = pdf.addPage([width, height]);
		page.drawRectangle({ x: 60, y: 120, width: 470, height: 620, borderColor: rgb(0.2, 0.2, 0.2), borderWidth: 1 });
		for (let line = 0; line < 18; line++) {
			page.drawRectangle({
				x: 90,
				y: 690 - line * 30,
				width: 410 - (line % 4) * 60,
				height: 5,
				color: rgb(0.6, 0.6, 0.6),
			});
		}
		page.drawEllipse({ x: 420, y: 190, xScale: 45, yScale: 45, borderColor: rgb(0.8, 0.1, 0.1), borderWidth: 3 });
	}
	const registration = join(folder, 'Giấy chứng nhận ĐKKD.pdf');
	writeFileSync(registration, await pdf.save());
	const photo = join(folder, 'căn cước mặt trước.jpg');
	const card = Buffer.from(
		'<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><rect width="1600" height="1000" fill="#e7eef5"/><rect x="60" y="260" width="420" height="560" fill="#b9c7d4"/><g fill="#56636f"><rect x="560" y="300" width="820" height="40"/><rect x="560" y="420" width="640" height="40"/><rect x="560" y="540" width="720" height="40"/><rect x="560" y="660" width="520" height="40"/></g><rect x="560" y="90" width="860" height="70" fill="#b3261e"/></svg>',
	);
	// Stored upright pixels turned by 90 degrees, with the EXIF note that says so.
	await sharp(card).rotate(-90).jpeg({ quality: 90 }).withMetadata({ orientation: 6 }).toFile(photo);
	const broken = join(folder, 'không phải ảnh.jpg');
	writeFileSync(broken, 'Đây chỉ là văn bản.');
	return { registration, photo, broken };
}

/** `text in file` for every text found in any file below `folder`: as UTF-8, UTF-16, base64 or hexadecimal. */
function findInFolder(folder: string, texts: string[]): string[] {
	const found: string[] = [];
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		// The practice token's own files are SoftHSM's business; sockets and locks have no content.
		if (!entry.isFile() || entry.parentPath.startsWith(join(folder, 'token'))) continue;
		const bytes = readFileSync(join(entry.parentPath, entry.name));
		for (const text of texts) {
			const utf8 = Buffer.from(text, 'utf8');
			const forms = [
				utf8,
				Buffer.from(text, 'utf16le'),
				utf8.toString('base64').replace(/=+$/, ''),
				utf8.toString('hex'),
			];
			if (forms.some((form) => bytes.includes(form))) found.push(`${text} in ${entry.name}`);
		}
	}
	return found;
}

function pdfsig(file: string): string {
	try {
		return execFileSync('pdfsig', [file], { encoding: 'utf8' });
	} catch (thrown) {
		// It ends with an error for a broken signature, and says which on standard output.
		return String((thrown as { stdout?: string }).stdout);
	}
}

function pdfText(file: string): string {
	return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}
