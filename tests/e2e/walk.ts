import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Locator } from '@playwright/test';
import type { DossierKind } from '../../shared/contracts/dossiers-contract.ts';
import { type Application, answerOpenDialog, answerSaveDialog, closeBy, expect } from './application.ts';
import type { Keyboard } from './keyboard.ts';

/** The steps of the dossier wizard as a declarant takes them, with keys alone. Each answers when its result is on screen. */

/** Of the practice token. */
export const pin = '12345678';

/** What is typed into the fields of the letter that the company does not fill; a list takes its next value. */
const answers: Record<string, string> = {
	'Số, ký hiệu công văn': '12/CV-ĐTP',
	'Lý do': 'ArrowDown',
};

export async function create(user: Keyboard, kind: DossierKind): Promise<void> {
	const { page } = user;
	const dialog = page.getByRole('dialog');
	await expect(dialog).toBeVisible();
	await chooseKind(user, kind);
	if (kind === 'nsw-password') {
		await user.tabTo(dialog.getByRole('radio', { name: 'Còn vào được', exact: true }));
		await user.press('ArrowRight');
		await expect(dialog.getByRole('radio', { name: 'Không vào được', exact: true })).toBeChecked();
	}
	await user.wait(() => user.press('Control+Enter'), page.getByRole('heading', { name: 'Soạn công văn' }));
	await user.keepsFocus('after a new dossier');
}

/** The arrow keys, from the kind that has the focus when the dialog opens. */
export async function chooseKind(user: Keyboard, kind: DossierKind): Promise<void> {
	const kinds = user.page.getByRole('radiogroup', { name: 'Nội dung đề nghị' });
	const wanted = kinds.locator(`input[value="${kind}"]`);
	await expect(kinds.locator(':focus')).toHaveCount(1);
	for (let step = 0; !(await wanted.isChecked()); step++) {
		if (step > 20) throw new Error(`The arrow keys do not reach ${kind}.`);
		await user.press('ArrowDown');
	}
}

/** Fills the letter from its first field to its last with Enter, and goes on. */
export async function writeLetter(user: Keyboard): Promise<void> {
	const { page } = user;
	const form = page.getByRole('form', { name: 'Nội dung công văn' });
	const number = form.getByLabel('Số, ký hiệu công văn');
	await expect(number).toBeVisible();
	const read = form.getByRole('button', { name: 'Đọc từ USB Token' }).first();
	const certificate = (await read.count()) > 0;
	if (certificate) await readToken(user, read);
	await user.tabTo(number, certificate ? 'Shift+Tab' : 'Tab');
	for (let step = 0; ; step++) {
		const here = await page.evaluate(() => {
			const { labels, value, dataset } = document.activeElement as HTMLInputElement;
			return { label: labels?.[0]?.textContent ?? '', value, last: dataset?.enterLast !== undefined };
		});
		if (here.last) break;
		if (step > 60) throw new Error(`Enter goes round the letter, now at ${here.label}.`);
		const [, answer] = Object.entries(answers).find(([label]) => here.label.startsWith(label)) ?? [];
		if (here.value === '' && answer) await (answer.startsWith('Arrow') ? user.press(answer) : user.type(answer));
		await user.press('Enter');
	}
	// The button that leads on has the focus.
	await user.wait(() => user.press('Enter'), page.getByRole('heading', { name: 'Thêm bản quét' }));
	await user.keepsFocus('after the letter');
}

export async function readToken(user: Keyboard, read: Locator): Promise<void> {
	const dialog = user.page.getByRole('dialog');
	const own = dialog.locator('button:enabled', { hasText: 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ' });
	await user.tabTo(read);
	await user.wait(() => user.press('Enter'), own);
	await user.use(own);
	await expect(dialog).toHaveCount(0);
	await user.isOn(read, 'after a certificate was chosen');
}

/** The files chosen in the dialog of the system, which Ctrl+O opens. */
export async function addPapers(
	user: Keyboard,
	application: Application,
	files: string[],
	pages: number,
): Promise<void> {
	await answerOpenDialog(application, files);
	const tiles = user.page.getByRole('list', { name: 'Các trang của hồ sơ' }).locator('[aria-pressed]');
	await user.wait(() => user.press('Control+o'), tiles.nth(pages - 1));
	await user.keepsFocus('after papers came in');
}

export async function merge(user: Keyboard): Promise<void> {
	const { page } = user;
	const heading = page.getByRole('heading', { name: 'Ghép một tệp PDF' });
	if (!(await heading.isVisible())) await user.wait(() => user.press('Control+Enter'), heading);
	await user.wait(() => user.press('Control+Enter'), page.getByText(/Đã ghép lúc/));
	await user.keepsFocus('after merging');
}

/** From the merged file to the signed one. */
export async function sign(user: Keyboard, application: Application): Promise<void> {
	const { page } = user;
	const act = page.getByRole('button', { name: /^Ký số( Ctrl|$)/ });
	if (await page.getByText(/Đã ghép lúc/).isVisible()) await user.wait(() => user.press('Control+Enter'), act);
	else await user.wait(async () => undefined, act);
	await askForPin(user, application, pin);
	await user.wait(async () => undefined, page.getByText(/Đã ký .* · Hợp lệ/));
	await user.keepsFocus('after signing');
}

/** Ctrl+Enter opens the PIN window, which has the focus in its field; Enter sends what is typed. */
export async function askForPin(user: Keyboard, { electron }: Application, typed: string): Promise<void> {
	const from = performance.now();
	const [window] = await Promise.all([electron.waitForEvent('window'), user.press('Control+Enter')]);
	await expect(window.locator('input[type=password]')).toBeFocused();
	user.waited += performance.now() - from;
	await window.keyboard.type(typed);
	await closeBy(window, () => window.keyboard.press('Enter'));
}

export async function save(user: Keyboard, application: Application, target: string): Promise<void> {
	await answerSaveDialog(application, target);
	const name = target.slice(target.lastIndexOf('/') + 1);
	await user.wait(() => user.press('Control+s'), user.page.getByText(name));
	await user.keepsFocus('after saving');
}

export async function openDraft(user: Keyboard, { electron }: Application): Promise<void> {
	const { page } = user;
	await electron.evaluate(({ shell }) => {
		shell.openPath = async () => '';
	});
	const heading = page.getByRole('heading', { name: 'Kiểm tra lần cuối và soạn email' });
	if (await page.getByText(/Đã ký .* · Hợp lệ/).isVisible())
		await user.wait(() => user.press('Control+Enter'), heading);
	await user.keepsFocus('on the mail step');
	await user.wait(() => user.press('Control+Enter'), page.getByText('Đã mở email nháp'));
	await user.keepsFocus('after the draft was opened');
}

export async function recordSent(user: Keyboard): Promise<void> {
	const { page } = user;
	await user.use(page.getByRole('button', { name: 'Đã gửi', exact: true }));
	const question = page.getByRole('alertdialog');
	await expect(question).toBeVisible();
	await user.isOn(question.getByRole('button', { name: 'Hủy' }), 'in the question, on the safe button');
	await user.tabTo(question.getByRole('button', { name: 'Ghi nhận đã gửi' }), 'Shift+Tab');
	await user.wait(() => user.press('Enter'), page.getByRole('heading', { name: 'Theo dõi trả lời' }));
	await user.keepsFocus('after the sending was recorded');
}

/** Two scans with a word on each page: `GIAY DKKD 1`, `GIAY DKKD 2` and `CAN CUOC`. */
export async function makePapers(folder: string): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	const made = { 'scan0001.pdf': ['GIAY DKKD 1', 'GIAY DKKD 2'], 'scan0002.pdf': ['CAN CUOC'] };
	return Promise.all(
		Object.entries(made).map(async ([name, words]) => {
			const pdf = await PDFDocument.create();
			const font = await pdf.embedFont(StandardFonts.Helvetica);
			for (const word of words) pdf.addPage([595, 842]).drawText(word, { x: 60, y: 700, size: 30, font });
			writeFileSync(join(folder, name), await pdf.save());
			return join(folder, name);
		}),
	);
}
