import { expect, test } from 'vitest';
import en from '../../resources/locales/en/desktop.json' with { type: 'json' };
import vi from '../../resources/locales/vi/desktop.json' with { type: 'json' };
import { noticeOf } from './notices.ts';

test.each([
	['Vietnamese', vi, 'Có chứng thư số hết hạn ngày 31/12/2026. Mở VNACCS Keyring để xem.'],
	['English', en, 'A digital certificate ends on 31/12/2026. Open VNACCS Keyring to see which.'],
])('the end of a certificate is told by its day in %s', (_language, texts, body) => {
	const notice = noticeOf({ kind: 'certificatesEnd', on: '2026-12-31' }, texts);
	expect(notice).toEqual({ title: texts['certificates-end-title'], body });
});

test('an answer that is due and a wait that is over have fixed words: nothing of a company can stand in them', () => {
	const answers = noticeOf({ kind: 'answersDue' }, vi);
	expect(answers).toEqual({ title: vi['answers-due-title'], body: vi['answers-due'] });
	const waits = noticeOf({ kind: 'waitsOver', count: 2 }, vi);
	expect(waits).toEqual({ title: vi['waits-over-title'], body: vi['waits-over'] });
	expect(JSON.stringify([answers, waits])).not.toMatch(/[{}]\w/);
});

test('what only concerns the page is no notice', () => {
	expect(noticeOf({ kind: 'locked' }, vi)).toBeUndefined();
});
