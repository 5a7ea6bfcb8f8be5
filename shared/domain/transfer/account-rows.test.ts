import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountColumns, isGood, readAccountRows } from './account-rows.ts';
import { guardCell, unguardCell } from './formula-guard.ts';

const labels = Object.fromEntries(accountColumns.map((column) => [column, [] as string[]])) as unknown as Record<
	(typeof accountColumns)[number],
	string[]
>;
labels.taxCode = ['Mã số thuế'];
labels.userId = ['Mã người sử dụng (User ID)'];
const read = (...table: string[][]) => readAccountRows(table, labels)!;
const codes = (...table: string[][]) => read(...table).rows.map((row) => row.problems.map((one) => one.code));

test('headings are found by name or label, whatever their case and marks', () => {
	const { rows, unknown } = read(
		['MA SO THUE', 'Mã người sử dụng (User ID)'.normalize('NFD'), 'terminalid', 'Ghi chú', ''],
		['0100109106', 'V2060001', 'A206T1', 'x', ''],
	);
	expect(rows[0]!.row).toMatchObject({ taxCode: '0100109106', userId: 'V2060001', terminalId: 'A206T1', computer: '' });
	expect(unknown).toEqual(['Ghi chú']);
});

test('a table without tax code or User ID is no table of accounts', () => {
	expect(readAccountRows([['Mã số thuế'], ['0100109106']], labels)).toBeUndefined();
	expect(readAccountRows([], labels)).toBeUndefined();
});

test('rows are mended where typing would mend them, and passwords are not', () => {
	const [row] = read(['taxCode', 'userId', 'password'], ['0100109106', ' v206 0001 ', 'abc123']).rows;
	expect(row!.row).toMatchObject({ userId: 'V2060001', password: 'abc123' });
	expect(row!.problems.map((one) => one.code)).toEqual(['SECRET_LOWER_CASE']);
});

test.each([
	['a missing tax code', ['', 'V2060001'], 'ROW_VALUE_MISSING'],
	['a missing User ID', ['0100109106', ''], 'ROW_VALUE_MISSING'],
	['a tax code whose leading zero was lost', ['100109106', 'V2060001'], 'TAX_CODE_LEADING_ZERO'],
	['a User ID of seven characters', ['0100109106', 'V206001'], 'USER_ID_LENGTH'],
	['a Vietnamese letter', ['0100109106', 'Đ2060001'], 'CODE_VIETNAMESE_LETTERS'],
	['an impossible date', ['0100109106', 'V2060001', '31/02/2026'], 'ROW_DATE'],
	['an endless text', ['0100109106', 'V2060001', '', 'x'.repeat(301)], 'ROW_TOO_LONG'],
])('%s keeps a row out', (_name, cells, code) => {
	const { rows } = read(['taxCode', 'userId', 'certificateNotAfter', 'declarantName'], cells);
	expect(rows[0]!.problems.map((one) => one.code)).toContain(code);
	expect(isGood(rows[0]!)).toBe(false);
});

test('a User ID that comes twice is refused the second time, and lines are counted as in the table', () => {
	const table = [
		['taxCode', 'userId'],
		['0100109106', 'V2060001'],
		['', ''],
		['0100109106', 'V2060001'],
	];
	expect(codes(...table)).toEqual([[], ['DUPLICATE_USER_ID']]);
	expect(read(...table).rows.map((row) => row.line)).toEqual([2, 4]);
});

test('dates are read in the Vietnamese order', () => {
	const { rows } = read(['taxCode', 'userId', 'certificateNotAfter'], ['0100109106', 'V2060001', '5/12/2026']);
	expect(rows[0]!.row.certificateNotAfter).toBe('2026-12-05');
});

test.each(['=1+1', '+84', '-x', '@SUM', '\tx', '\rx', "'=x", "''@"])('the cell %j cannot become a formula', (text) => {
	expect(guardCell(text)).toBe(`'${text}`);
	expect(unguardCell(guardCell(text))).toBe(text);
});

test('every cell is read back as it was written', () => {
	const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a') }));
	fc.assert(
		fc.property(cell, (text) => unguardCell(guardCell(text)) === text && !/^[=+\-@\t\r]/.test(guardCell(text))),
	);
});
