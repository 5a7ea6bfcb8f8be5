import type { ErrorParams } from '../../errors/codes.ts';
import { checkSerial } from '../certificate-serial.ts';
import { isEmail } from '../email.ts';
import { checkTaxCode } from '../tax-code.ts';
import { isIsoDate } from './letter-date.ts';
import {
	idTypes,
	type LetterCertificate,
	type LetterField,
	letterFields,
	letterKinds,
	readLetterRequest,
	valueAt,
} from './letter-request.ts';

/**
 * What the check can say beside the tax code's and the serial's own codes (`problem-codes.ts`). Texts:
 * `resources/locales/<language>/letter.json`, `problems`.
 */
export const letterProblems = {
	REQUEST_NOT_OBJECT: 'error',
	KIND_UNKNOWN: 'error',
	ID_TYPE_UNKNOWN: 'error',
	VALUE_NOT_TEXT: 'error',
	VALUE_EMPTY: 'error',
	VALUE_TOO_LONG: 'error', // {max}
	VALUE_CHARACTERS: 'error', // {characters}: not in the letter's font
	PHONE_SHAPE: 'error', // {min} digits
	EMAIL_SHAPE: 'error',
	DATE_SHAPE: 'error',
	PERIOD_REVERSED: 'error',
	ID_NUMBER_SHAPE: 'warning',
} as const;

export type LetterProblem = {
	field: LetterField | '';
	code: string;
	severity: 'error' | 'warning';
	params: ErrorParams;
};

/** Printable characters the letter's font (Tinos) draws; a test asks the font for each of them. */
export const printable =
	/[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9–—‘’‚“”„†‡•…‰′″₫€№™−]/u;

/** Area code and number of a Vietnamese telephone have ten digits at least. */
const minPhoneDigits = 10;

const dates: LetterField[] = [
	'representative.idDate',
	'letter.date',
	'oldCertificate.notBefore',
	'oldCertificate.notAfter',
	'newCertificate.notBefore',
	'newCertificate.notAfter',
];

/** Everything wrong with a request as it came (JSON of a caller, fields of a form), in the order of the fields. */
export function checkLetterRequest(raw: unknown): LetterProblem[] {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return [problem('', 'REQUEST_NOT_OBJECT')];
	const request = readLetterRequest(raw);
	const problems: LetterProblem[] = [];
	if (!letterKinds.some((kind) => kind === valueAt(raw, 'kind'))) problems.push(problem('kind', 'KIND_UNKNOWN'));
	if (!idTypes.some((type) => type === valueAt(raw, 'representative.idType'))) {
		problems.push(problem('representative.idType', 'ID_TYPE_UNKNOWN'));
	}
	const used = (field: LetterField): boolean => {
		if (field.startsWith('oldCertificate')) {
			return request.kind === 'vnaccs-certificate-update' && request.oldCertificate !== undefined;
		}
		return request.kind === 'vnaccs-certificate-update' || !field.startsWith('newCertificate');
	};
	const needed = (field: LetterField): boolean => {
		// "12" becomes "12/CV-<short name>"; a whole number such as "12/CV-ĐTP" needs no short name.
		if (field === 'company.shortName') return /^\d*$/.test(request.letter.number);
		// Of a lost certificate often nothing but the serial is known.
		return !field.startsWith('oldCertificate') || field === 'oldCertificate.serial';
	};
	for (const [field, max] of Object.entries(letterFields) as [keyof typeof letterFields, number][]) {
		if (!used(field)) continue;
		const given = valueAt(raw, field);
		if (given !== undefined && given !== null && typeof given !== 'string') {
			problems.push(problem(field, 'VALUE_NOT_TEXT'));
			continue;
		}
		const text = String(valueAt(request, field) ?? '');
		if (text === '') {
			if (needed(field)) problems.push(problem(field, 'VALUE_EMPTY'));
			continue;
		}
		if (text.length > max) problems.push(problem(field, 'VALUE_TOO_LONG', { max }));
		const foreign = new Set([...text].filter((character) => !printable.test(character)));
		if (foreign.size > 0) problems.push(problem(field, 'VALUE_CHARACTERS', { characters: [...foreign].join(' ') }));
		problems.push(...checkShape(field, text));
	}
	if (
		request.representative.idNumber !== '' &&
		!idNumberShapes[request.representative.idType].test(request.representative.idNumber)
	) {
		problems.push(problem('representative.idNumber', 'ID_NUMBER_SHAPE'));
	}
	for (const name of ['oldCertificate', 'newCertificate'] as const) {
		const certificate = request[name];
		if (certificate && used(`${name}.notAfter`) && reversed(certificate)) {
			problems.push(problem(`${name}.notAfter`, 'PERIOD_REVERSED'));
		}
	}
	return problems;
}

/** CCCD 12 digits; CMND 9 or 12; passports differ from state to state, so only their alphabet is looked at. */
const idNumberShapes = { cccd: /^\d{12}$/, cmnd: /^(\d{9}|\d{12})$/, passport: /^[A-Z0-9]{6,12}$/i };

function checkShape(field: LetterField, text: string): LetterProblem[] {
	if (field === 'company.taxCode') return checkTaxCode(text).map((found) => ({ ...found, field }));
	if (field.endsWith('.serial')) return checkSerial(text).map((found) => ({ ...found, field }));
	if (dates.includes(field)) return isIsoDate(text) ? [] : [problem(field, 'DATE_SHAPE')];
	if (field === 'company.phone') {
		const shaped = /^[+0-9][0-9 .()/;,-]*$/.test(text) && text.replace(/\D/g, '').length >= minPhoneDigits;
		return shaped ? [] : [problem(field, 'PHONE_SHAPE', { min: minPhoneDigits })];
	}
	if (field === 'company.email') return isEmail(text) ? [] : [problem(field, 'EMAIL_SHAPE')];
	return [];
}

function reversed(certificate: LetterCertificate): boolean {
	const { notBefore, notAfter } = certificate;
	return isIsoDate(notBefore) && isIsoDate(notAfter) && notBefore >= notAfter;
}

function problem(field: LetterField | '', code: keyof typeof letterProblems, params: ErrorParams = {}): LetterProblem {
	return { field, code, severity: letterProblems[code], params };
}
