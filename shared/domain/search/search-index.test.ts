import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchFold } from '../search-fold.ts';
import { createSearchIndex, type SearchEntry } from './search-index.ts';

const entry = (kind: SearchEntry['kind'], id: string, title: string, sub = '', words = ''): SearchEntry => ({
	kind,
	id,
	companyId: null,
	title,
	sub,
	words,
});
const index = createSearchIndex([
	entry('account', 'u2', 'XV206001', 'Trần Văn Phú'),
	entry('account', 'u1', 'V2060001', 'Nguyễn Thị Ngọc Ẩn', '5404FFFEB7033A91'),
	entry('company', 'c1', '0201234567-001', 'Công ty TNHH XNK Đường Trần Phú', '0201234567001'),
	entry('errorCode', 'A0004', 'A0004', 'Mật khẩu không hợp lệ'),
]);
const ids = (query: string) => index.find(query, 5).flatMap((group) => group.hits.map((hit) => hit.id));

test.each([
	['Vietnamese without marks', 'duong tran phu', ['c1']],
	['marks, upper case, decomposed', 'ĐƯỜNG TRẦN'.normalize('NFD'), ['c1']],
	['words in any order', 'an ngoc', ['u1']],
	['any part of a tax code', '12345', ['c1']],
	['a branch as it is shown and as it is stored', '0201234567-001', ['c1']],
	['a branch as it is stored', '0201234567001', ['c1']],
	['a serial with colons', '54:04:ff:fe', ['u1']],
	['a serial in groups', '5404 FFFE', ['u1']],
	['an error code', 'a0004', ['A0004']],
	['nothing', 'khong co gi', []],
	['blank', '  ', []],
])('finds by %s', (_name, query, expected) => {
	expect(ids(query)).toEqual(expected);
});

test('a hit at the start of a word comes first', () => {
	expect(ids('V206')).toEqual(['u1', 'u2']);
});

test('groups come in their fixed order and say when there is more', () => {
	const many = createSearchIndex([
		...Array.from({ length: 9 }, (_one, place) => entry('account', `u${place}`, `V206000${place}`)),
		entry('company', 'c', 'V206'),
	]);
	expect(many.find('v206', 3).map(({ kind, hits, more }) => [kind, hits.length, more])).toEqual([
		['company', 1, false],
		['account', 3, true],
	]);
});

test('it finds exactly what a plain look at every line finds', () => {
	const word = fc.stringMatching(/^[ab1 ]{0,6}$/);
	fc.assert(
		fc.property(fc.array(word, { maxLength: 30 }), fc.stringMatching(/^[ab1 ]{1,4}$/), (titles, query) => {
			const entries = titles.map((title, place) => entry('account', String(place), title));
			const found = createSearchIndex(entries)
				.find(query, 100)
				.flatMap((group) => group.hits);
			const words = searchFold(query).split(' ').filter(Boolean);
			const expected = entries.filter((one) => words.length > 0 && words.every((part) => one.title.includes(part)));
			expect(found.map((one) => one.id).sort()).toEqual(expected.map((one) => one.id).sort());
		}),
	);
});
