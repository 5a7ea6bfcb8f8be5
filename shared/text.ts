import { dateInVietnam, formatDate } from './domain/dates.ts';
import type { AppError, ErrorCode, ErrorParams } from './errors/codes.ts';

/** Puts parameters into `{name}` places. A place without a parameter stays as it is, so that the gap can be seen. */
export function fill(template: string, params: ErrorParams): string {
	return template.replace(/\{(\w+)\}/g, (place, name: string) =>
		Object.hasOwn(params, name) ? String(params[name]) : place,
	);
}

/** One entry of `resources/locales/<language>/errors.json`; `values` are the words for the values of a parameter. */
export type ErrorText = {
	title: string;
	meaning: string;
	advice: string;
	values?: Record<string, Record<string, string>>;
};

/**
 * What to tell the user about an expected failure: a short title, what happened and what it means for the data, and
 * the next step. Parameters with words of their own (`state`, `step`, a list of `papers`) and dates come out readable.
 */
export function messageOf(
	texts: Record<ErrorCode, ErrorText>,
	error: AppError,
): { title: string; meaning: string; advice: string } {
	const text = texts[error.code];
	const params: ErrorParams = {};
	for (const [name, value] of Object.entries(error.params)) params[name] = readable(value, text.values?.[name]);
	return { title: fill(text.title, params), meaning: fill(text.meaning, params), advice: fill(text.advice, params) };
}

function readable(value: string | number, words: Record<string, string> | undefined): string | number {
	if (typeof value === 'number') return value;
	const said = (part: string) => (words && Object.hasOwn(words, part) ? words[part] : undefined);
	const parts = value.split(', ');
	if (parts.some((part) => said(part) !== undefined)) return parts.map((part) => said(part) ?? part).join(', ');
	if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value);
	return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? formatDate(dateInVietnam(value)) : value;
}
