import { expect, test } from 'vitest';
import type { ParameterDraft } from '../contracts/parameters-contract.ts';
import { tidyParameters, tidyTerminal, wrongDates } from './parameter-entry.ts';
import { inUse } from './validity.ts';

const draft: ParameterDraft = {
	companyId: '0190f3a0-0000-7000-8000-000000000002',
	declarantName: '  Nguyễn Thị Ngọc Ẩn '.normalize('NFD'),
	email: ' an@duongtranphu.vn',
	userCode: 'v2060',
	userId: ' v2060\u200b 001 ',
	terminal: null,
	certificateProvider: ' VNPT-CA ',
	certificateSerial: '0x54:04 fffe b7',
	certificateNotBefore: ' 2024-01-01',
	certificateNotAfter: '',
	certificateSubject: 'CÔNG TY ',
	certificateTaxCode: '0100109106-001',
	...inUse,
};

test('texts are composed and trimmed, codes in capitals without spaces and invisible signs, serials in their stored form', () => {
	expect(tidyParameters(draft)).toEqual({
		...draft,
		declarantName: 'Nguyễn Thị Ngọc Ẩn'.normalize('NFC'),
		email: 'an@duongtranphu.vn',
		userCode: 'V2060',
		userId: 'V2060001',
		certificateProvider: 'VNPT-CA',
		certificateSerial: '5404FFFEB7',
		certificateNotBefore: '2024-01-01',
		certificateSubject: 'CÔNG TY',
		certificateTaxCode: '0100109106001',
	});
});

test('a typed password is composed and not altered otherwise, one that was not typed stays away', () => {
	expect(tidyParameters({ ...draft, password: ' k7q2 m9é'.normalize('NFD') }).password).toBe(' k7q2 m9é');
	expect('password' in tidyParameters(draft)).toBe(false);
	expect(tidyParameters({ ...draft, password: '' }).password).toBe('');
});

test('a terminal is tidied as codes are, a Vietnamese letter stays to be named', () => {
	expect(tidyTerminal({ terminalId: ' â206t1\n', computer: ' PC 1 ', accessKey: 'ab cd' })).toEqual({
		terminalId: 'â206T1',
		computer: 'PC 1',
		accessKey: 'ABCD',
	});
	expect(tidyTerminal({ terminalId: '', computer: '' })).toEqual({ terminalId: '', computer: '' });
});

test('only a text that is no day is a wrong date', () => {
	expect(wrongDates({ one: '2026-02-29', two: '', three: '2028-02-29' }, ['one', 'two', 'three'])).toEqual(['one']);
});
