import type { ErrorParams } from '../../errors/codes.ts';
import { checkSerial, sameSerial } from '../certificate-serial.ts';
import { isEmail } from '../email.ts';
import { checkTaxCode } from '../tax-code.ts';
import { isIsoDate } from './letter-date.ts';
import {
	idTypes,
	type LetterCertificate,
	type LetterField,
	type LetterRequest,
	letterFields,
	letterKinds,
	longestAddressee,
	mostAddressees,
	readLetterRequest,
	routesOf,
	updatesCertificate,
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
	ROUTE_UNKNOWN: 'error',
	TOO_MANY_ADDRESSEES: 'error', // {max}
	NUMBER_NEEDS_SIGN: 'error', // a bare number and no short name of the company
	ID_NUMBER_SHAPE: 'warning',
	INTRODUCTION_ENDED: 'warning',
	NEW_CERTIFICATE_EXPIRED: 'warning',
	NEW_CERTIFICATE_NOT_YET_VALID: 'warning',
	NEW_CERTIFICATE_SAME: 'warning',
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
	'introduction.validUntil',
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
	const route = valueAt(raw, 'letter.route');
	if (route !== undefined && route !== null && !routesOf(request.kind).some((one) => one === route)) {
		problems.push(problem('letter.route', 'ROUTE_UNKNOWN'));
	}
	const byHand = request.letter.route === 'hand';
	if (byHand && !idTypes.some((type) => type === valueAt(raw, 'introduction.idType'))) {
		problems.push(problem('introduction.idType', 'ID_TYPE_UNKNOWN'));
	}
	const ofCertificates = updatesCertificate(request.kind);
	const used = (field: LetterField): boolean => {
		if (field.startsWith('oldCertificate')) return ofCertificates && request.oldCertificate !== undefined;
		if (field.startsWith('introduction')) return byHand;
		return ofCertificates || !field.startsWith('newCertificate');
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
		problems.push(...checkCharacters(field, text), ...checkShape(field, text));
	}
	problems.push(...checkAddressees(valueAt(raw, 'letter.addressees'), request));
	for (const name of ['representative', 'introduction'] as const) {
		const person = name === 'introduction' && !byHand ? undefined : request[name];
		if (person?.idNumber && !idNumberShapes[person.idType].test(person.idNumber)) {
			problems.push(problem(`${name}.idNumber`, 'ID_NUMBER_SHAPE'));
		}
	}
	if (byHand) problems.push(...checkIntroduction(request));
	if (ofCertificates) problems.push(...checkNewCertificate(request));
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

function checkCharacters(field: LetterField, text: string): LetterProblem[] {
	const foreign = new Set([...text].filter((character) => !printable.test(character)));
	return foreign.size > 0 ? [problem(field, 'VALUE_CHARACTERS', { characters: [...foreign].join(' ') })] : [];
}

/** Empty lines are left out of the letter; the first thing wrong with the others. */
function checkAddressees(raw: unknown, { letter: { addressees = [] } }: LetterRequest): LetterProblem[] {
	const field = 'letter.addressees';
	if (raw === undefined || raw === null) return [];
	if (!Array.isArray(raw) || raw.some((one) => typeof one !== 'string')) return [problem(field, 'VALUE_NOT_TEXT')];
	if (addressees.length > mostAddressees) return [problem(field, 'TOO_MANY_ADDRESSEES', { max: mostAddressees })];
	if (addressees.some((one) => one.length > longestAddressee)) {
		return [problem(field, 'VALUE_TOO_LONG', { max: longestAddressee })];
	}
	return checkCharacters(field, addressees.join(''));
}

function checkIntroduction({ letter: { date }, introduction, company }: LetterRequest): LetterProblem[] {
	const { number = '', validUntil = '' } = introduction ?? {};
	const problems: LetterProblem[] = [];
	if (/^\d+$/.test(number) && company.shortName === '')
		problems.push(problem('introduction.number', 'NUMBER_NEEDS_SIGN'));
	if (isIsoDate(date) && isIsoDate(validUntil) && validUntil < date) {
		problems.push(problem('introduction.validUntil', 'INTRODUCTION_ENDED'));
	}
	return problems;
}

/** A new certificate that cannot be used on the letter's day, or is the old one, is most likely a slip. */
function checkNewCertificate({ letter: { date }, newCertificate, oldCertificate }: LetterRequest): LetterProblem[] {
	if (!newCertificate) return [];
	const { serial, notBefore, notAfter } = newCertificate;
	const problems: LetterProblem[] = [];
	if (serial !== '' && oldCertificate && sameSerial(serial, oldCertificate.serial)) {
		problems.push(problem('newCertificate.serial', 'NEW_CERTIFICATE_SAME'));
	}
	if (!isIsoDate(date)) return problems;
	if (isIsoDate(notBefore) && notBefore > date) {
		problems.push(problem('newCertificate.notBefore', 'NEW_CERTIFICATE_NOT_YET_VALID'));
	}
	if (isIsoDate(notAfter) && notAfter < date) {
		problems.push(problem('newCertificate.notAfter', 'NEW_CERTIFICATE_EXPIRED'));
	}
	return problems;
}

function reversed(certificate: LetterCertificate): boolean {
	const { notBefore, notAfter } = certificate;
	return isIsoDate(notBefore) && isIsoDate(notAfter) && notBefore >= notAfter;
}

function problem(field: LetterField | '', code: keyof typeof letterProblems, params: ErrorParams = {}): LetterProblem {
	return { field, code, severity: letterProblems[code], params };
}
