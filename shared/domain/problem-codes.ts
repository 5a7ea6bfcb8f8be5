import type { ErrorParams } from '../errors/codes.ts';

/**
 * Everything the parameter check can say, with its weight. An `error` makes the set invalid; a `warning` asks the user
 * to look again. Texts: `resources/locales/<language>/problems.json`, which may use the parameters named here.
 * Parameters never hold a secret: where the field is a password or an access key, only positions are named.
 */
export const problemSeverities = {
	// Any field
	VALUE_NOT_TEXT: 'error',
	VALUE_EMPTY: 'error',
	// Codes: User code, User ID, Terminal ID
	CODE_LOWER_CASE: 'error',
	CODE_SPACES: 'error', // {count}
	CODE_INVISIBLE: 'error', // {count}
	CODE_VIETNAMESE_LETTERS: 'error', // {letters}
	CODE_CHARACTERS: 'error', // {characters}
	// Secrets: password, access key
	SECRET_LOWER_CASE: 'error',
	SECRET_SPACES: 'error', // {count}
	SECRET_INVISIBLE: 'error', // {count}
	SECRET_VIETNAMESE_LETTERS: 'error', // {positions}
	SECRET_CHARACTERS: 'error', // {positions}
	// Tax code
	TAX_CODE_CHARACTERS: 'error', // {characters}
	TAX_CODE_LENGTH: 'error', // {actual}
	TAX_CODE_LEADING_ZERO: 'error', // {suggestion}
	TAX_CODE_BRANCH: 'error',
	TAX_CODE_CHECK_DIGIT: 'warning',
	// User code and User ID
	USER_CODE_LENGTH: 'error', // {actual}
	USER_CODE_IS_USER_ID: 'error',
	USER_ID_LENGTH: 'error', // {actual}
	USER_ID_IS_USER_CODE: 'error',
	USER_ID_PREFIX: 'error', // {userCode}
	USER_ID_LOOK_ALIKE: 'warning', // {letter} {digit}
	// Password, terminal
	PASSWORD_TOO_LONG: 'error', // {max}
	PASSWORD_SHORT: 'warning', // {min}
	TERMINAL_ID_LENGTH: 'error', // {actual}
	ACCESS_KEY_TOO_LONG: 'error', // {max}
	// Certificate
	SERIAL_CHARACTERS: 'error', // {characters}
	SERIAL_TOO_LONG: 'error', // {actual} {max}
	SERIAL_ZERO: 'error',
	SERIAL_DECIMAL: 'warning', // {hex}
	CERTIFICATE_TAX_CODE: 'error', // {found}
	CERTIFICATE_DATES: 'error',
	CERTIFICATE_ENDED: 'error',
	CERTIFICATE_NOT_YET: 'warning',
	CERTIFICATE_LIFE: 'warning', // {years}
	// Several sets
	DUPLICATE_USER_ID: 'error', // {other} position of the earlier set, from 1
	TERMINAL_TWO_ACCESS_KEYS: 'error', // {other}
	USER_CODE_TWO_TAX_CODES: 'warning', // {other}
	TERMINAL_TWICE: 'error',
	// Another company
	USER_ID_ELSEWHERE: 'error', // {company} its tax code
	USER_CODE_ELSEWHERE: 'warning', // {company} its tax code
	TERMINAL_ELSEWHERE: 'warning', // {company} its tax code
	CERTIFICATE_ELSEWHERE: 'warning', // {company} its tax code
} as const;

export type ProblemCode = keyof typeof problemSeverities;
export type Severity = 'error' | 'warning';

export const parameterFields = [
	'taxCode',
	'userCode',
	'userId',
	'password',
	'terminalId',
	'accessKey',
	'certificateSerial',
	'certificateProvider',
] as const;

export type ParameterField = (typeof parameterFields)[number];

/** Fields that are judged only together with others or with the day. */
export type ProblemField = ParameterField | 'certificateNotBefore' | 'certificateNotAfter' | 'certificateSubject';

export type Problem = {
	field: ProblemField;
	code: ProblemCode;
	severity: Severity;
	params: ErrorParams;
};

export function problem(field: ProblemField, code: ProblemCode, params: ErrorParams = {}): Problem {
	return { field, code, severity: problemSeverities[code], params };
}
