import { expect, test } from 'vitest';
import { tidy, tidyDate } from './entry-text.ts';

test('typed text is stored composed and without spaces around it', () => {
	expect(tidy(`  ${'Đức'.normalize('NFD')}\u00a0 `)).toBe('Đức'.normalize('NFC'));
});

test('a day is a real day or empty', () => {
	expect(tidyDate('d', ' 2024-02-29 ')).toBe('2024-02-29');
	expect(tidyDate('d', '')).toBe('');
	for (const wrong of ['2023-02-29', '2026-13-01', '29/04/2021', '2026-1-1', 'hôm nay']) {
		expect(() => tidyDate('d', wrong), wrong).toThrow('INPUT_FIELD');
	}
});
