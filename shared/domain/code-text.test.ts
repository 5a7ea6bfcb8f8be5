import fc from 'fast-check';
import { expect, test } from 'vitest';
import { charactersOf, isVietnameseLetter, normalizeCode, upperCode } from './code-text.ts';

test('a pasted code loses spaces, line ends and zero-width characters and says how many', () => {
	expect(normalizeCode('\ufeffV2060\u200b 001\u00a0\r\n')).toEqual({ value: 'V2060001', spaces: 4, invisible: 2 });
});

test('a clean code is left alone', () => {
	expect(normalizeCode('V2060001')).toEqual({ value: 'V2060001', spaces: 0, invisible: 0 });
});

test('letters in parts become one letter', () => {
	expect(normalizeCode('A\u0302').value).toBe('Â');
	expect(normalizeCode('A \u0302').value).toBe('Â');
});

test('upper case never touches a Vietnamese letter', () => {
	expect(upperCode('v20âđß')).toBe('V20âđß');
});

test.each(['Â', 'â', 'Đ', 'đ', 'Ế', 'ư', 'V\u0302', 'ỵ'])(
	'%s is a letter of the Vietnamese keyboard tool',
	(letter) => {
		expect(isVietnameseLetter(letter)).toBe(true);
	},
);

test.each(['A', 'z', '0', '$', 'ß', 'Ж', '漢'])('%s is not', (letter) => {
	expect(isVietnameseLetter(letter)).toBe(false);
});

test('a normalised code has nothing left to remove', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const { value } = normalizeCode(text);
			expect(normalizeCode(value)).toEqual({ value, spaces: 0, invisible: 0 });
			expect(charactersOf(value).join('')).toBe(value);
		}),
	);
});
