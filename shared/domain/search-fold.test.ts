import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterRows, searchFold } from './search-fold.ts';

test('a name is found without marks and in any case', () => {
	expect(searchFold('Công ty TNHH XNK ĐƯỜNG TRẦN PHÚ')).toBe('cong ty tnhh xnk duong tran phu');
	expect(searchFold('Nguyễn Thị Ngọc Ẩn đ')).toBe('nguyen thi ngoc an d');
});

test('composed and decomposed text fold alike', () => {
	const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyẤỀỘỮỴÍÒÃẠĐ0123456789 -'];
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...letters)), (parts) => {
			const text = parts.join('');
			expect(searchFold(text.normalize('NFD'))).toBe(searchFold(text.normalize('NFC')));
			expect(searchFold(text)).toMatch(/^[a-z0-9 -]*$/);
			expect(searchFold(text.toUpperCase())).toBe(searchFold(text));
		}),
	);
});

test('rows are found by parts of words in any order, without marks', () => {
	const rows = ['0201234567 Công ty TNHH XNK Đường Trần Phú', '0101234565 Công ty TNHH May Mỹ Đình'];
	const found = (query: string) => filterRows(rows, query, (row) => row).map((row) => row.slice(0, 4));
	expect(found('tran 020')).toEqual(['0201']);
	expect(found(' MY  đinh ')).toEqual(['0101']);
	expect(found('cong')).toEqual(['0201', '0101']);
	expect(found('')).toEqual(['0201', '0101']);
	expect(found('cong 999')).toEqual([]);
});
