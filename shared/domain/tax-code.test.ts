import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTaxCode, displayTaxCode, normalizeTaxCode } from './tax-code.ts';

const codes = (text: string) => checkTaxCode(text).map((found) => found.code);

describe('tax code', () => {
	// Public codes of well-known companies (Vinamilk, FPT, Vietcombank, Viettel, Petrolimex, Hòa Phát).
	test.each(['0300588569', '0101248141', '0100112437', '0100109106', '0100107370', '0900189284'])(
		'%s of a well-known company has no problem',
		(code) => expect(codes(code)).toEqual([]),
	);

	test('the formula 11 − (S mod 11), which a public validator states, is not the one used', () => {
		expect(codes('0100109107')).toEqual(['TAX_CODE_CHECK_DIGIT']);
	});

	test('a check digit that does not fit is a warning only', () => {
		expect(checkTaxCode('0100109101')).toEqual([
			{ field: 'taxCode', code: 'TAX_CODE_CHECK_DIGIT', severity: 'warning', params: {} },
		]);
	});

	test('where S mod 11 is 0 no last digit fits', () => {
		const bodies = Array.from({ length: 200 }, (_, n) => String(10_000_000 + n).padStart(9, '0'));
		const without = bodies.filter((body) =>
			Array.from({ length: 10 }, (_, d) => codes(`${body}${d}`)).every((found) => found.length === 1),
		);
		expect(without.length).toBeGreaterThan(10);
		expect(without.length).toBeLessThan(30);
	});

	test('spaces, dots, dash and invisible characters are not part of the code', () => {
		expect(normalizeTaxCode(' 0100 109.106\u200b–001\n')).toBe('0100109106001');
		expect(codes(' 0100 109.106\u200b–001\n')).toEqual([]);
		expect(displayTaxCode('0100109106001')).toBe('0100109106-001');
		expect(displayTaxCode('0100109106')).toBe('0100109106');
	});

	test('twelve digits of a personal identification number have no check rule', () => {
		expect(codes('001085012345')).toEqual([]);
		expect(displayTaxCode('001085012345')).toBe('001085012345');
	});

	test('a branch with two digits is not mistaken for a personal identification number', () => {
		expect(codes('0100109106-01')).toEqual(['TAX_CODE_LENGTH']);
	});

	test('branch 000 does not exist', () => {
		expect(codes('0100109106-000')).toEqual(['TAX_CODE_BRANCH']);
	});

	test('a leading zero eaten by a table is recognised', () => {
		expect(checkTaxCode('100109106')).toEqual([
			{ field: 'taxCode', code: 'TAX_CODE_LEADING_ZERO', severity: 'error', params: { suggestion: '0100109106' } },
		]);
	});

	test.each([
		['', 'VALUE_EMPTY'],
		[' \u200b', 'VALUE_EMPTY'],
		['01001091O6', 'TAX_CODE_CHARACTERS'],
		['01001091061', 'TAX_CODE_LENGTH'],
		['0100109106-0011', 'TAX_CODE_LENGTH'],
		['-', 'TAX_CODE_LENGTH'],
	])('%j is refused with %s', (text, code) => expect(codes(text)).toEqual([code]));

	test('exactly one last digit fits nine digits, or none, and changing one digit never passes unseen', () => {
		fc.assert(
			fc.property(
				fc.stringMatching(/^\d{10}$/),
				fc.integer({ min: 0, max: 9 }),
				fc.integer({ min: 1, max: 9 }),
				(code, place, shift) => {
					fc.pre(codes(code).length === 0);
					const digit = (Number(code[place]) + shift) % 10;
					return codes(code.slice(0, place) + digit + code.slice(place + 1)).includes('TAX_CODE_CHECK_DIGIT');
				},
			),
		);
	});

	test('normalising twice changes nothing, and display normalises back', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9 .-]{0,16}$/)), (text) => {
				const once = normalizeTaxCode(text);
				expect(normalizeTaxCode(once)).toBe(once);
				expect(normalizeTaxCode(displayTaxCode(text))).toBe(once);
			}),
		);
	});
});
