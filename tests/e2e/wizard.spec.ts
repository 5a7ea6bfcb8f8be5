import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DossierKind } from '../../shared/contracts/dossiers-contract.ts';
import { letterKinds } from '../../shared/domain/letter/letter-request.ts';
import { expect, test } from './application.ts';
import { Keyboard } from './keyboard.ts';
import { begin } from './prepare.ts';
import { addPapers, create, makePapers, merge, openDraft, recordSent, save, sign, writeLetter } from './walk.ts';

/** Every kind of dossier from "Lập hồ sơ mới" to the recorded sending, with keys alone. */

test.describe.configure({ mode: 'parallel' });

/** What only the letter of that kind says. */
const asks: Record<DossierKind, RegExp> = {
	'vnaccs-admin-password': /cấp lại mật khẩu tài khoản quản trị/i,
	'vnaccs-certificate-update': /cập nhật chữ ký số mới cho tài khoản quản trị/i,
	'vnaccs-password-and-certificate': /cấp lại mật khẩu.*cập nhật chữ ký số mới/i,
	'nsw-password': /Cổng thông tin một cửa quốc gia/i,
};

for (const kind of letterKinds) {
	test(`${kind}: by keyboard from a new dossier to the recorded sending`, async ({ application }) => {
		await begin(application.page);
		const user = new Keyboard(application);
		const papers = await makePapers(join(application.folder, 'bản quét'));
		await user.press('Control+n');
		await create(user, kind);
		await writeLetter(user);
		await addPapers(user, application, papers, 3);
		await merge(user);
		await sign(user, application);
		console.log(`walk ${kind}: ${(user.waited / 1000).toFixed(1)} s`);

		const target = join(application.folder, 'gửi hải quan');
		mkdirSync(target);
		await save(user, application, join(target, 'đã ký.pdf'));
		await openDraft(user, application);
		await recordSent(user);

		const file = join(target, 'đã ký.pdf');
		const report = execFileSync('pdfsig', [file], { encoding: 'utf8' });
		expect(report).toContain('Signature is Valid.');
		expect(report).toContain('Total document signed');
		const pages = pagesOf(file);
		const letter = pages.slice(0, -3).join(' ');
		expect(letter).toMatch(asks[kind]);
		expect(letter).toContain('12/CV-ĐTP');
		expect(user.lost).toEqual([]);
		expect(pages.slice(-3)).toEqual(['GIAY DKKD 1', 'GIAY DKKD 2', 'CAN CUOC']);
	});
}

/** The words of each page, in one line. */
function pagesOf(file: string): string[] {
	const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
	return text
		.split('\f')
		.slice(0, -1)
		.map((page) => page.replaceAll(/\s+/g, ' ').trim());
}
