import { expect, test } from 'vitest';
import file from '../../../resources/error-codes/vnaccs.json' with { type: 'json' };
import { parameterFields } from '../problem-codes.ts';
import { errorHelpFile, errorHelpFor, findErrorHelp } from './error-help.ts';

const { entries } = errorHelpFile.parse(file);

test('every code about account parameters that is known has its entry', () => {
	const codes =
		'A0002 A0003 A0004 A0005 A0006 A0007 A0010 A0011 A0012 A0013 A0014 A0015 A0018 A0019 A0023 A0034 A0035 A0036 E9990 U0001 U0011 E101 E102 E111 E113 W304 W305 W306 W307 E532 E533 E574 S0001 R0003 R0004';
	for (const code of codes.split(' ')) expect(findErrorHelp(entries, code)?.found.code).toBe(code);
});

test('no two entries share code and service', () => {
	const keys = entries.map(({ code, service }) => `${service}/${code}`);
	expect(new Set(keys).size).toBe(keys.length);
});

test('texts are complete, composed and differ between the languages', () => {
	for (const { vi, en } of entries) {
		for (const key of ['title', 'meaning', 'action'] as const) {
			expect(vi[key].normalize('NFC')).toBe(vi[key]);
			expect(vi[key]).not.toBe('');
			expect(en[key]).not.toBe('');
			expect(en[key]).not.toBe(vi[key]);
		}
	}
});

test('a service has its own meaning of a code, and the general one stays for the others', () => {
	expect(findErrorHelp(entries, 'U0001')?.found.service).toBe('');
	expect(findErrorHelp(entries, 'U0001', 'naccs-password')?.found.service).toBe('NACCS-PASSWORD');
	expect(findErrorHelp(entries, 'U0001', 'IDA')?.found.service).toBe('');
	expect(findErrorHelp(entries, 'U0001')?.others.map((one) => one.service)).toEqual(['NACCS-PASSWORD']);
});

test('a code that only one service has is not handed to another service', () => {
	expect(findErrorHelp(entries, 'S0001')?.found.service).toBe('NACCS-PASSWORD');
	expect(findErrorHelp(entries, 'S0001', 'IDA')).toBeUndefined();
});

test('case, spaces and a letter O for zero do not matter', () => {
	for (const typed of [' a0003 ', 'AOOO3', 'a 0003']) expect(findErrorHelp(entries, typed)?.found.code).toBe('A0003');
	expect(findErrorHelp(entries, 'A9999')).toBeUndefined();
	expect(findErrorHelp(entries, '')).toBeUndefined();
});

test('a message of the portal without a code is found by its words, also decomposed and without marks', () => {
	const words = 'Thông tin đã cập nhật trước đó, không thể cập nhật lại';
	expect(findErrorHelp(entries, words.normalize('NFD'))?.found.service).toBe('DKNSD');
	expect(findErrorHelp(entries, 'mat khau trung voi mat khau cu')?.found.service).toBe('DKNSD');
});

test('every parameter of the screen that customs checks leads to its codes', () => {
	for (const field of parameterFields.filter((one) => one !== 'taxCode')) {
		expect(errorHelpFor(entries, field), field).not.toEqual([]);
	}
});
