import { expect, test } from 'vitest';
import addressee from '../../../resources/letters/addressee.json' with { type: 'json' };
import wording from '../../../resources/mail/mail.json' with { type: 'json' };
import { letterKinds } from '../letter/letter-request.ts';
import { composeMail, type MailFacts, phoneScript, timeInVietnam } from './compose-mail.ts';

const facts = (change: Partial<MailFacts> = {}): MailFacts => ({
	kind: 'vnaccs-admin-password',
	letter: {
		...{ number: '7', place: 'Hải Phòng', date: '2026-11-16', reason: '', oldCertificate: null, newCertificate: null },
		company: {
			...{ name: 'Công ty Nguyễn Thị Ngọc Ẩn', shortName: 'ĐTP', taxCode: '0201234569001', address: '' },
			...{ phone: '0225 3123 456', email: 'xnk@duongtranphu.vn' },
		},
		representative: { name: 'Ẩn', title: '', idType: 'cccd', idNumber: '', idDate: '', idPlace: '' },
	},
	papers: ['business-registration', 'business-registration', 'representative-id'],
	fileName: 'a.pdf',
	sending: { sentAt: '2026-11-16T17:30:00Z', sentTo: 'khac@customs.gov.vn', earlier: [] },
	address: addressee,
	...change,
});

test.each(letterKinds)('%s: every text is filled, names its request, and is in NFC', (kind) => {
	for (const what of ['request', 'reminder'] as const) {
		const { subject, body } = composeMail(wording, facts({ kind }), what);
		expect(`${subject} ${body}`).not.toMatch(/[{}]/);
		expect(body).toContain(wording.kinds[kind].request);
		expect(body).toContain('07/CV-ĐTP ngày 16/11/2026');
		expect(body).toBe(body.normalize('NFC'));
	}
	expect(phoneScript(wording, facts({ kind })).join(' ')).not.toMatch(/[{}]/);
});

test('the first mail goes to the official mailbox, a reminder where the dossier went', () => {
	expect(composeMail(wording, facts(), 'request')).toMatchObject({
		to: 'bophanhotro@customs.gov.vn',
		from: 'xnk@duongtranphu.vn',
		subject: expect.stringMatching(/^MST 0201234569-001 – /),
	});
	const reminder = composeMail(wording, facts(), 'reminder');
	expect(reminder).toMatchObject({ to: 'khac@customs.gov.vn', subject: expect.stringMatching(/^Nhắc: MST/) });
	expect(reminder.body).toContain('lúc 00:30 17/11/2026');
});

test('a second sending says which one it supplements, a first one does not', () => {
	const earlier = [
		{ version: 1, sentAt: '2026-11-10T02:40:00Z', sentTo: '', answer: null, fileName: 'a.pdf', signedAt: '' },
	];
	const again = composeMail(wording, facts({ sending: { sentAt: null, sentTo: '', earlier } }), 'request');
	expect(again.body).toContain('bổ sung hồ sơ đã gửi lúc 09:40 10/11/2026');
	expect(composeMail(wording, facts(), 'request').body).not.toContain('bổ sung');
	expect(again.body.match(/giấy chứng nhận đăng ký doanh nghiệp/g)).toHaveLength(1);
});

test('a wording with an unknown placeholder is a defect', () => {
	const broken = { ...wording, body: ['{company.nmae}'] };
	expect(() => composeMail(broken, facts(), 'request')).toThrow('{company.nmae}');
});

test('the clock of Viet Nam, whatever the zone of the PC', () => {
	expect(timeInVietnam('2026-12-31T17:05:00.000Z')).toBe('00:05 01/01/2027');
});
