import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateInVietnam, daysBetween, formatDate, parseDate } from './dates.ts';

describe('a typed date', () => {
	test.each([
		['05122026', '2026-12-05'],
		['5/12/2026', '2026-12-05'],
		['05/12/2026', '2026-12-05'],
		['5-12-26', '2026-12-05'],
		['05-12-26', '2026-12-05'],
		['  5 / 12 / 2026 \n', '2026-12-05'],
		['\u200b5/12/2026', '2026-12-05'],
		['5.12.2026', '2026-12-05'],
		['5 12 2026', '2026-12-05'],
		['2026-12-05', '2026-12-05'],
		['29/2/2028', '2028-02-29'],
		['1/1/70', '1970-01-01'],
		['1/1/69', '2069-01-01'],
	])('%j is %s', (text, date) => expect(parseDate(text)).toBe(date));

	test.each([
		'31/02/2026',
		'29/2/2026',
		'29/2/2100',
		'31/4/2026',
		'12/31/2026',
		'0/1/2026',
		'1/0/2026',
		'5/12-2026',
		'5/12/226',
		'5/12/0206',
		'05122',
		'051226',
		'5/12',
		'2026/12/05',
		'2026-13-01',
		'5/12/2026 10:00',
		'',
		'hôm nay',
	])('%j is no date', (text) => expect(parseDate(text)).toBeNull());

	test('every day can be typed in every form and shown again', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2199, 11, 31) / 86_400_000 }),
				(days) => {
					const date = new Date(days * 86_400_000).toISOString().slice(0, 10);
					const shown = formatDate(date);
					const [day, month, year] = shown.split('/').map(Number);
					for (const text of [date, shown, shown.replaceAll('/', ''), `${day}-${month}-${year}`]) {
						expect(parseDate(text)).toBe(date);
					}
				},
			),
		);
	});

	test('no text makes an impossible date', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^\d{1,2}[-/]\d{1,2}[-/](\d{2}|\d{4})$/), (text) => {
				const date = parseDate(text);
				if (date !== null) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
			}),
		);
	});
});

test('an instant is a day of Viet Nam, whatever the zone of the PC', () => {
	expect(dateInVietnam('2026-11-16T16:59:59.999Z')).toBe('2026-11-16');
	expect(dateInVietnam('2026-11-16T17:00:00Z')).toBe('2026-11-17');
	expect(dateInVietnam('2026-12-31T17:00:00.000Z')).toBe('2027-01-01');
});

test('what is not an ISO date is shown as it is', () => {
	expect(formatDate('')).toBe('');
	expect(formatDate('dự kiến')).toBe('dự kiến');
});

test('days between two dates, also over a leap day', () => {
	expect(daysBetween('2026-11-16', '2026-12-24')).toBe(38);
	expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
	expect(daysBetween('2026-11-16', '2026-11-12')).toBe(-4);
});

test('a day some days away, also over the end of a year', () => {
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
	expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});
