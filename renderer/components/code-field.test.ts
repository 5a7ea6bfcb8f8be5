import { expect, test } from 'vitest';
import { checkParameter } from '../../shared/domain/vnaccs-parameters.ts';
import { shownProblems } from './code-field.tsx';

const check = (value: string) => checkParameter('terminalId', value);
const codes = (value: string, left: boolean) => shownProblems(check, value, left).map((one) => one.code);

test('a Vietnamese letter is named while typing, the length only when the field is left', () => {
	expect(codes('Â206', false)).toEqual(['CODE_VIETNAMESE_LETTERS']);
	expect(codes('Â206', true)).toEqual(['CODE_VIETNAMESE_LETTERS', 'TERMINAL_ID_LENGTH']);
});

test('a sign that no code has is named while typing', () => {
	expect(codes('A2-6', false)).toEqual(['CODE_CHARACTERS']);
});

test('small letters are never named: leaving the field makes them capitals', () => {
	expect(codes('a206t1', false)).toEqual([]);
	expect(codes('a206t1', true)).toEqual([]);
});

test('an empty field says nothing', () => {
	expect(codes('', true)).toEqual([]);
});
