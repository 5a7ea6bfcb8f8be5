import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import {
	type Application,
	accessibilityFindings,
	answerOpenDialog,
	expect,
	openScreen,
	screens,
	shoot,
	test,
} from './application.ts';

/** Files signed by others: chosen or dropped, judged in words, and the sheet for the folder. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const company = 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ';

test('the signatures of any PDF are judged, and the judgement can be printed', async ({ application }) => {
	test.setTimeout(240_000);
	const { page, folder } = application;
	const files = await makeFiles(join(folder, 'tệp nhận được'));
	await firstRun(page);

	await test.step('nothing checked yet', async () => {
		await page.getByRole('button', { name: 'Kiểm tra chữ ký', exact: true }).click();
		await expect(page.getByText('Chưa kiểm tra tệp nào')).toBeVisible();
		await shoot(page, 'vi', '30-verification-empty');
	});

	await test.step('a valid file, with the warnings that belong to it', async () => {
		await choose(application, files.valid);
		await expect(page.getByText('Nội dung còn nguyên vẹn, chưa xác nhận được người ký')).toBeVisible({
			timeout: 30_000,
		});
		const card = page.getByRole('region', { name: 'Chi tiết chữ ký 1' });
		await expect(card).toContainText(company);
		await expect(card).toContainText('MST 0201234569');
		await expect(card).toContainText('VNPT-CA thử');
		await expect(card).toContainText('Tập đoàn thử nghiệm');
		await expect(card).toContainText('Nội dung đã ký còn nguyên vẹn');
		await expect(card).toContainText('Chứng thư số còn hiệu lực lúc ký');
		await expect(card).toContainText('CẢNH BÁO: không kiểm tra được bằng OCSP hoặc CRL');
		await expect(card).toContainText('Không đối chiếu được với gốc tin cậy');
		await expect(page.locator('.verification-preview canvas').first()).toBeVisible();
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '31-verification-valid');
		expect(await page.content()).not.toContain('tệp nhận được');
	});

	await test.step('the sheet, as a picture and as text', async () => {
		const sheet = join(folder, 'phiếu kiểm tra.pdf');
		await application.electron.evaluate(({ dialog }, filePath) => {
			dialog.showSaveDialog = (async (_window: unknown, options: { defaultPath?: string }) => {
				(globalThis as { offered?: string }).offered = options.defaultPath ?? '';
				return { canceled: false, filePath };
			}) as unknown as typeof dialog.showSaveDialog;
		}, sheet);
		await page.getByRole('button', { name: 'Lưu phiếu kiểm tra…' }).click();
		await expect(page.getByText('Đã lưu phiếu kiểm tra.pdf').first()).toBeVisible();
		const offered = await application.electron.evaluate(() => (globalThis as { offered?: string }).offered);
		expect(offered?.normalize('NFC')).toContain('Phieu-kiem-tra-công văn đã ký.pdf');
		const text = execFileSync('pdftotext', ['-layout', sheet, '-'], { encoding: 'utf8' }).normalize('NFC');
		for (const part of [
			'PHIẾU KIỂM TRA CHỮ KÝ SỐ',
			'công văn đã ký.pdf',
			company,
			'Chữ ký 1: Chưa xác nhận người ký',
		]) {
			expect(text).toContain(part);
		}
		mkdirSync(join(screens, 'vi'), { recursive: true });
		execFileSync('pdftoppm', ['-r', '80', '-png', sheet, join(screens, 'vi', '32-verification-sheet')]);
		execFileSync('qpdf', ['--check', sheet], { stdio: 'pipe' });
	});

	await test.step('a tampered file', async () => {
		await choose(application, files.tampered);
		await expect(page.getByText('Chữ ký số không hợp lệ', { exact: true })).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('Nội dung đã bị thay đổi sau khi ký.').first()).toBeVisible();
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '33-verification-tampered');
	});

	await test.step('an unsigned file, dropped', async () => {
		await drop(page, files.unsigned);
		await expect(page.getByText('Tệp này không có chữ ký số')).toBeVisible({ timeout: 30_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '34-verification-unsigned');
	});

	await test.step('two signatures', async () => {
		await choose(application, files.twice);
		await expect(page.getByRole('region', { name: 'Chi tiết chữ ký 2' })).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText('Nội dung còn nguyên vẹn, chưa xác nhận được người ký')).toBeVisible();
		await expect(page.getByRole('region', { name: 'Chi tiết chữ ký 1' })).toContainText('Chỉ có thêm chữ ký khác');
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '35-verification-two');
	});

	await test.step('a page replaced after signing, an encrypted and a damaged file', async () => {
		await choose(application, files.replaced);
		await expect(page.getByText('Chữ ký số không hợp lệ', { exact: true })).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText(/trang đang xem không phải là trang đã ký/)).toBeVisible();
		await page.waitForTimeout(1500);
		await shoot(page, 'vi', '36-verification-replaced');
		await choose(application, files.locked);
		await expect(page.getByRole('alert').first()).toContainText('mật khẩu', { timeout: 30_000 });
		await expect(page.getByRole('region', { name: /Chi tiết chữ ký/ })).toHaveCount(0);
		await shoot(page, 'vi', '37-verification-locked');
		await choose(application, files.damaged);
		await expect(page.getByRole('alert').first()).toContainText('hỏng.pdf', { timeout: 30_000 });
	});

	await test.step('in English', async () => {
		await openScreen(page, 'Thiết lập');
		await page.getByRole('combobox', { name: 'Ngôn ngữ' }).click();
		await page.getByRole('option', { name: 'English' }).click();
		await openScreen(page, 'Check signatures');
		await choose(application, files.tampered, 'Choose a PDF…');
		await expect(page.getByText('Digital signature not valid')).toBeVisible({ timeout: 30_000 });
		await page.waitForTimeout(1500);
		await shoot(page, 'en', 'verification');
	});

	expect(accessibilityFindings).toEqual([]);
});

async function firstRun(page: Page) {
	for (const label of ['Mật khẩu ứng dụng mới', 'Nhập lại mật khẩu ứng dụng']) {
		await page.getByLabel(label, { exact: true }).fill('con cò lặn lội bờ sông');
	}
	await page.getByRole('button', { name: 'Tạo mật khẩu' }).click();
	await page.getByLabel('Tôi đã in hoặc cất mã này').check();
	await page.getByRole('button', { name: 'Tiếp: Thêm doanh nghiệp' }).click();
	await page.getByLabel('Mã số thuế').fill('0201234569');
	await page.getByLabel('Tên doanh nghiệp').fill('Công ty TNHH XNK Đường Trần Phú');
	await page.getByLabel('Địa chỉ trụ sở').fill('18 đường Trần Phú, phường Ngô Quyền, thành phố Hải Phòng');
	await page.getByLabel('Họ và tên').fill('Nguyễn Thị Ngọc Ẩn');
	await page.getByLabel('Chức danh').fill('Giám đốc');
	await page.getByRole('button', { name: 'Ghi' }).click();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}

async function choose(application: Application, file: string, button = 'Chọn tệp PDF…') {
	await answerOpenDialog(application, file);
	await application.page.getByRole('button', { name: button }).first().click();
}

/** Drags a file of the disk over the screen and drops it, as the desktop does. */
async function drop(page: Page, file: string) {
	const browser = await page.context().newCDPSession(page);
	const box = await page.locator('.verification').boundingBox();
	if (!box) throw new Error('nothing to drop on');
	const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
		const data = { items: [], files: [file], dragOperationsMask: 1 };
		await browser.send('Input.dispatchDragEvent', { type, ...place, data });
	}
	await browser.detach();
}

/** Files as others send them, signed with a certificate of a small authority made here. */
async function makeFiles(folder: string) {
	mkdirSync(folder, { recursive: true });
	const at = (name: string) => join(folder, name);
	const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
	const authority = ['-subj', '/C=VN/O=Tập đoàn thử nghiệm/CN=VNPT-CA thử', '-keyout', 'ca.key', '-out', 'ca.pem'];
	const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
	openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-utf8', '-days', '30', ...authority, ...usage);
	writeFileSync(at('ext'), 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n');
	for (const [name, subject] of [
		['một', `/C=VN/UID=MST:0201234569/O=${company}/CN=${company}`],
		['hai', '/C=VN/UID=MST:0301234560/O=CÔNG TY CP LOGISTICS THỬ/CN=NGUYỄN VĂN HAI'],
	] as const) {
		openssl('req', '-newkey', 'rsa:2048', '-nodes', '-utf8', '-subj', subject, '-keyout', `${name}.key`, '-out', 'csr');
		const issue = ['-req', '-in', 'csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30'];
		openssl('x509', ...issue, '-extfile', 'ext', '-out', `${name}.pem`);
		const both = ['-inkey', `${name}.key`, '-in', `${name}.pem`, '-certfile', 'ca.pem'];
		openssl('pkcs12', '-export', ...both, '-out', `${name}.p12`, '-passout', 'pass:x');
	}

	const { PDFDocument, StandardFonts, rgb } = await import('@cantoo/pdf-lib');
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const number of [1, 2]) {
		const page = pdf.addPage([595, 842]);
		page.drawText(`Trang ${number}: so tien 1 000 000`, { x: 60, y: 740, size: 20, font });
		for (let line = 0; line < 14; line++) {
			page.drawRectangle({
				x: 60,
				y: 680 - line * 28,
				width: 440 - (line % 3) * 50,
				height: 5,
				color: rgb(0.6, 0.6, 0.6),
			});
		}
	}
	const unsigned = at('bản quét chưa ký.pdf');
	writeFileSync(unsigned, await pdf.save({ useObjectStreams: false }));
	const node = process.env.VNACCS_KEYRING_NODE ?? process.execPath;
	const sign = (input: string, output: string, name: string) => {
		const options = ['--out', output, '--p12', at(`${name}.p12`), '--stamp', 'auto'];
		execFileSync(node, [join(root, 'electron/cli.ts'), 'sign', input, ...options], { input: 'x\n', stdio: 'pipe' });
		expect(existsSync(output)).toBe(true);
		return output;
	};
	const valid = sign(unsigned, at('công văn đã ký.pdf'), 'một');
	const twice = sign(valid, at('hợp đồng hai bên ký.pdf'), 'hai');

	const bytes = readFileSync(valid);
	bytes[bytes.indexOf('/MediaBox [ 0 0 595') + 17]! ^= 1;
	const tampered = at('công văn bị sửa.pdf');
	writeFileSync(tampered, bytes);

	const update = await PDFDocument.load(readFileSync(valid), { forIncrementalUpdate: true } as never);
	update.getPage(0).drawRectangle({ x: 50, y: 730, width: 400, height: 40, color: rgb(1, 1, 1) });
	update.getPage(0).drawText('Trang 1: so tien 9 000 000', { x: 60, y: 740, size: 20 });
	const replaced = at('công văn thay trang.pdf');
	writeFileSync(replaced, await update.save({ useObjectStreams: false }));

	const locked = at('có mật khẩu.pdf');
	execFileSync('qpdf', ['--encrypt', 'mo', 'chu', '256', '--', unsigned, locked]);
	const damaged = at('hỏng.pdf');
	writeFileSync(damaged, readFileSync(valid).subarray(0, 500));
	return { valid, twice, tampered, unsigned, replaced, locked, damaged };
}
