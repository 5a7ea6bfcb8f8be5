import { Fault } from '../result.ts';

/** Typed text as it is stored: composed (NFC), without spaces around it. */
export function tidy(text: string): string {
	return text.normalize('NFC').trim();
}

/** A tidied day, `YYYY-MM-DD` or empty. Fault INPUT_FIELD {field, detail: 'DATE_INVALID'} for anything else. */
export function tidyDate(field: string, text: string): string {
	const day = tidy(text);
	const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
	// Date.parse takes 30 February for 2 March.
	const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
	if (day !== '' && !real) throw new Fault('INPUT_FIELD', { field, detail: 'DATE_INVALID' });
	return day;
}
