import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchFold } from './search-fold.ts';

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
