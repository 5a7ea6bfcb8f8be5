import { Fault } from '../result.ts';

/** Typed text as it is stored: composed (NFC), without spaces around it. */
export function tidy(text: string): string {
	return text.normalize('NFC').trim();
}

/** Whether the text is an existing day written YYYY-MM-DD. */
export function isDay(text: string): boolean {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	// Date.parse takes 30 February for 2 March.
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A tidied day, `YYYY-MM-DD` or empty. Fault INPUT_FIELD {field, detail: 'DATE_INVALID'} for anything else. */
export function tidyDate(field: string, text: string): string {
	const day = tidy(text);
	if (day !== '' && !isDay(day)) throw new Fault('INPUT_FIELD', { field, detail: 'DATE_INVALID' });
	return day;
}
