import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ScriptedDriver } from '../fault/scripted-driver.ts';
import {
	type Application,
	accessibilityFindings,
	answerOpenDialog,
	closeBy,
	expect,
	launch,
	newDataFolder,
	openScreen,
	preparePractice,
	removeDataFolder,
	shoot,
	test,
} from './application.ts';
import { mergedDossier } from './prepare.ts';

/** What a declarant sees of drivers and tokens that fail: SoftHSM behind a driver that does so on demand. */

const softhsm = '/usr/lib/softhsm/libsofthsm2.so';
const pin = '12345678';
const set = 'token-faults';

type Running = Pick<Application, 'electron' | 'page'>;

test('every failure of driver, token and PIN is told, and the next act works without a restart', async () => {
	test.setTimeout(300_000);
	const folder = newDataFolder();
	// The application itself sees a SoftHSM without tokens; the practice token is behind the driver that fails.
	const conf = preparePractice(join(folder, 'token'));
	const blank = join(folder, 'blank.conf');
	mkdirSync(join(folder, 'blank'));
	writeFileSync(blank, `directories.tokendir = ${join(folder, 'blank')}\nlog.level = ERROR\n`);
	const driver = new ScriptedDriver(softhsm);
	driver.set({ 'softhsm-conf': conf });
	const running = await launch(folder, { SOFTHSM2_CONF: blank });
	const { page } = running;
	try {
		await prepareDossier(running, folder);
		await openScreen(page, 'Chứng thư số');

		await test.step('no token, noticed by itself when it is plugged in and pulled', async () => {
			await expect(page.getByText('Chưa thấy USB Token', { exact: true })).toBeVisible();
			driver.set({ absent: '1' });
			await answerOpenDialog(running, driver.path);
			await page
				.getByRole('button', { name: /^Chọn tệp trình điều khiển/ })
				.first()
				.click();
			await expect(page.getByText('scripted-driver.so', { exact: true })).toBeVisible();
			await shoot(page, set, '01-no-token');
			driver.set({ absent: undefined });
			await expect(page.getByText('VNACCS Keyring thực hành').first()).toBeVisible({ timeout: 8000 });
			await expect(page.getByText('Chưa thấy USB Token', { exact: true })).toHaveCount(0);
			await shoot(page, set, '02-plugged-in');
			driver.set({ absent: '1' });
			await expect(page.getByText('Chưa thấy USB Token', { exact: true })).toBeVisible({ timeout: 8000 });
			driver.set({ absent: undefined });
		});

		await test.step('a token of another maker, and the text for whoever helps', async () => {
			driver.set({ C_GetTokenInfo: 'e1' });
			await page
				.getByRole('button', { name: /^Đọc lại/ })
				.first()
				.click();
			await expect(page.getByText('Trình điều khiển không nhận ra USB Token').first()).toBeVisible();
			await shoot(page, set, '03-not-recognised');
			await page.getByRole('button', { name: 'Thông tin chẩn đoán…' }).first().click();
			const text = page.getByRole('textbox', { name: 'Thông tin chẩn đoán USB Token' });
			await expect(text).toHaveValue(/Driver: scripted-driver\.so[\s\S]*TOKEN_NOT_RECOGNIZED/);
			await shoot(page, set, '04-diagnostics');
			await page.getByRole('button', { name: 'Chép', exact: true }).click();
			await expect
				.poll(() => running.electron.evaluate(({ clipboard }) => clipboard.readText()))
				.toContain('Driver: scripted-driver.so');
			await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
			driver.set({ C_GetTokenInfo: undefined });
		});

		await test.step('a driver file that was exchanged runs only after a second yes', async () => {
			appendFileSync(driver.path, 'changed');
			await page
				.getByRole('button', { name: /^Đọc lại/ })
				.first()
				.click();
			await expect(page.getByText('Tệp trình điều khiển đã thay đổi').first()).toBeVisible();
			await shoot(page, set, '05-driver-changed');
			await page.getByRole('button', { name: 'Vẫn dùng tệp này…' }).click();
			await expect(page.getByText('Dùng tệp trình điều khiển đã thay đổi?')).toBeVisible();
			await shoot(page, set, '06-driver-changed-question');
			await page.getByRole('button', { name: 'Dùng tệp này', exact: true }).click();
			await expect(page.getByText('VNACCS Keyring thực hành').first()).toBeVisible({ timeout: 15_000 });
		});

		await openScreen(page, 'Hồ sơ cấp lại');
		await page.getByText('HS-2026-001').first().click();
		await expect(signButton(page)).toBeVisible({ timeout: 20_000 });
		const alert = page.getByRole('alert').first();

		await test.step('wrong PIN: one login, and few tries are told before the next', async () => {
			driver.calls();
			await answerPin(running, '87654321');
			await expect(alert).toContainText('Mã PIN không đúng');
			expect(driver.logins()).toEqual(['C_Login 1']);
			await shoot(page, set, '07-wrong-pin');
		});

		await test.step('the last try needs a second consent', async () => {
			driver.set({ flags: '2040d' });
			const window = await openPin(running);
			await expect(window.getByRole('checkbox')).toBeVisible();
			await window.locator('input[type=password]').fill(pin);
			await window.keyboard.press('Enter');
			await expect(window.getByRole('alert')).not.toBeEmpty();
			await shoot(window, set, '08-pin-last-try');
			await closeBy(window, () => window.getByRole('button', { name: 'Hủy' }).click());
			expect(driver.logins()).toEqual([]);
		});

		await test.step('a locked PIN cannot be asked for', async () => {
			driver.set({ flags: '4040d' });
			await expect(page.getByText('Mã PIN đã bị khóa').first()).toBeVisible({ timeout: 8000 });
			await expect(signButton(page)).toHaveCount(0);
			await shoot(page, set, '09-pin-locked');
			driver.set({ flags: undefined });
			await expect(signButton(page)).toBeVisible({ timeout: 8000 });
		});

		for (const [picture, script, title] of [
			['10-crash', { C_Sign: 'abort' }, 'Trình điều khiển dừng khi đang dùng mã PIN'],
			['11-vanished', { vanish: 'C_Sign' }, 'USB Token đã rút ra'],
			['12-driver-fault', { C_Login: '5' }, 'Trình điều khiển USB Token báo lỗi'],
		] as const) {
			await test.step(title, async () => {
				driver.set(script);
				driver.calls();
				await answerPin(running, pin);
				await expect(alert).toContainText(title);
				expect(driver.logins()).toEqual(['C_Login 1']);
				await shoot(page, set, picture);
				driver.set(Object.fromEntries(Object.keys(script).map((key) => [key, undefined])));
				await expect(signButton(page)).toBeVisible({ timeout: 15_000 });
			});
		}

		await test.step('a driver that hangs is ended after its minute; the window answers all the while', async () => {
			driver.set({ C_Sign: 'hang' });
			await answerPin(running, pin);
			// A driver that blocked us would do so for all five seconds; one second is room for a busy machine.
			expect(await longestFrame(page, 5000)).toBeLessThan(1000);
			await shoot(page, set, '13-hanging');
			await expect(alert).toContainText('USB Token không trả lời sau khi nhận mã PIN', { timeout: 70_000 });
			await shoot(page, set, '14-hung');
			driver.set({ C_Sign: undefined });
		});

		await test.step('after all of that the file is signed with one login', async () => {
			await expect(signButton(page)).toBeVisible({ timeout: 15_000 });
			driver.calls();
			await answerPin(running, pin);
			await expect(page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible({ timeout: 30_000 });
			expect(driver.logins()).toEqual(['C_Login 1']);
		});
		expect(accessibilityFindings).toEqual([]);
	} finally {
		running.kill();
		driver.remove();
		removeDataFolder(folder);
	}
});

const signButton = (page: Page) => page.getByRole('button', { name: /^Ký số( Ctrl|$)/ });

async function openPin({ electron, page }: Running): Promise<Page> {
	const [window] = await Promise.all([electron.waitForEvent('window'), signButton(page).click()]);
	await window.waitForLoadState('domcontentloaded');
	await expect(window.getByText('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ').first()).toBeVisible();
	return window;
}

async function answerPin(running: Running, typed: string): Promise<void> {
	const window = await openPin(running);
	await window.locator('input[type=password]').fill(typed);
	await closeBy(window, () => window.keyboard.press('Enter'));
}

/** Milliseconds of the longest time without a frame of the page, each of which also asked the main process. */
function longestFrame(page: Page, milliseconds: number): Promise<number> {
	return page.evaluate(async (limit) => {
		const { keyring } = window as never as { keyring: { vault: { status(request: object): Promise<unknown> } } };
		const end = performance.now() + limit;
		let longest = 0;
		for (let last = performance.now(); last < end; ) {
			await keyring.vault.status({});
			await new Promise(requestAnimationFrame);
			const now = performance.now();
			longest = Math.max(longest, now - last);
			last = now;
		}
		return longest;
	}, milliseconds);
}

/** A company with a merged dossier, made by the calls of the page; the typing of them is the journey's test. */
async function prepareDossier(running: Running, folder: string): Promise<void> {
	const { page } = running;
	const { PDFDocument } = await import('@cantoo/pdf-lib');
	const paths = await Promise.all(
		['Giấy chứng nhận ĐKKD.pdf', 'CCCD người đại diện.pdf'].map(async (name) => {
			const document = await PDFDocument.create();
			document.addPage([595, 842]);
			writeFileSync(join(folder, name), await document.save());
			return join(folder, name);
		}),
	);
	await answerOpenDialog(running, ...paths);
	await mergedDossier(page);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
}
