import { expect, test } from 'vitest';
import { companyProblems, emptyCompany, tidyCompany } from './company-entry.ts';

const typed = { ...emptyCompany, taxCode: '0100109106', name: 'Công ty TNHH XNK Đường Trần Phú' };

test('a company with tax code and name can be saved', () => {
	expect(companyProblems(typed)).toEqual([]);
});

test('an empty form names the two fields it needs', () => {
	expect(companyProblems(emptyCompany).map(({ field, code }) => `${field} ${code}`)).toEqual([
		'taxCode missing',
		'name missing',
	]);
});

test('a date that does not exist is named, an existing one is not', () => {
	const withDate = (idDate: string) =>
		companyProblems({ ...typed, representative: { ...typed.representative, idDate } }).map((one) => one.field);
	expect(withDate('31/02/2026')).toEqual(['representative.idDate']);
	expect(withDate('2026-02-28')).toEqual([]);
});

test('what is saved is NFC, without spaces around, the tax code without its dash', () => {
	const tidy = tidyCompany({ ...typed, taxCode: ' 0100109106-001 ', name: ' Nguyễn Ẩn '.normalize('NFD') });
	expect(tidy.taxCode).toBe('0100109106001');
	expect(tidy.name).toBe('Nguyễn Ẩn'.normalize('NFC'));
	expect('id' in tidy).toBe(false);
});
