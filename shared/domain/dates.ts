/**
 * Calendar dates as people type them. A date is text `YYYY-MM-DD` everywhere: it has no clock and no zone, so that a
 * PC set to another zone never shows the day before.
 */

const typed = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/;
const together = /^(\d{2})(\d{2})(\d{4})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The date a user typed or pasted, day before month: `05122026`, `5/12/2026`, `05-12-26`, `5.12.2026`, and ISO.
 * Two-digit years from 70 on are of the last century (an old identity card). Null when it is no date of 1900 to 2199.
 */
export function parseDate(text: string): string | null {
	const plain = text
		.replace(/[\p{DI}\p{Cf}]/gu, '')
		.trim()
		.replace(/\s*([-/.])\s*/g, '$1')
		.replace(/\s+/g, ' ');
	const parts = iso.exec(plain);
	if (parts) return dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
	const [day, month, year] = typed.test(plain) ? plain.split(/[-/. ]/) : (together.exec(plain)?.slice(1) ?? []);
	if (!day || !month || !year) return null;
	const century = year.length === 4 ? 0 : Number(year) >= 70 ? 1900 : 2000;
	return dateOf(century + Number(year), Number(month), Number(day));
}

/** `dd/MM/yyyy` of `YYYY-MM-DD`; other text comes back unchanged. */
export function formatDate(date: string): string {
	return date.replace(iso, '$3/$2/$1');
}

/** The calendar date in Viet Nam (UTC+7, no summer time) at an instant such as `2026-11-16T17:00:00.000Z`. */
export function dateInVietnam(instant: string): string {
	return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** The ISO date so many days later. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function dateOf(year: number, month: number, day: number): string | null {
	if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
	const two = (number: number) => String(number).padStart(2, '0');
	return `${year}-${two(month)}-${two(day)}`;
}

function daysIn(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
