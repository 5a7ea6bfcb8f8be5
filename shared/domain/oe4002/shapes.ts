import { normalizeSerial } from '../certificate-serial.ts';
import { normalizeTaxCode } from '../tax-code.ts';

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/** The cells of a pasted line, trimmed: by tabs (empty ones kept), else by bars or runs of spaces. */
export function cellsOf(line: string): string[] {
	const plain = line.replace(invisible, '').replaceAll('\u00a0', ' ');
	const cells = plain.includes('\t')
		? plain.split('\t')
		: plain.split(/\s*\|\s*|\s{2,}/u).filter((cell) => cell !== '');
	return cells.map((cell) => cell.trim());
}

export function wordsOf(cell: string): string[] {
	return cell.split(/[\s,;()[\]]+|:(?=\s|$)/u).filter((word) => word !== '');
}

/** 8 letters and digits (User code 5 + number 3), at least one digit: words of 8 letters are no codes. */
export function isUserId(text: string): boolean {
	return /^(?=.*\d)[A-Z\d]{8}$/i.test(text);
}

export function isTerminalId(text: string): boolean {
	return /^(?=.*\d)[A-Z\d]{6}$/i.test(text);
}

export function isAccessKey(text: string): boolean {
	return /^[A-Z\d]{1,16}$/i.test(text);
}

export function isSerial(text: string): boolean {
	return /^[\dA-F]{8,40}$/.test(normalizeSerial(text));
}

export function isTaxCode(text: string): boolean {
	return /^\d{10}(\d{3})?$/.test(normalizeTaxCode(text));
}

/** YYYY-MM-DD of `31/12/2026`, `2026-12-31` and their like with a time behind; empty when there is none. */
export function dateOf(text: string): string {
	const [, day = '', month = '', year = ''] = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(text) ?? [];
	const iso = year
		? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
		: (/\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? '');
	const time = iso === '' ? Number.NaN : Date.parse(`${iso}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : '';
}
