import { expect, test } from 'vitest';
import { addMonths, monthDays } from './month-days.ts';

test('six weeks from Monday on hold the whole month', () => {
	const days = monthDays('2026-11-16');
	expect(days).toHaveLength(42);
	expect(days[0]).toBe('2026-10-26');
	expect(days[6]).toBe('2026-11-01');
	expect(days.filter((day) => day.startsWith('2026-11'))).toHaveLength(30);
});

test('a month that begins on Monday begins in the first field', () => {
	expect(monthDays('2027-02-10')[0]).toBe('2027-02-01');
});

test('the same day of another month, or its last one', () => {
	expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
	expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
	expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
});
