import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answerSaveDialog, expect, test } from './application.ts';
import { Keyboard } from './keyboard.ts';
import { cutPowerAtFirstFile, killAndReopen, reopen, temporariesIn, theDossier } from './kill.ts';
import { begin } from './prepare.ts';
import { addPapers, askForPin, create, makePapers, merge, openDraft, pin, recordSent, save, sign } from './walk.ts';

test.describe.configure({ mode: 'parallel' });

test('killed after every step, the dossier opens at that step with everything in it', async ({ application }) => {
	test.setTimeout(240_000);
	await begin(application.page);
	const user = new Keyboard(application);
	const papers = await makePapers(join(application.folder, 'bản quét'));
	const onStep = (name: string) => expect(user.page.getByRole('heading', { name, exact: true })).toBeVisible();

	await test.step('letter: the last key typed is kept', async () => {
		await user.press('Control+n');
		await create(user, 'vnaccs-admin-password');
		await user.tabTo(user.page.getByLabel('Số, ký hiệu công văn'));
		await user.type('12/CV-ĐTP');
		// It saves by itself, 0.8 s after the last key.
		await expect.poll(async () => (await theDossier(user)).letter.number, { timeout: 2000 }).toBe('12/CV-ĐTP');
		await killAndReopen(application, user);
		await onStep('Soạn công văn');
		await expect(user.page.getByLabel('Số, ký hiệu công văn')).toHaveValue('12/CV-ĐTP');
		await user.tabTo(user.page.getByRole('combobox', { name: /^Lý do/ }));
		await user.press('ArrowDown');
		await expect.poll(async () => (await theDossier(user)).letterProblems, { timeout: 2000 }).toEqual([]);
		const { letter } = await theDossier(user);
		expect((await killAndReopen(application, user)).letter).toEqual(letter);
		await onStep('Soạn công văn');
	});

	await test.step('scans: the pages are there as they were ordered and turned', async () => {
		await user.wait(() => user.press('Control+Enter'), user.page.getByRole('heading', { name: 'Thêm bản quét' }));
		await addPapers(user, application, papers, 3);
		const tiles = () => user.page.locator('[aria-pressed][draggable]');
		await user.tabTo(tiles().first());
		await user.press('End', 'Control+ArrowLeft', 'r');
		await expect.poll(async () => (await theDossier(user)).pages[1]?.rotation).toBe(90);
		const { pages } = await theDossier(user);
		expect((await killAndReopen(application, user)).pages).toEqual(pages);
		await onStep('Thêm bản quét');
		await expect(tiles()).toHaveCount(3);
	});

	await test.step('merge: the file is there', async () => {
		await merge(user);
		const { merged } = await theDossier(user);
		expect((await killAndReopen(application, user)).merged).toEqual(merged);
		await onStep('Ghép một tệp PDF');
		await expect(user.page.getByText(/Đã ghép lúc/)).toBeVisible();
	});

	const target = join(application.folder, 'gửi hải quan');
	await test.step('sign: the signature and the saved copy are there', async () => {
		await sign(user, application);
		mkdirSync(target);
		await save(user, application, join(target, 'đã ký.pdf'));
		const { signed } = await theDossier(user);
		expect(await killAndReopen(application, user)).toMatchObject({ signed, savedAs: 'đã ký.pdf' });
		await onStep('Ký số');
		await expect(user.page.getByText(/Đã ký .* · Hợp lệ/)).toBeVisible();
	});

	await test.step('mail: the draft is there, and that it was made', async () => {
		await openDraft(user, application);
		const { sending } = await theDossier(user);
		expect(sending.events.map(({ kind }) => kind)).toEqual(['draft']);
		expect((await killAndReopen(application, user)).sending).toEqual(sending);
		await onStep('Kiểm tra lần cuối và soạn email');
	});

	await test.step('sent: the count of working days goes on', async () => {
		await recordSent(user);
		const { sending } = await theDossier(user);
		expect((await killAndReopen(application, user)).sending).toEqual(sending);
		await onStep('Theo dõi trả lời');
		await expect(user.page.getByText(/Còn 3 ngày làm việc/)).toBeVisible();
	});
	expect(user.lost).toEqual([]);
});

test('without power in the middle of merging, signing and saving, nothing half-written stays', async ({
	application,
}) => {
	test.setTimeout(240_000);
	await begin(application.page);
	const user = new Keyboard(application);
	const papers = await makePapers(join(application.folder, 'bản quét'));
	await user.press('Control+n');
	await create(user, 'vnaccs-admin-password');
	await user.tabTo(user.page.getByLabel('Số, ký hiệu công văn'));
	await user.type('12/CV-ĐTP');
	await user.tabTo(user.page.getByRole('combobox', { name: /^Lý do/ }));
	await user.press('ArrowDown');
	await user.wait(() => user.press('Control+Enter'), user.page.getByRole('heading', { name: 'Thêm bản quét' }));
	await addPapers(user, application, papers, 3);
	const { id } = await theDossier(user);
	const own = join(application.folder, 'dossiers', id);

	await test.step('merging', async () => {
		await user.press('Control+Enter');
		await expect(user.page.getByRole('button', { name: /^Ghép Ctrl/ })).toBeVisible();
		const ended = await cutPowerAtFirstFile(application, own, () => user.press('Control+Enter'));
		const { merged } = await reopen(application, user, ended);
		expect(merged === null || existsSync(join(own, 'merged.pdf'))).toBe(true);
		if (!merged) await merge(user);
	});

	await test.step('signing', async () => {
		const act = user.page.getByRole('button', { name: /^Ký số( Ctrl|$)/ });
		if (!(await act.isVisible())) await user.press('Control+Enter');
		await expect(act).toBeVisible();
		const ended = await cutPowerAtFirstFile(application, own, () => askForPin(user, application, pin));
		const { signed } = await reopen(application, user, ended);
		expect(signed === null || existsSync(join(own, 'signed.pdf'))).toBe(true);
		if (!signed) await sign(user, application);
	});

	await test.step('saving', async () => {
		const target = join(application.folder, 'gửi hải quan');
		mkdirSync(target);
		await answerSaveDialog(application, join(target, 'đã ký.pdf'));
		const ended = await cutPowerAtFirstFile(application, target, () => user.press('Control+s'));
		await reopen(application, user, ended);
		expect(temporariesIn(target)).toEqual([]);
		const { savedAs } = await theDossier(user);
		expect(readdirSync(target)).toEqual(savedAs === null ? expect.anything() : ['đã ký.pdf']);
	});
});
