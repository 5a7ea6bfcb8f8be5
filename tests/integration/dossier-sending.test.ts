import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditedRemoval } from '../../electron/features/dossiers/dossier-shelf.ts';
import { dossiersContract } from '../../shared/contracts/dossiers-contract.ts';
import type { Answer } from '../../shared/contracts/sending-contract.ts';
import { fail, ok, unwrap } from '../../shared/result.ts';
import { companyId, openDossierCore } from '../fixtures/dossier-core.ts';

let folder = '';
let now = 0;
let core: ReturnType<typeof openDossierCore>;
const minutes = (count: number) => count * 60_000;

beforeEach(() => {
	folder = path.join(mkdtempSync(path.join(tmpdir(), 'vnk ')), 'hồ sơ');
	now = Date.parse('2026-11-16T01:44:00Z');
	core = openDossierCore(folder, () => now++);
});
afterEach(() => {
	core.store.close();
	rmSync(path.dirname(folder), { recursive: true });
});

async function ready(kind: 'vnaccs-admin-password' | 'nsw-password' = 'vnaccs-admin-password') {
	const { feature } = core;
	const { id, letter } = unwrap(await feature.create({ companyId, kind }));
	unwrap(await feature.saveLetter({ id, letter: { ...letter, number: '12', reason: 'quên mật khẩu' } }));
	const paths = ['Giấy ĐKKD.pdf', 'CCCD: mặt/trước.pdf'].map((name) =>
		path.join(path.dirname(folder), name.replace('/', '')),
	);
	for (const file of paths) await writeFile(file, `content of ${path.basename(file)}`);
	unwrap(await feature.addPaths({ id, paths }));
	return id;
}
async function signed() {
	const id = await ready();
	unwrap(await core.feature.merge({ id }));
	unwrap(await core.feature.sign({ id, moduleId: 'm', slot: 0, certificateSha256: 'a', stamp: false }));
	return id;
}
const at = (time: number) => new Date(time).toISOString();
async function sent() {
	const id = await signed();
	now += minutes(6);
	unwrap(await core.feature.recordSent({ id, at: at(now) }));
	return id;
}
const answer = (change: Partial<Answer> = {}): Answer => ({
	...{ outcome: 'issued', on: '2026-11-18', note: '', files: [] },
	...change,
});
const nextDays = (days: number) => {
	now += days * 86_400_000;
};

describe('the draft', () => {
	test('goes from the company to the official mailbox, in the words of the kind, with the signed file', async () => {
		const id = await signed();
		const { path: file, fileName } = unwrap(await core.feature.writeDraft(id, 'request'));
		expect(fileName).toBe('0201234569_CapLaiMatKhau_20261116.eml');
		const mail = await PostalMime.parse(await readFile(file));
		expect(mail.to).toMatchObject([{ address: 'bophanhotro@customs.gov.vn' }]);
		expect(mail.from).toMatchObject({ address: 'xnk@duongtranphu.vn' });
		expect(mail.subject).toBe('MST 0201234569 – Đề nghị cấp lại mật khẩu tài khoản quản trị VNACCS');
		expect(mail.text).toContain('công văn số 12/CV-ĐTP ngày 16/11/2026');
		expect(mail.text).toContain('giấy chứng nhận đăng ký doanh nghiệp, giấy tờ của người đại diện theo pháp luật');
		expect(mail.text).not.toMatch(/[{}]/);
		expect(mail.attachments[0]?.filename).toBe('0201234569_CapLaiMatKhau_20261116.pdf');
		expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).toString()).toBe('%PDF signed');
		expect(unwrap(await core.feature.get({ id })).sending.events).toMatchObject([{ kind: 'draft' }]);
	});

	test('has what the user typed until the template is wanted back', async () => {
		const id = await signed();
		const typed = { from: ' a@b.vn', to: 'c@d.vn ', subject: 'Tiêu  đề\n2'.normalize('NFD'), body: 'Nội dung' };
		const dossier = unwrap(await core.feature.saveMail({ id, mail: typed }));
		expect(dossier.sending.mail).toEqual({ from: 'a@b.vn', to: 'c@d.vn', subject: 'Tiêu đề 2', body: 'Nội dung' });
		const mail = await PostalMime.parse(await readFile(unwrap(await core.feature.writeDraft(id, 'request')).path));
		expect(mail.subject).toBe('Tiêu đề 2');
		expect(unwrap(await core.feature.saveMail({ id, mail: null })).sending.mail).toBeNull();
	});

	test.each([
		['to', 'không phải thư', 'EMAIL_SHAPE'],
		['from', 'a@b.vn, c@d.vn', 'EMAIL_SHAPE'],
		['subject', ' ', 'VALUE_EMPTY'],
	] as const)('is refused with a wrong %s', async (field, value, detail) => {
		const id = await signed();
		const typed = { from: 'a@b.vn', to: 'c@d.vn', subject: 's', body: 'b' };
		unwrap(await core.feature.saveMail({ id, mail: { ...typed, [field]: value } }));
		expect(await core.feature.writeDraft(id, 'request')).toEqual(fail('INPUT_FIELD', { field, detail }));
	});

	test('needs the signature, its file, and a size that mailboxes take', async () => {
		const unsigned = await ready();
		expect(await core.feature.writeDraft(unsigned, 'request')).toEqual(fail('DOSSIER_STEP', { step: 'sign' }));
		const id = await ready();
		unwrap(await core.feature.merge({ id }));
		const sign = { id, moduleId: 'm', slot: 0, certificateSha256: 'a', stamp: false };
		unwrap(await core.feature.sign(sign));
		rmSync(core.files.own(id, 'signed'));
		expect(await core.feature.writeDraft(id, 'request')).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
		core.files.size = async () => 18 * 1024 * 1024 + 1;
		unwrap(await core.feature.sign(sign));
		await truncate(core.files.own(id, 'signed'), 18 * 1024 * 1024 + 1);
		expect(await core.feature.writeDraft(id, 'request')).toMatchObject({
			error: { code: 'DOSSIER_MAIL_TOO_LARGE', params: { limitMb: 18 } },
		});
	});

	test('is copied where the user says', async () => {
		const id = await signed();
		unwrap(await core.feature.writeDraft(id, 'request'));
		const target = path.join(path.dirname(folder), 'thư.eml');
		unwrap(await core.feature.saveDraft(id, 'request', target));
		expect(await readFile(target, 'utf8')).toContain('X-Unsent: 1');
	});
});

describe('sent', () => {
	test('is recorded with its time, locks mail and signature, and is taken back with a trace', async () => {
		const id = await sent();
		const { feature } = core;
		const row = unwrap(await feature.list({}))[0];
		expect(row).toMatchObject({ id, step: 'track', sentAt: expect.any(String), outcome: null });
		expect(await feature.saveMail({ id, mail: null })).toEqual(fail('DOSSIER_SENT'));
		expect(await feature.sign({ id, moduleId: 'm', slot: 0, certificateSha256: 'a', stamp: false })).toEqual(
			fail('DOSSIER_SENT'),
		);
		expect(await feature.recordSent({ id, at: at(now) })).toEqual(fail('DOSSIER_SENT'));
		expect(await feature.reopen({ id })).toEqual(fail('DOSSIER_SENT'));
		expect(await feature.setTrashed({ id, trashed: true })).toEqual(fail('DOSSIER_SENT'));
		const undone = unwrap(await feature.undoRecord({ id, reason: 'bấm nhầm' }));
		expect(undone).toMatchObject({ step: 'mail', sending: { sentAt: null, sentTo: '' } });
		expect(undone.sending.events.map(({ kind, note }) => [kind, note])).toEqual([
			['sent', ''],
			['undone', 'bấm nhầm'],
		]);
		expect(dossiersContract.get.answer.safeParse(undone).error).toBeUndefined();
	});

	test('is neither before the signature nor in the future', async () => {
		const id = await signed();
		const early = await core.feature.recordSent({ id, at: at(now - minutes(10)) });
		expect(early).toEqual(fail('INPUT_FIELD', { field: 'sentAt', detail: 'BEFORE_SIGNATURE' }));
		const late = await core.feature.recordSent({ id, at: at(now + minutes(5)) });
		expect(late).toEqual(fail('INPUT_FIELD', { field: 'sentAt', detail: 'AT_FUTURE' }));
		expect(await core.feature.recordSent({ id: await ready(), at: at(now) })).toEqual(
			fail('DOSSIER_STEP', { step: 'sign' }),
		);
	});

	test('lets a reminder be drafted that names when it was sent, and calls be noted', async () => {
		const id = await sent();
		const { path: file, fileName } = unwrap(await core.feature.writeDraft(id, 'reminder'));
		expect(fileName).toMatch(/_Nhac\.eml$/);
		const mail = await PostalMime.parse(await readFile(file));
		expect(mail.subject).toBe('Nhắc: MST 0201234569 – Đề nghị cấp lại mật khẩu tài khoản quản trị VNACCS');
		expect(mail.text).toContain('lúc 08:50 16/11/2026');
		const { sending } = unwrap(await core.feature.recordCall({ id, note: ' gặp chị Hoa ' }));
		expect(sending.events.map(({ kind }) => kind)).toEqual(['sent', 'reminder', 'called']);
		expect(sending.events.at(-1)?.note).toBe('gặp chị Hoa');
	});
});

describe('the answer', () => {
	test('is recorded with its day and the files customs sent, once they are kept', async () => {
		const id = await sent();
		nextDays(2);
		const source = path.join(path.dirname(folder), 'Trả lời.pdf'.normalize('NFD'));
		await writeFile(source, 'answer');
		const file = unwrap(await core.feature.keepAnswerFile(id, source));
		expect(file).toMatchObject({ name: 'Trả lời.pdf', bytes: 6 });
		const dossier = unwrap(await core.feature.recordAnswer({ id, answer: answer({ files: [file], note: 'đủ' }) }));
		expect(dossier.sending.answer).toEqual({ outcome: 'issued', on: '2026-11-18', note: 'đủ', files: [file] });
		rmSync(source);
		const { shown } = unwrap(await core.feature.answerFile(id, file.id));
		expect(await readFile(shown, 'utf8')).toBe('answer');
		expect(await core.feature.reopen({ id })).toEqual(fail('DOSSIER_STEP', { step: 'track' }));
		const entered = unwrap(await core.feature.recordEntered({ id }));
		expect(entered.sending.enteredAt).not.toBeNull();
		const kinds: string[] = [];
		for (let step = 0; step < 3; step++) {
			const { sending } = unwrap(await core.feature.undoRecord({ id, reason: 'nhầm' }));
			kinds.push(sending.events.at(-1)!.on);
		}
		expect(kinds).toEqual(['entered', 'issued', 'sent']);
		expect(await core.feature.undoRecord({ id, reason: '' })).toEqual(fail('DOSSIER_STEP', { step: 'mail' }));
	});

	test.each([
		['2026-11-15', 'BEFORE_SENT'],
		['2026-11-17', 'AT_FUTURE'],
		['2026-02-30', 'DATE_INVALID'],
		['', 'VALUE_EMPTY'],
	])('on %j is refused', async (on, detail) => {
		const id = await sent();
		const refused = await core.feature.recordAnswer({ id, answer: answer({ on }) });
		expect(refused).toEqual(fail('INPUT_FIELD', { field: 'answerOn', detail }));
	});

	test('a file that was never kept cannot be named', async () => {
		const id = await sent();
		const files = [{ id: companyId, name: '../../x.pdf', bytes: 1 }];
		const refused = await core.feature.recordAnswer({ id, answer: answer({ on: '2026-11-16', files }) });
		expect(refused).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
	});

	test('that asks for more opens the dossier as the next version and keeps the first one whole', async () => {
		const id = await sent();
		nextDays(2);
		unwrap(await core.feature.recordAnswer({ id, answer: answer({ outcome: 'supplement', note: 'thiếu CCCD' }) }));
		const open = unwrap(await core.feature.reopen({ id }));
		expect(open).toMatchObject({ step: 'merge', merged: null, signed: null, savedAs: null });
		expect(open.sending).toMatchObject({ version: 2, sentAt: null, answer: null, mail: null });
		expect(open.sending.earlier).toMatchObject([
			{ version: 1, sentAt: expect.any(String), answer: { outcome: 'supplement', note: 'thiếu CCCD' } },
		]);
		expect(await readFile(core.feature.resolveFile(`${id}.signed-1`)!, 'utf8')).toBe('%PDF signed');
		const letter = { ...open.letter, number: '13' };
		expect(unwrap(await core.feature.saveLetter({ id, letter })).letter.number).toBe('13');
		unwrap(await core.feature.merge({ id }));
		unwrap(await core.feature.sign({ id, moduleId: 'm', slot: 0, certificateSha256: 'a', stamp: false }));
		const mail = await PostalMime.parse(await readFile(unwrap(await core.feature.writeDraft(id, 'request')).path));
		expect(mail.text).toContain('bổ sung hồ sơ đã gửi lúc 08:50 16/11/2026');
		now += minutes(2);
		const again = unwrap(await core.feature.recordSent({ id, at: at(now) }));
		expect(again.sending).toMatchObject({ version: 2, sentAt: expect.any(String) });
	});

	test('a signed dossier that was not sent can be opened again, too', async () => {
		const id = await signed();
		expect(unwrap(await core.feature.reopen({ id })).sending).toMatchObject({
			version: 2,
			earlier: [{ sentAt: null }],
		});
	});
});

describe('the list', () => {
	test('a copy has letter and papers, no number of a letter, and nothing of what was signed or sent', async () => {
		const id = await sent();
		nextDays(3);
		const copy = unwrap(await core.feature.duplicate({ id }));
		expect(copy).toMatchObject({ number: 'HS-2026-002', step: 'letter', merged: null, signed: null });
		expect(copy.letter).toMatchObject({ number: '', date: '2026-11-19', reason: 'quên mật khẩu' });
		expect(copy.sending).toMatchObject({ version: 1, sentAt: null, events: [] });
		expect(copy.pages).toHaveLength(2);
		for (const { id: file } of copy.attachments) {
			expect(await readFile(core.feature.resolveFile(`${copy.id}.${file}`)!, 'utf8')).toContain('content of');
		}
		expect((await readdir(path.join(folder, 'dossiers', copy.id))).sort()).toEqual(
			copy.attachments.map((one) => `${one.id}.pdf`).sort(),
		);
	});

	test('archives and takes out again; trash goes for ever after 30 days, with all its files, and not before', async () => {
		const kept = await ready();
		const id = await signed();
		const removed: string[] = [];
		const audited: AuditedRemoval = (one, work) => {
			removed.push(one);
			return work();
		};
		expect(unwrap(await core.feature.setArchived({ id: kept, archived: true })).archivedAt).not.toBeNull();
		expect(unwrap(await core.feature.setArchived({ id: kept, archived: false })).archivedAt).toBeNull();
		unwrap(await core.feature.setTrashed({ id, trashed: true }));
		await writeFile(path.join(folder, 'dossiers', kept, '.vnk-1.tmp'), 'half');
		nextDays(29);
		unwrap(await core.feature.tidyUp(audited));
		expect(unwrap(await core.feature.list({}))).toHaveLength(2);
		expect(await readdir(path.join(folder, 'dossiers', kept))).not.toContain('.vnk-1.tmp');
		nextDays(2);
		unwrap(await core.feature.tidyUp(audited));
		expect(unwrap(await core.feature.list({})).map((row) => row.id)).toEqual([kept]);
		expect(await readdir(path.join(folder, 'dossiers'))).toEqual([kept]);
		expect(removed).toEqual([id]);
		expect(unwrap(await core.feature.create({ companyId, kind: 'nsw-password' })).number).toBe('HS-2026-003');
	});

	test('deletes at once what lies in the trash, with all its files, and nothing else', async () => {
		const kept = await ready();
		const id = await signed();
		const missing = fail('STORE_RECORD_MISSING', { what: 'dossier' });
		expect(await core.feature.purge({ id })).toEqual(missing);
		unwrap(await core.feature.setTrashed({ id, trashed: true }));
		expect(await core.feature.purge({ id })).toEqual(ok(null));
		expect(unwrap(await core.feature.list({})).map((row) => row.id)).toEqual([kept]);
		expect(await readdir(path.join(folder, 'dossiers'))).toEqual([kept]);
		expect(await core.feature.purge({ id })).toEqual(missing);
	});

	test('exports every file under a readable name into a folder of its own, a second time beside the first', async () => {
		const id = await sent();
		unwrap(await core.feature.writeDraft(id, 'request'));
		const source = path.join(path.dirname(folder), 'Kết quả.PDF');
		await writeFile(source, 'answer');
		const file = unwrap(await core.feature.keepAnswerFile(id, source));
		unwrap(
			await core.feature.recordAnswer({ id, answer: answer({ outcome: 'rejected', on: '2026-11-16', files: [file] }) }),
		);
		unwrap(await core.feature.reopen({ id }));
		const parent = path.join(path.dirname(folder), 'xuất');
		await mkdir(parent);
		const { folder: name } = unwrap(await core.feature.exportTo(id, parent));
		expect(name).toBe('HS-2026-001 Cấp lại mật khẩu quản trị');
		const all = (await readdir(path.join(parent, name), { recursive: true })).map((one) => one.normalize('NFC')).sort();
		expect(all).toEqual(
			[
				'Email gửi hải quan.eml',
				'Giấy tờ',
				'Giấy tờ/01 Giấy ĐKKD.pdf',
				'Giấy tờ/02 CCCD_ mặttrước.pdf',
				'Lần gửi 1',
				'Lần gửi 1/Đã ký 0201234569_CapLaiMatKhau_20261116.pdf',
				'Trả lời của hải quan',
				'Trả lời của hải quan/01 Kết quả.PDF',
			].sort(),
		);
		expect(unwrap(await core.feature.exportTo(id, parent)).folder).toBe(`${name} (2)`);
		const missing = await core.feature.exportTo(id, path.join(parent, 'không có'));
		expect(missing).toMatchObject({ error: { code: 'FILE_FOLDER_MISSING' } });
		expect((await readdir(parent)).filter((one) => one.startsWith('.'))).toEqual([]);
	});
});
