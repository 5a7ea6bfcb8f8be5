import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { capture } from '../../../shared/result.ts';
import { writeMailDraft } from './mail-draft.ts';

let folder = '';
beforeEach(async () => {
	folder = path.join(await mkdtemp(path.join(tmpdir(), 'vnk-')));
});
afterEach(() => rm(folder, { recursive: true }));

const subject =
	'MST 0201234569-001 – Đề nghị cấp lại mật khẩu tài khoản quản trị VNACCS của Chi nhánh Công ty TNHH Xuất nhập khẩu Đường Trần Phú tại thành phố Hải Phòng (bổ sung lần 2)';
const body =
	'Kính gửi: Bộ phận hỗ trợ.\n\nCông ty Nguyễn Thị Ngọc Ẩn kính gửi “hồ sơ”.\n.\nFrom đầu dòng\n\nTrân trọng,\nĐTP';

async function draft(name: string, bytes: Uint8Array, change: object = {}) {
	const source = path.join(folder, 'signed.pdf');
	await writeFile(source, bytes);
	const target = path.join(folder, 'draft.eml');
	await writeMailDraft(target, {
		...{ from: 'xnk@duongtranphu.vn', to: 'bophanhotro@customs.gov.vn', subject, body },
		attachment: { path: source, name },
		date: new Date('2026-11-16T01:50:00Z'),
		messageId: '0199-abc',
		...change,
	});
	const raw = await readFile(target);
	return { raw, mail: await PostalMime.parse(raw) };
}

test('another reader finds every value as it was: addresses, long subject, text, date, Message-ID, attachment', async () => {
	const bytes = Buffer.from('%PDF-1.7 nội dung');
	const { raw, mail } = await draft('0201234569_CapLaiMatKhau_20261116.pdf', bytes);
	expect(mail.from).toMatchObject({ address: 'xnk@duongtranphu.vn' });
	expect(mail.to).toMatchObject([{ address: 'bophanhotro@customs.gov.vn' }]);
	expect(mail.subject).toBe(subject);
	expect(mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(body);
	expect(mail.date).toBe('2026-11-16T01:50:00.000Z');
	expect(mail.messageId).toBe('<0199-abc@duongtranphu.vn>');
	expect(mail.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1');
	expect(mail.attachments).toHaveLength(1);
	expect(mail.attachments[0]).toMatchObject({
		filename: '0201234569_CapLaiMatKhau_20261116.pdf',
		mimeType: 'application/pdf',
		disposition: 'attachment',
	});
	expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer)).toEqual(bytes);
	// RFC 5322 section 2.1: ASCII in the head, lines of at most 998 characters, CRLF only.
	const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1');
	expect(head).toMatch(/^[\t\r\n -~]*$/);
	expect(raw.toString('latin1')).not.toMatch(/[^\r]\n/);
	expect(
		Math.max(
			...raw
				.toString('latin1')
				.split('\r\n')
				.map((line) => line.length),
		),
	).toBeLessThanOrEqual(998);
});

test('composed and decomposed names and texts give the same composed mail, named by RFC 2231 and RFC 2047', async () => {
	const name = 'Hồ sơ đề nghị cấp lại mật khẩu – Công ty Nguyễn Thị Ngọc Ẩn.pdf';
	const composed = await draft(name, Buffer.from('x'));
	const decomposed = await draft(name.normalize('NFD'), Buffer.from('x'), {
		subject: subject.normalize('NFD'),
		body: body.normalize('NFD'),
	});
	for (const { mail } of [composed, decomposed]) {
		expect(mail.attachments[0]?.filename).toBe(name);
		expect(mail.subject).toBe(subject);
	}
	const boundless = (raw: Buffer) => raw.toString('latin1').replaceAll(/-*_NmP-\w+-Part_\d+/g, '');
	expect(boundless(decomposed.raw)).toBe(boundless(composed.raw));
	expect(composed.raw.toString('latin1')).toContain("filename*0*=utf-8''");
	expect(composed.raw.toString('latin1')).toMatch(/name="?=\?UTF-8\?/);
});

test('an attachment of 10 MB comes back byte for byte, and what was typed cannot add header lines', async () => {
	const bytes = Buffer.alloc(10 * 1024 * 1024);
	for (let at = 0; at < bytes.length; at += 7) bytes[at] = at % 251;
	const { mail } = await draft('a.pdf', bytes, { subject: 'một\r\nBcc: kẻ@khac.vn' });
	expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(bytes)).toBe(true);
	expect(mail.bcc).toBeUndefined();
	expect(mail.subject).toContain('Bcc: kẻ@khac.vn');
});

test('a missing attachment leaves the old draft and no temporary file', async () => {
	await draft('a.pdf', Buffer.from('x'));
	const before = await readFile(path.join(folder, 'draft.eml'));
	await rm(path.join(folder, 'signed.pdf'));
	const { raw: _raw, ...order } = { raw: 0, ...{ from: 'a@b.vn', to: 'c@d.vn', subject, body } };
	const again = await capture(() =>
		writeMailDraft(path.join(folder, 'draft.eml'), {
			...order,
			attachment: { path: path.join(folder, 'signed.pdf'), name: 'hồ sơ.pdf' },
			date: new Date(0),
			messageId: 'x',
		}),
	);
	expect(again).toEqual({ ok: false, error: { code: 'FILE_NOT_FOUND', params: { file: 'hồ sơ.pdf' } } });
	expect(await readFile(path.join(folder, 'draft.eml'))).toEqual(before);
	expect(await readdir(folder)).toEqual(['draft.eml']);
});
