import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import enErrors from '../../resources/locales/en/errors.json' with { type: 'json' };
import enProblems from '../../resources/locales/en/problems.json' with { type: 'json' };
import viErrors from '../../resources/locales/vi/errors.json' with { type: 'json' };
import viProblems from '../../resources/locales/vi/problems.json' with { type: 'json' };
import { letterProblems } from '../domain/letter/check-letter-request.ts';
import { letterFields } from '../domain/letter/letter-request.ts';
import { parameterFields, problemSeverities } from '../domain/problem-codes.ts';
import type { ErrorText } from '../text.ts';
import { type ErrorCode, errorCodes } from './codes.ts';

const languages: Record<string, { errors: Record<ErrorCode, ErrorText>; problems: Record<string, unknown> }> = {
	vi: { errors: viErrors, problems: viProblems },
	en: { errors: enErrors, problems: enProblems },
};

const places = (text: string) => new Set(text.match(/(?<=\{)\w+(?=\})/g));
const placesOf = ({ title, meaning, advice }: ErrorText) => places(`${title} ${meaning} ${advice}`);

/** Code -> parameter names, as the comments behind the codes declare them. */
function declared(file: string, line: RegExp): Map<string, Set<string>> {
	const source = readFileSync(new URL(file, import.meta.url), 'utf8');
	return new Map([...source.matchAll(line)].map(([, code = '', comment = '']) => [code, places(comment)]));
}

const errorParams = declared('./codes.ts', /^\t'([A-Z0-9_]+)',(.*)$/gm);
const problemParams = declared('../domain/problem-codes.ts', /^\t([A-Z0-9_]+): '(?:error|warning)',(.*)$/gm);

test('the declared parameters were read for every code', () => {
	expect([...errorParams.keys()]).toEqual([...errorCodes]);
	expect([...problemParams.keys()]).toEqual(Object.keys(problemSeverities));
	expect(errorParams.get('PIN_LENGTH')).toEqual(new Set(['min', 'max']));
});

describe.each(Object.entries(languages))('texts in %s', (_language, { errors, problems }) => {
	test('every error code has its text and there is no other text', () => {
		expect(Object.keys(errors).sort()).toEqual([...errorCodes].sort());
	});

	test('every problem code and field has its text and there is no other text', () => {
		const { field, ...texts } = problems;
		expect(Object.keys(texts).sort()).toEqual(Object.keys(problemSeverities).sort());
		expect(Object.keys(field as object)).toEqual([...parameterFields]);
	});

	test.each(errorCodes)('%s has a short title without a full stop, and whole sentences', (code) => {
		const { title, meaning, advice } = errors[code];
		expect(title).toMatch(/^\S.{5,58}[^.\s]$/u);
		expect(meaning).toMatch(/^[^\p{Ll}\s].{19,}\.$/u);
		expect(advice).toMatch(/^\p{Lu}.{9,}\.$/u);
	});

	test.each(errorCodes)('%s uses only parameters the code declares', (code) => {
		const text = errors[code];
		const known = errorParams.get(code) ?? new Set();
		expect([...placesOf(text)].filter((name) => !known.has(name))).toEqual([]);
		expect(Object.keys(text.values ?? {}).filter((name) => !known.has(name))).toEqual([]);
	});

	test('every problem text uses only parameters its code declares', () => {
		for (const [code, known] of problemParams) {
			expect(
				[...places(String(problems[code]))].filter((name) => !known.has(name)),
				code,
			).toEqual([]);
		}
	});

	test('a refused field and what is wrong with it have words', () => {
		const { field = {}, detail = {} } = errors.INPUT_FIELD.values ?? {};
		// A warning refuses nothing.
		const codes = Object.entries({ ...problemSeverities, ...letterProblems })
			.filter(
				([code, severity]) => severity === 'error' && (code in letterProblems || /^(TAX_CODE|SERIAL)_/.test(code)),
			)
			.map(([code]) => code);
		expect(codes.filter((code) => !Object.hasOwn(detail, code))).toEqual([]);
		expect(Object.keys(letterFields).filter((name) => !Object.hasOwn(field, name))).toEqual([]);
	});

	test('what can cost a PIN try says so', () => {
		const tryWords = /lần nhập|\btry\b|tries/;
		const pinCodes = errorCodes.filter((code) => code.startsWith('PIN_') && code !== 'PIN_EXPIRED');
		for (const code of [...pinCodes, 'TOKEN_TIMEOUT_LOGIN', 'TOKEN_CRASHED_LOGIN'] as const) {
			const told = errors[code].meaning + Object.values(errors[code].values?.state ?? {}).join(' ');
			expect(told, code).toMatch(tryWords);
		}
	});
});

test('both languages use the same parameters and know the same values', () => {
	for (const code of errorCodes) {
		const vi: ErrorText = languages.vi!.errors[code];
		const en: ErrorText = languages.en!.errors[code];
		expect(placesOf(en), code).toEqual(placesOf(vi));
		const keys = (text: ErrorText) =>
			Object.entries(text.values ?? {}).map(([name, words]) => [name, Object.keys(words)]);
		expect(keys(en), code).toEqual(keys(vi));
	}
	for (const code of Object.keys(problemSeverities)) {
		expect(places(String(languages.en!.problems[code])), code).toEqual(places(String(languages.vi!.problems[code])));
	}
});
