import { checkSerial, normalizeSerial } from './certificate-serial.ts';
import { charactersOf, isVietnameseLetter, normalizeCode, upperCode } from './code-text.ts';
import { type ParameterField, type Problem, parameterFields, problem } from './problem-codes.ts';
import { checkTaxCode, normalizeTaxCode } from './tax-code.ts';

/** The values of the screen "Thiết lập thông số khai báo VNACCS"; what is not known is missing or null. */
export type ParameterSet = { [Field in ParameterField]?: string | null };

/** Lengths in characters, as the free VNACCS terminal software checks them: exact for the codes, upper limits for the secrets. */
export const parameterLengths = {
	userCode: 5,
	userId: 8,
	terminalId: 6,
	passwordMax: 8,
	passwordAdvised: 6,
	accessKeyMax: 16,
} as const;

type Check = (text: string) => Problem[];

const checks: Record<ParameterField, Check> = {
	taxCode: checkTaxCode,
	userCode: (text) => checkCode('userCode', text, userCodeLength),
	userId: (text) => checkCode('userId', text, userIdRules),
	password: (text) => checkCode('password', text, passwordLength),
	terminalId: (text) => checkCode('terminalId', text, terminalIdLength),
	accessKey: (text) => checkCode('accessKey', text, accessKeyLength),
	certificateSerial: checkSerial,
	certificateProvider: (text) => (text.trim() === '' ? [problem('certificateProvider', 'VALUE_EMPTY')] : []),
};

/** What is wrong with one value as it stands; rules between fields are in `checkParameters`. */
export function checkParameter(field: ParameterField, value: string): Problem[] {
	return checks[field](value);
}

/**
 * What is wrong with one parameter set; an empty text counts as a value, null and missing do not. Values are judged as given: a space or a lower-case letter is an error although
 * `normalizeParameters` would mend it, because copied into the declaration software it leads to A0003 or A0004.
 */
export function checkParameters(set: ParameterSet): Problem[] {
	const problems = parameterFields.flatMap((field) => {
		const value: unknown = set[field];
		if (value === undefined || value === null) return [];
		// A number read from JSON or a table has lost its leading zeros.
		return typeof value === 'string' ? checkParameter(field, value) : [problem(field, 'VALUE_NOT_TEXT')];
	});
	const userCode = stored(set, 'userCode');
	const userId = stored(set, 'userId');
	if (userCode.length === 5 && userId.length === 8 && !userId.startsWith(userCode)) {
		problems.push(problem('userId', 'USER_ID_PREFIX', { userCode }));
	}
	return problems;
}

/** Every set's own problems, then what contradicts an earlier set of the list. `index` counts from 0. */
export function checkParameterSets(sets: readonly ParameterSet[]): ({ index: number } & Problem)[] {
	const userIds = new Seen();
	const accessKeys = new Seen();
	const taxCodes = new Seen();
	return sets.flatMap((set, index) => {
		const problems = checkParameters(set);
		const userId = stored(set, 'userId');
		const userIdAt = userIds.first(userId);
		if (userIdAt) problems.push(problem('userId', 'DUPLICATE_USER_ID', { other: userIdAt }));
		const key = [stored(set, 'terminalId'), stored(set, 'accessKey')] as const;
		const terminalAt = accessKeys.other(...key);
		if (terminalAt) problems.push(problem('accessKey', 'TERMINAL_TWO_ACCESS_KEYS', { other: terminalAt }));
		const tax = [stored(set, 'userCode'), stored(set, 'taxCode')] as const;
		const taxCodeAt = taxCodes.other(...tax);
		if (taxCodeAt) problems.push(problem('taxCode', 'USER_CODE_TWO_TAX_CODES', { other: taxCodeAt }));
		userIds.add(userId, userId, index);
		accessKeys.add(...key, index);
		taxCodes.add(...tax, index);
		return problems.map((found) => ({ index, ...found }));
	});
}

/** Which values stood under a name in earlier sets, and in which first (from 1); long lists must stay quick. */
class Seen {
	readonly #places = new Map<string, Map<string, number>>();

	add(name: string, value: string, index: number): void {
		if (name === '' || value === '') return;
		const values = this.#places.get(name) ?? new Map<string, number>();
		this.#places.set(name, values);
		if (!values.has(value)) values.set(value, index + 1);
	}

	first(name: string): number | undefined {
		return this.#places.get(name)?.get(name);
	}

	/** The first set that has another value under this name. */
	other(name: string, value: string): number | undefined {
		if (value === '') return undefined;
		for (const [one, place] of this.#places.get(name) ?? []) if (one !== value) return place;
		return undefined;
	}
}

/** The form that is stored. A password is only brought to NFC: an existing one is never silently altered. */
export function normalizeParameters(set: ParameterSet): ParameterSet {
	const normalized: ParameterSet = {};
	for (const field of parameterFields) {
		const value = set[field];
		if (value !== undefined) normalized[field] = value === null ? null : normalizeValue(field, value);
	}
	return normalized;
}

function normalizeValue(field: ParameterField, value: string): string {
	if (field === 'password') return value.normalize('NFC');
	if (field === 'certificateProvider') return value.normalize('NFC').trim();
	if (field === 'taxCode') return normalizeTaxCode(value);
	if (field === 'certificateSerial') return normalizeSerial(value);
	return upperCode(normalizeCode(value).value);
}

/** For comparing across fields and sets: the stored form, empty when there is no text. */
function stored(set: ParameterSet, field: ParameterField): string {
	const value: unknown = set[field];
	return typeof value === 'string' ? normalizeValue(field, value) : '';
}

const families = {
	code: {
		lowerCase: 'CODE_LOWER_CASE',
		spaces: 'CODE_SPACES',
		invisible: 'CODE_INVISIBLE',
	},
	secret: {
		lowerCase: 'SECRET_LOWER_CASE',
		spaces: 'SECRET_SPACES',
		invisible: 'SECRET_INVISIBLE',
	},
} as const;

type CodeField = 'userCode' | 'userId' | 'password' | 'terminalId' | 'accessKey';

/** The character rules all codes and secrets share (A-Z and 0-9 only), then the field's own on what is left. */
function checkCode(field: CodeField, text: string, rules: (code: string) => Problem[]): Problem[] {
	const secret = field === 'password' || field === 'accessKey';
	const family = secret ? families.secret : families.code;
	const { value, spaces, invisible } = normalizeCode(text);
	if (value === '') return [problem(field, 'VALUE_EMPTY')];
	const problems: Problem[] = [];
	if (spaces > 0) problems.push(problem(field, family.spaces, { count: spaces }));
	if (invisible > 0) problems.push(problem(field, family.invisible, { count: invisible }));
	if (/[a-z]/.test(value)) problems.push(problem(field, family.lowerCase));
	problems.push(...foreignCharacters(field, charactersOf(value), secret));
	return [...problems, ...rules(upperCode(value))];
}

/** Vietnamese letters and other signs: named in a code, only located in a secret. Positions count from 1. */
function foreignCharacters(field: CodeField, characters: string[], secret: boolean): Problem[] {
	const vietnamese = characters.filter(isVietnameseLetter);
	const other = characters.filter((one) => !isVietnameseLetter(one) && !/^[A-Za-z0-9]$/.test(one));
	const positions = (group: string[]) =>
		characters.flatMap((one, place) => (group.includes(one) ? [place + 1] : [])).join(', ');
	const names = (group: string[]) => [...new Set(group)].join(' ');
	const problems: Problem[] = [];
	if (vietnamese.length > 0) {
		problems.push(
			secret
				? problem(field, 'SECRET_VIETNAMESE_LETTERS', { positions: positions(vietnamese) })
				: problem(field, 'CODE_VIETNAMESE_LETTERS', { letters: names(vietnamese) }),
		);
	}
	if (other.length > 0) {
		problems.push(
			secret
				? problem(field, 'SECRET_CHARACTERS', { positions: positions(other) })
				: problem(field, 'CODE_CHARACTERS', { characters: names(other) }),
		);
	}
	return problems;
}

/** In VNACCS papers "User code" has 5 characters; ECUS calls the 8-character User ID by that name. */
function userCodeLength(code: string): Problem[] {
	const actual = charactersOf(code).length;
	if (actual === parameterLengths.userCode) return [];
	if (actual === parameterLengths.userId) return [problem('userCode', 'USER_CODE_IS_USER_ID')];
	return [problem('userCode', 'USER_CODE_LENGTH', { actual })];
}

function userIdRules(code: string): Problem[] {
	const actual = charactersOf(code).length;
	if (actual === parameterLengths.userCode) return [problem('userId', 'USER_ID_IS_USER_CODE')];
	if (actual !== parameterLengths.userId) return [problem('userId', 'USER_ID_LENGTH', { actual })];
	const suffix = code.slice(parameterLengths.userCode);
	const pairs = [
		['O', '0'],
		['I', '1'],
	] as const;
	return pairs.flatMap(([letter, digit]) =>
		suffix.includes(letter) ? [problem('userId', 'USER_ID_LOOK_ALIKE', { letter, digit })] : [],
	);
}

function passwordLength(code: string): Problem[] {
	const actual = charactersOf(code).length;
	if (actual > parameterLengths.passwordMax) {
		return [problem('password', 'PASSWORD_TOO_LONG', { max: parameterLengths.passwordMax })];
	}
	if (actual < parameterLengths.passwordAdvised) {
		return [problem('password', 'PASSWORD_SHORT', { min: parameterLengths.passwordAdvised })];
	}
	return [];
}

function terminalIdLength(code: string): Problem[] {
	const actual = charactersOf(code).length;
	return actual === parameterLengths.terminalId ? [] : [problem('terminalId', 'TERMINAL_ID_LENGTH', { actual })];
}

function accessKeyLength(code: string): Problem[] {
	if (charactersOf(code).length <= parameterLengths.accessKeyMax) return [];
	return [problem('accessKey', 'ACCESS_KEY_TOO_LONG', { max: parameterLengths.accessKeyMax })];
}
