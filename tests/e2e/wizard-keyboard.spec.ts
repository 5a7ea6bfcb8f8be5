import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFindings, closeBy, expect, screens, shoot, test } from './application.ts';
import { Keyboard } from './keyboard.ts';
import { begin } from './prepare.ts';
import {
	addPapers,
	chooseKind,
	makePapers,
	openDraft,
	readToken,
	recordSent,
	save,
	sign,
	writeLetter,
} from './walk.ts';

/** One dossier without a mouse: every control is reached, every stop can be seen, no dialog loses the place. */

test('every control of the wizard is reached by keyboard and shows that it has the focus', async ({ application }) => {
	test.setTimeout(240_000);
	await begin(application.page);
	const user = new Keyboard(application);
	const { page } = user;
	const main = page.locator('main');
	const dialog = page.getByRole('dialog');
	const question = page.locator('[role=dialog], [role=alertdialog]');
	const unreached: string[] = [];
	const tour = async (name: string, area = main) => {
		for (const control of await user.tour(area)) unreached.push(`${name}: ${control}`);
	};
	const heading = (name: string) => page.getByRole('heading', { name, exact: true });
	const leadOn = (name: RegExp) => user.use(page.getByRole('button', { name }));

	await test.step('a new dossier from Hôm nay; the mailbox is asked about first', async () => {
		await user.use(main.getByRole('button', { name: /^Lập hồ sơ mới/ }));
		await expect(dialog).toBeVisible();
		await user.press('Escape');
		await expect(dialog).toHaveCount(0);
		await user.keepsFocus('after the dialog was closed');
		await leadOn(/^Lập hồ sơ mới/);
		await chooseKind(user, 'nsw-password');
		await user.tabTo(dialog.getByRole('radio', { name: 'Còn vào được', exact: true }));
		await user.press('Space');
		await expect(dialog.getByText('Tự lấy lại mật khẩu, không cần hồ sơ')).toBeVisible();
		await shoot(page, 'vi', 'wizard-1-mailbox');
		await tour('new dossier', dialog);
		await user.tabTo(dialog.locator('input[value="nsw-password"]'));
		await chooseKind(user, 'vnaccs-certificate-update');
		await user.use(dialog.getByRole('button', { name: /^Lập hồ sơ(?! mới)/ }));
		await expect(heading('Soạn công văn')).toBeVisible();
		await user.keepsFocus('in the new dossier');
	});

	await test.step('letter: what is missing is gone to from the list of problems', async () => {
		await user.press('Control+Enter');
		const problems = page.getByRole('alert').filter({ hasText: 'ô cần sửa' });
		await expect(problems).toBeVisible();
		await user.use(problems.getByRole('button', { name: /lý do/i }).first());
		await user.isOn(page.getByRole('combobox', { name: /^Lý do/ }), 'from the list of problems');
		await user.tabTo(page.getByRole('textbox', { name: /^Ngày công văn/ }), 'Shift+Tab');
		await user.press('F8');
		await expect(page.getByRole('dialog', { name: /Ngày công văn/ })).toBeVisible();
		await user.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await user.isOn(page.getByRole('textbox', { name: /^Ngày công văn/ }), 'after the calendar');
		await tour('letter');
		const read = main.getByRole('button', { name: 'Đọc từ USB Token' }).first();
		await user.tabTo(read, 'Shift+Tab');
		await user.press('Enter');
		await expect(dialog.getByText('CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ').first()).toBeVisible();
		await shoot(page, 'vi', 'wizard-2-read-token');
		await tour('token dialog', dialog);
		await user.press('Escape');
		await expect(dialog).toHaveCount(0);
		await user.isOn(read, 'after the token dialog');
		await readToken(user, read);
		await shoot(page, 'vi', 'wizard-3-letter-certificate');
		await writeLetter(user);
	});

	await test.step('scans: papers missing, chosen, ordered, turned, named, removed and brought back', async () => {
		await user.press('Control+Enter');
		await user.keepsFocus('at what is missing');
		await shoot(page, 'vi', 'wizard-4-papers-missing');
		const papers = await makePapers(join(application.folder, 'bản quét'));
		await addPapers(user, application, papers, 3);
		const tiles = page.getByRole('list', { name: 'Các trang của hồ sơ' }).locator('[aria-pressed]');
		await tour('scans');
		await user.tabTo(tiles.first(), 'Shift+Tab');
		await user.press('Tab', 'Enter');
		await expect(page.getByRole('menuitemradio').first()).toBeVisible();
		// Axe wants the kit's menu, which lies beside the page, in a landmark.
		await page.screenshot({ path: join(screens, 'vi', 'wizard-5-paper-menu.png') });
		await user.press('ArrowDown', 'Enter');
		await expect(page.getByRole('menu')).toHaveCount(0);
		await user.keepsFocus('after the menu of papers');
		await expect(page.getByText('Đã đổi loại giấy tờ của 1 trang.')).toBeVisible();
		await user.press('Control+z');
		await user.tabTo(tiles.first(), 'Shift+Tab');
		await user.press('End', 'Delete');
		await expect(tiles).toHaveCount(2);
		await user.isOn(tiles.nth(1), 'after a page was removed');
		await user.press('Control+z');
		await expect(tiles).toHaveCount(3);
		await user.keepsFocus('after the removal was undone');
		await user.tabTo(tiles.locator('visible=true').and(page.locator('[tabindex="0"]')), 'Shift+Tab');
		await user.press('Home', 'Shift+ArrowRight', 'Control+ArrowRight', 'r');
		await expect(page.getByText('Đã xoay 2 trang.')).toBeVisible();
		await shoot(page, 'vi', 'wizard-6-pages-chosen');
		await user.press('Space');
		await expect(dialog).toBeVisible();
		await shoot(page, 'vi', 'wizard-7-page');
		await user.press('Escape');
		await expect(dialog).toHaveCount(0);
		await user.isOn(page.locator('[aria-pressed][tabindex="0"]'), 'after the large page');
		await leadOn(/^Tiếp: Ghép một tệp PDF/);
		await expect(heading('Ghép một tệp PDF')).toBeVisible();
	});

	await test.step('merge', async () => {
		await user.keepsFocus('on the step of merging');
		await leadOn(/^Ghép Ctrl/);
		await expect(page.getByText(/Đã ghép lúc/)).toBeVisible();
		await user.keepsFocus('after merging');
		await tour('merge');
		await leadOn(/^Tiếp: Ký số/);
	});

	await test.step('sign: the pages turn, the PIN window is left with Esc, and a short PIN is not sent', async () => {
		const act = page.getByRole('button', { name: /^Ký số( Ctrl|$)/ });
		await expect(act).toBeVisible({ timeout: 30_000 });
		await tour('sign');
		const turn = page.getByRole('button', { name: 'Trang sau' });
		await user.tabTo(turn, 'Shift+Tab');
		while (await turn.isEnabled()) await user.press('Enter');
		await user.keepsFocus('on the last page');
		const [window] = await Promise.all([application.electron.waitForEvent('window'), user.press('Control+Enter')]);
		const field = window.locator('input[type=password]');
		await expect(field).toBeFocused();
		await window.keyboard.type('12');
		await window.keyboard.press('Enter');
		await expect(window.getByRole('alert')).not.toBeEmpty();
		await expect(field).toBeFocused();
		await shoot(window, 'vi', 'wizard-8-pin-short');
		await closeBy(window, () => window.keyboard.press('Escape'));
		await expect(page.getByText('việc nhập mã PIN đã được hủy')).toBeVisible();
		await user.keepsFocus('after the PIN window was left');
		await sign(user, application);
		await tour('signed');
	});

	await test.step('saved, drafted, looked over and recorded', async () => {
		const target = join(application.folder, 'gửi hải quan');
		mkdirSync(target);
		await save(user, application, join(target, 'đã ký.pdf'));
		await openDraft(user, application);
		await tour('mail');
		const edit = page.getByRole('button', { name: 'Sửa: Tiêu đề' });
		await user.tabTo(edit, 'Shift+Tab');
		await user.press('Enter');
		await expect(question).toBeVisible();
		await user.isOn(question.getByLabel('Tiêu đề'), 'in the mail, on what is to be changed');
		await tour('mail dialog', question);
		await user.press('Escape');
		await expect(question).toHaveCount(0);
		await user.isOn(edit, 'after the mail dialog');
		await recordSent(user);
		await tour('track');
		for (const name of ['Hoàn tác…', /^Gọi 1900/, /^Ghi nhận kết quả/]) {
			const opener = page.getByRole('button', { name });
			await user.tabTo(opener);
			await user.press('Enter');
			await expect(question).toBeVisible();
			await tour(`dialog ${name}`, question);
			await user.press('Escape');
			await expect(question).toHaveCount(0);
			await user.isOn(opener, `after the dialog ${name}`);
		}
	});

	expect(user.lost).toEqual([]);
	expect(unreached).toEqual([]);
	expect([...user.withoutRing]).toEqual([]);
	expect(accessibilityFindings).toEqual([]);
});
