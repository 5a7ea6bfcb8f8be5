import { parseDate } from '../dates.ts';
import { tidy } from '../entry-text.ts';
import { type Problem, parameterFields } from '../problem-codes.ts';
import { searchFold } from '../search-fold.ts';
import { checkParameterSets, normalizeParameters, type ParameterSet } from '../vnaccs-parameters.ts';
import { unguardCell } from './formula-guard.ts';

/** The columns of a table of accounts, in their order: one row is one User ID of one company. */
export const accountColumns = [
	'taxCode',
	'companyName',
	'declarantName',
	'email',
	'userCode',
	'userId',
	'password',
	'terminalId',
	'accessKey',
	'computer',
	'certificateProvider',
	'certificateSerial',
	'certificateNotBefore',
	'certificateNotAfter',
] as const;

export type AccountColumn = (typeof accountColumns)[number];
export type AccountRow = Record<AccountColumn, string>;

export const secretColumns: readonly AccountColumn[] = ['password', 'accessKey'];
const dateColumns: readonly AccountColumn[] = ['certificateNotBefore', 'certificateNotAfter'];
export type RowProblem =
	| Problem
	| {
			field: AccountColumn;
			code: 'ROW_VALUE_MISSING' | 'ROW_DATE' | 'ROW_TOO_LONG';
			severity: 'error';
			params: Record<string, never>;
	  };

export type ReadRow = {
	/** Line of the table, the heading being 1. */
	line: number;
	row: AccountRow;
	/** An `error` among them keeps the row out. */
	problems: RowProblem[];
};

export type ReadRows = {
	rows: ReadRow[];
	/** Headings that no column answers to; their cells are not read. */
	unknown: string[];
};

const longest = 300;

/**
 * Reads a table with a heading row. A heading is the name of a column or one of its labels, in any case and without
 * marks. Undefined when tax code or User ID have no column. Empty rows are skipped.
 */
export function readAccountRows(
	table: readonly (readonly string[])[],
	labels: Readonly<Record<AccountColumn, readonly string[]>>,
): ReadRows | undefined {
	const [headings = [], ...body] = table;
	const columns = headings.map((heading) => columnOf(heading, labels));
	if (!columns.includes('taxCode') || !columns.includes('userId')) return undefined;
	const read = body.flatMap((cells, place) => {
		if (cells.every((cell) => tidy(cell) === '')) return [];
		const row = emptyRow();
		for (const [at, column] of columns.entries()) {
			if (column && row[column] === '') row[column] = unguardCell(cells[at] ?? '').normalize('NFC');
		}
		return [{ line: place + 2, row: { ...row } }];
	});
	return {
		rows: checkRows(read),
		unknown: headings.filter((heading, at) => tidy(heading) !== '' && !columns[at]),
	};
}

/**
 * The rows in their stored form with what is wrong in each. Codes are mended as typing them would (spaces, small
 * letters), so only what cannot be mended keeps a row out; a password stays as it is.
 */
export function checkRows(rows: readonly { line: number; row: AccountRow }[]): ReadRow[] {
	const stored = rows.map(({ line, row }) => ({ line, given: row, row: storedForm(row) }));
	const found = checkParameterSets(stored.map(({ row }) => parametersOf(row)));
	return stored.map(({ line, given, row }, index) => ({
		line,
		row,
		problems: [
			...(['taxCode', 'userId'] as const)
				.filter((field) => row[field] === '')
				.map((field) => rowProblem(field, 'ROW_VALUE_MISSING')),
			...accountColumns
				.filter((field) => [...given[field]].length > longest)
				.map((field) => rowProblem(field, 'ROW_TOO_LONG')),
			...dateColumns
				.filter((field) => tidy(given[field]) !== '' && row[field] === '')
				.map((field) => rowProblem(field, 'ROW_DATE')),
			...found.filter((one) => one.index === index).map(({ index: _index, ...one }) => one),
		],
	}));
}

export function isGood({ problems }: ReadRow): boolean {
	return !problems.some((one) => one.severity === 'error');
}

export function emptyRow(): AccountRow {
	return Object.fromEntries(accountColumns.map((column) => [column, ''])) as AccountRow;
}

function storedForm(row: AccountRow): AccountRow {
	const codes = normalizeParameters(parametersOf(row));
	const plain = Object.fromEntries(accountColumns.map((column) => [column, tidy(row[column])])) as AccountRow;
	for (const column of parameterFields) plain[column] = codes[column] ?? '';
	for (const column of dateColumns) plain[column] = parseDate(row[column]) ?? '';
	return plain;
}

/** What is empty is not there: a missing value is not a wrong one. */
function parametersOf(row: AccountRow): ParameterSet {
	return Object.fromEntries(
		parameterFields.flatMap((column) => (tidy(row[column]) === '' ? [] : [[column, row[column]]])),
	);
}

function columnOf(
	heading: string,
	labels: Readonly<Record<AccountColumn, readonly string[]>>,
): AccountColumn | undefined {
	const wanted = plain(heading);
	return accountColumns.find((column) => [column, ...labels[column]].some((label) => plain(label) === wanted));
}

function plain(heading: string): string {
	return searchFold(heading).replace(/[^a-z0-9]/g, '');
}

function rowProblem(field: AccountColumn, code: 'ROW_VALUE_MISSING' | 'ROW_DATE' | 'ROW_TOO_LONG'): RowProblem {
	return { field, code, severity: 'error', params: {} };
}
