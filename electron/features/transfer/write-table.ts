import Papa from 'papaparse';
import writeXlsxFile from 'write-excel-file/node';
import { guardCell } from '../../../shared/domain/transfer/formula-guard.ts';

export type TableSheet = { name: string; rows: readonly (readonly string[])[]; widths: readonly number[] };

/** CSV as Excel opens it: UTF-8 with its mark, CRLF; no cell can become a formula. */
export function csvBytes(rows: readonly (readonly string[])[]): Buffer {
	const guarded = rows.map((row) => row.map(guardCell));
	return Buffer.from(`\ufeff${Papa.unparse(guarded, { newline: '\r\n' })}\r\n`, 'utf8');
}

/** A workbook of text cells only, so that leading zeros stay and no cell can become a formula. Widths in characters. */
export function workbookBytes(sheets: readonly TableSheet[]): Promise<Buffer> {
	return writeXlsxFile(
		sheets.map(({ name, rows, widths }) => ({
			sheet: name,
			stickyRowsCount: 1,
			columns: widths.map((width) => ({ width })),
			data: rows.map((row, place) =>
				row.map((text) => ({
					value: guardCell(text),
					type: String,
					format: '@',
					...(place === 0 ? { fontWeight: 'bold' as const } : {}),
				})),
			),
		})),
	).toBuffer();
}
