import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParameterField, problemSeverities } from './problem-codes.ts';
import {
	checkParameter,
	checkParameterSets,
	checkParameters,
	normalizeParameters,
	type ParameterSet,
} from './vnaccs-parameters.ts';

const good = {
	taxCode: '0100109106',
	userCode: 'V2060',
	userId: 'V2060001',
	password: 'MK2026A1',
	terminalId: 'T0K5Z1',
	accessKey: 'AB12CD34EF56GH78',
	certificateSerial: '5404FFFEB7030000',
	certificateProvider: 'VNPT-CA',
} satisfies ParameterSet;

const codes = (set: ParameterSet) => checkParameters(set).map((found) => `${found.field} ${found.code}`);
const fieldCodes = (field: ParameterField, value: string) => checkParameter(field, value).map((found) => found.code);

describe('one parameter set', () => {
	test('a good set has no problem', () => expect(codes(good)).toEqual([]));

	test('what is missing or null is not judged', () => {
		expect(codes({})).toEqual([]);
		expect(codes({ taxCode: null, password: null, userId: 'V2060001' })).toEqual([]);
	});

	test.each<[ParameterField, string, string[]]>([
		['userCode', 'V206', ['USER_CODE_LENGTH']],
		['userCode', 'V20600', ['USER_CODE_LENGTH']],
		['userCode', 'V2060001', ['USER_CODE_IS_USER_ID']],
		['userCode', 'v2060', ['CODE_LOWER_CASE']],
		['userCode', 'V20-0', ['CODE_CHARACTERS']],
		['userId', 'V206000', ['USER_ID_LENGTH']],
		['userId', 'V20600011', ['USER_ID_LENGTH']],
		['userId', 'V2060', ['USER_ID_IS_USER_CODE']],
		['userId', 'V206000O', ['USER_ID_LOOK_ALIKE']],
		['userId', 'V2060OOI', ['USER_ID_LOOK_ALIKE', 'USER_ID_LOOK_ALIKE']],
		['userId', 'V2060o01', ['CODE_LOWER_CASE', 'USER_ID_LOOK_ALIKE']],
		['userId', 'VOI60001', []],
		['userId', 'V2060 001', ['CODE_SPACES']],
		['userId', 'V2060001\u200b', ['CODE_INVISIBLE']],
		['userId', 'VÂ060001', ['CODE_VIETNAMESE_LETTERS']],
		['userId', '', ['VALUE_EMPTY']],
		['password', 'ABCDEFG9', []],
		['password', 'ABCDEF', []],
		['password', 'ABCDE', ['PASSWORD_SHORT']],
		['password', 'ABCDEFG99', ['PASSWORD_TOO_LONG']],
		['password', 'abcdef12', ['SECRET_LOWER_CASE']],
		['password', 'ABCDE$12', ['SECRET_CHARACTERS']],
		['password', 'ÂBCDEF12', ['SECRET_VIETNAMESE_LETTERS']],
		['password', 'ABCD EF1', ['SECRET_SPACES']],
		['password', '', ['VALUE_EMPTY']],
		['terminalId', 'T0K5Z', ['TERMINAL_ID_LENGTH']],
		['terminalId', 'AB12CD34EF56GH78', ['TERMINAL_ID_LENGTH']],
		['terminalId', 't0k5z1', ['CODE_LOWER_CASE']],
		['accessKey', 'A', []],
		['accessKey', 'A'.repeat(16), []],
		['accessKey', 'A'.repeat(17), ['ACCESS_KEY_TOO_LONG']],
		['accessKey', 'AB12-CD34', ['SECRET_CHARACTERS']],
		['accessKey', '\u00ad', ['VALUE_EMPTY']],
		['certificateSerial', '5404 FFFE B703', []],
		['certificateSerial', '54O4', ['SERIAL_CHARACTERS']],
		['certificateProvider', 'VIETTEL-CA SHA-256', []],
		['certificateProvider', '  ', ['VALUE_EMPTY']],
	])('%s %j: %j', (field, value, expected) => expect(fieldCodes(field, value)).toEqual(expected));

	test('a User ID begins with the User code of its company', () => {
		expect(checkParameters({ ...good, userCode: 'V2061' })).toEqual([
			{ field: 'userId', code: 'USER_ID_PREFIX', severity: 'error', params: { userCode: 'V2061' } },
		]);
	});

	test('the Vietnamese letter is named in a code, whatever form it came in', () => {
		expect(checkParameter('userId', 'VA\u030206đ001')).toEqual([
			{ field: 'userId', code: 'CODE_VIETNAMESE_LETTERS', severity: 'error', params: { letters: 'Â đ' } },
		]);
	});

	test('in a secret only positions are named', () => {
		expect(checkParameter('password', 'ABÂ$EÂ1')).toEqual([
			{ field: 'password', code: 'SECRET_VIETNAMESE_LETTERS', severity: 'error', params: { positions: '3, 6' } },
			{ field: 'password', code: 'SECRET_CHARACTERS', severity: 'error', params: { positions: '4' } },
		]);
	});

	test('a number where text is expected is refused, because its leading zeros are gone', () => {
		const fromTable = { taxCode: 100109106, accessKey: 12 } as unknown as ParameterSet;
		expect(codes(fromTable)).toEqual(['taxCode VALUE_NOT_TEXT', 'accessKey VALUE_NOT_TEXT']);
	});

	test('no problem carries a piece of a secret', () => {
		const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(secret, fc.constantFrom('password' as const, 'accessKey' as const), (value, field) => {
				for (const found of checkParameter(field, value)) {
					for (const [name, param] of Object.entries(found.params)) {
						expect(['count', 'positions', 'max', 'min']).toContain(name);
						expect(String(param)).toMatch(/^[\d, ]+$/);
					}
				}
			}),
		);
	});

	test('exactly eight letters and digits beginning with the User code pass without an error', () => {
		const sign = '[A-Z0-9]';
		fc.assert(
			fc.property(
				fc.stringMatching(new RegExp(`^${sign}{5}$`)),
				fc.stringMatching(new RegExp(`^${sign}{3}$`)),
				(userCode, suffix) =>
					checkParameters({ userCode, userId: userCode + suffix }).every((found) => found.severity === 'warning'),
			),
		);
	});

	test('anything but A-Z and 0-9 in a code is an error', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (text) => {
				fc.pre(!/^[A-Z0-9]+$/.test(text.normalize('NFC')));
				return checkParameter('terminalId', text).some((found) => found.severity === 'error');
			}),
		);
	});
});

describe('several sets', () => {
	const all = (sets: ParameterSet[]) =>
		checkParameterSets(sets).map((found) => `${found.index} ${found.field} ${found.code} ${found.params.other ?? ''}`);

	test('every problem says which set it belongs to', () => {
		expect(all([good, { userCode: 'V206' }])).toEqual(['1 userCode USER_CODE_LENGTH ']);
	});

	test('the same User ID twice is an error, also in another spelling', () => {
		expect(all([good, { taxCode: good.taxCode }, { ...good, userId: 'V2060001 ' }])).toEqual([
			'2 userId CODE_SPACES ',
			'2 userId DUPLICATE_USER_ID 1',
		]);
	});

	test('one Terminal ID with two access keys is an error', () => {
		expect(all([good, { terminalId: 'T0K5Z1', accessKey: 'OTHERKEY' }])).toEqual([
			'1 accessKey TERMINAL_TWO_ACCESS_KEYS 1',
		]);
		expect(all([good, { terminalId: 'T0K5Z1', accessKey: good.accessKey }])).toEqual([]);
		expect(all([good, { terminalId: 'T0K5Z1' }])).toEqual([]);
	});

	test('one User code under two tax codes is a warning', () => {
		expect(all([good, { taxCode: '0101248141', userCode: 'V2060' }])).toEqual(['1 taxCode USER_CODE_TWO_TAX_CODES 1']);
		expect(all([good, { taxCode: '0100.109.106', userCode: 'V2060' }])).toEqual([]);
		expect(problemSeverities.USER_CODE_TWO_TAX_CODES).toBe('warning');
	});
});

describe('the stored form', () => {
	test('codes are cleaned and upper case, a password is left as it is', () => {
		expect(
			normalizeParameters({
				taxCode: '0100.109.106-001',
				userId: ' v2060001\u200b',
				password: ' ab c',
				accessKey: null,
				certificateSerial: '0x54:04',
				certificateProvider: ' VNPT-CA ',
			}),
		).toEqual({
			taxCode: '0100109106001',
			userId: 'V2060001',
			password: ' ab c',
			accessKey: null,
			certificateSerial: '5404',
			certificateProvider: 'VNPT-CA',
		});
	});

	test('what the stored form still gets wrong is never a space or a lower-case letter in a code', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const { userId } = normalizeParameters({ userId: text });
				const found = checkParameters({ userId: userId ?? '' }).map((one) => one.code);
				expect(found).not.toEqual(expect.arrayContaining(['CODE_SPACES']));
				expect(found).not.toEqual(expect.arrayContaining(['CODE_INVISIBLE']));
				expect(found).not.toEqual(expect.arrayContaining(['CODE_LOWER_CASE']));
			}),
		);
	});
});
