import { charactersOf, normalizeCode, upperCode } from './code-text.ts';
import { type Problem, problem } from './problem-codes.ts';

/** 20 octets, RFC 5280 section 4.1.2.2. */
const maxDigits = 40;

/**
 * The stored form of a certificate serial: upper-case hexadecimal text without spaces, colons, dashes, `0x` and leading
 * zeros. Always text: the number does not fit a JavaScript number. Other characters stay for the check to name.
 */
export function normalizeSerial(text: string): string {
	const digits = upperCode(normalizeCode(text).value).replace(/[:\p{Pd}]/gu, '');
	return digits.replace(/^0X/, '').replace(/^0+(?=.)/, '');
}

/** The same certificate serial, however a CA tool, a token or the portal wrote it. */
export function sameSerial(one: string, other: string): boolean {
	return normalizeSerial(one) === normalizeSerial(other);
}

/** `5404 FFFE B703`: groups of four from the left, as the certificate cards show it. */
export function formatSerial(text: string): string {
	return normalizeSerial(text).replace(/.{4}(?=.)/gu, '$& ');
}

/**
 * What is wrong with a certificate serial; `SERIAL_DECIMAL` says that a CA tool may have shown decimal digits, and `hex`
 * how the serial is written then.
 */
export function checkSerial(text: string): Problem[] {
	const serial = normalizeSerial(text);
	const field = 'certificateSerial';
	if (serial === '') return [problem(field, 'VALUE_EMPTY')];
	const wrong = new Set(charactersOf(serial.replace(/[0-9A-F]/g, '')));
	if (wrong.size > 0) return [problem(field, 'SERIAL_CHARACTERS', { characters: [...wrong].join(' ') })];
	if (serial === '0') return [problem(field, 'SERIAL_ZERO')];
	const problems: Problem[] = [];
	if (serial.length > maxDigits) {
		problems.push(problem(field, 'SERIAL_TOO_LONG', { actual: serial.length, max: maxDigits }));
	}
	// Sixteen random hexadecimal digits have no letter in one case of two thousand.
	if (serial.length >= 16 && /^\d+$/.test(serial)) {
		problems.push(problem(field, 'SERIAL_DECIMAL', { hex: formatSerial(BigInt(serial).toString(16)) }));
	}
	return problems;
}
