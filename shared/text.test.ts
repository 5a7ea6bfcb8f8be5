import { expect, test } from 'vitest';
import en from '../resources/locales/en/errors.json' with { type: 'json' };
import vi from '../resources/locales/vi/errors.json' with { type: 'json' };
import { fill, messageOf } from './text.ts';

test('every place of a parameter is filled, a missing one stays visible', () => {
	expect(fill('{a} và {b}, {a}; {toString}', { a: 1, b: 'hai' })).toBe('1 và hai, 1; {toString}');
});

test('a value that looks like a place or a replacement pattern is taken as it is', () => {
	expect(fill('<{a}>', { a: '{b} $& $1', b: 'x' })).toBe('<{b} $& $1>');
});

test('the state of the PIN is told in words', () => {
	const { meaning } = messageOf(vi, { code: 'PIN_INCORRECT', params: { state: 'final' } });
	expect(meaning).toContain('Chỉ còn một lần nhập');
	expect(meaning).not.toContain('final');
});

test('a list of papers is told in words, an unknown word stays', () => {
	const error = { code: 'DOSSIER_PAPER_MISSING', params: { papers: 'representative-id, visa' } } as const;
	expect(messageOf(en, error).meaning).toContain('ID card or passport of the representative, visa');
});

test('an instant is told as a day of Viet Nam', () => {
	const error = { code: 'CERT_EXPIRED', params: { notAfter: '2026-12-24T17:00:00.000Z' } } as const;
	expect(messageOf(vi, error).meaning).toContain('25/12/2026');
	expect(messageOf(vi, { code: 'CERT_EXPIRED', params: { notAfter: '2026-12-24' } }).meaning).toContain('24/12/2026');
});

test('a refused field and what is wrong with it are told in words', () => {
	const error = { code: 'INPUT_FIELD', params: { field: 'letter.date', detail: 'DATE_SHAPE' } } as const;
	expect(messageOf(vi, error).meaning).toBe('Mục Ngày công văn: không phải ngày có thật. Không có gì được ghi.');
	const free = { code: 'INPUT_FIELD', params: { field: '--page', detail: 'a,b, c' } } as const;
	expect(messageOf(en, free).meaning).toBe('Field --page: a,b, c. Nothing was saved.');
});
