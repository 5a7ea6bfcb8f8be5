/** Whether a text is a day that exists, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && Number(match[1]) >= 1900;
}

/** `2026-11-16` as `16/11/2026`; anything that is no date stays as typed. */
export function displayDate(text: string): string {
	return isIsoDate(text) ? text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1') : text;
}

/**
 * Day, month and year of a letter: a zero before the days 1 to 9 and before the months 1 and 2 only (Nghị định 30/2020,
 * Phụ lục I, mục II.4). Empty texts when it is no date.
 */
export function letterDay(text: string): { day: string; month: string; year: string } {
	if (!isIsoDate(text)) return { day: '', month: '', year: '' };
	const [year, month, day] = text.split('-') as [string, string, string];
	return { day, month: Number(month) > 2 ? String(Number(month)) : month, year };
}

/**
 * The letter's number and sign: a zero before a number below 10 (Nghị định 30/2020, Phụ lục I, mục II.3); a number alone
 * gets the sign of its kind (`CV` official letter, `GGT` letter of introduction, Phụ lục III), `12` becomes
 * `12/CV-<short name>`.
 */
export function letterNumber(number: string, shortName: string, sign: 'CV' | 'GGT' = 'CV'): string {
	const padded = number.replace(/^\d(?!\d)/, '0$&');
	return /^\d+$/.test(padded) ? `${padded}/${sign}-${shortName}` : padded;
}
