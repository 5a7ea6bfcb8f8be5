import { charactersOf, normalizeCode } from './code-text.ts';
import { type Problem, problem } from './problem-codes.ts';

/** Weights of the first nine digits, python-stdnum vn.mst; tried on nine well-known codes. */
const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * The stored form: 10 digits, 13 with a dependent unit, or the 12 of a personal identification number (Circular
 * 86/2024/TT-BTC). Spaces, dots, invisible characters and the dash before a three-digit branch go; anything else stays
 * for `checkTaxCode` to name.
 */
export function normalizeTaxCode(text: string): string {
	const plain = normalizeCode(text)
		.value.replaceAll('.', '')
		.replace(/\p{Pd}/gu, '-');
	return plain.replace(/^(\d{10})-(\d{3})$/, '$1$2');
}

/** For reading and printing: the branch behind a dash. Anything that is not 13 digits comes back normalised. */
export function displayTaxCode(text: string): string {
	return normalizeTaxCode(text).replace(/^(\d{10})(\d{3})$/, '$1-$2');
}

/** Whether digit ten is 10 − (S mod 11). S mod 11 = 0 would need the digit "10": no such code is issued. */
function checkDigitFits(tenDigits: string): boolean {
	const sum = weights.reduce((total, weight, place) => total + weight * Number(tenDigits[place]), 0);
	return 10 - (sum % 11) === Number(tenDigits[9]);
}

/**
 * What is wrong with a tax code (MST). A check digit that does not fit is only a warning: it proves a typing slip, not
 * that the code is unknown, and a wrong block is worse. Twelve digits have no check rule.
 */
export function checkTaxCode(text: string): Problem[] {
	const code = normalizeTaxCode(text);
	if (code === '') return [problem('taxCode', 'VALUE_EMPTY')];
	const wrong = new Set(charactersOf(code.replace(/[0-9-]/g, '')));
	if (wrong.size > 0) return [problem('taxCode', 'TAX_CODE_CHARACTERS', { characters: [...wrong].join(' ') })];
	if (/^\d{9}$/.test(code) && checkDigitFits(`0${code}`)) {
		return [problem('taxCode', 'TAX_CODE_LEADING_ZERO', { suggestion: `0${code}` })];
	}
	if (/^\d{12}$/.test(code)) return [];
	if (!/^\d{10}(\d{3})?$/.test(code)) {
		return [problem('taxCode', 'TAX_CODE_LENGTH', { actual: code.replaceAll('-', '').length })];
	}
	const problems = code.endsWith('000') && code.length === 13 ? [problem('taxCode', 'TAX_CODE_BRANCH')] : [];
	if (!checkDigitFits(code)) problems.push(problem('taxCode', 'TAX_CODE_CHECK_DIGIT'));
	return problems;
}
