import type { AuditRow } from '../../../shared/contracts/audit-contract.ts';
import type { ErrorText } from '../../../shared/text.ts';

/** The texts of the screen, `audit.json`, and the titles of failures, `errors.json`. */
export type AuditTexts = {
	column: Record<'counter' | 'at' | 'user' | 'action' | 'subject' | 'outcome', string>;
	action: Record<string, Record<string, string>>;
	outcome: Record<string, string>;
	errors: Record<string, ErrorText>;
};

/** With a byte order mark, without which Excel reads Vietnamese as another code page. */
export async function csvOf(rows: readonly AuditRow[], texts: AuditTexts): Promise<string> {
	const { default: papaparse } = await import('papaparse');
	return `\uFEFF${papaparse.unparse(tableOf(rows, texts), { newline: '\r\n' })}\r\n`;
}

export async function xlsxOf(rows: readonly AuditRow[], texts: AuditTexts): Promise<Buffer> {
	const { default: writeXlsxFile } = await import('write-excel-file/node');
	const [head = [], ...body] = tableOf(rows, texts);
	const cells = [
		head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
		...body.map((row) => row.map((value) => ({ value, type: String }))),
	];
	const columns = [8, 20, 20, 40, 30, 40].map((width) => ({ width }));
	return await writeXlsxFile(cells, { columns, stickyRowsCount: 1 }).toBuffer();
}

/** Head and rows as text, safe to open in a spreadsheet. */
function tableOf(rows: readonly AuditRow[], { column, action, outcome, errors }: AuditTexts): string[][] {
	const actionText = (name: string) => {
		const [feature = '', method = ''] = name.split('.');
		return action[feature]?.[method] ?? name;
	};
	return [
		[column.counter, column.at, column.user, column.action, column.subject, column.outcome],
		...rows.map((row) => [
			String(row.counter),
			timeInVietnam(row.at),
			row.user,
			actionText(row.action),
			row.subjectName || row.subject,
			outcome[row.outcome] ?? errors[row.outcome]?.title ?? row.outcome,
		]),
	].map((cells) => cells.map(neutral));
}

/**
 * A cell that begins like a formula is shown as text: a name such as `=HYPERLINK(…)` must not act when the file is opened
 * (OWASP, CSV Injection).
 */
function neutral(cell: string): string {
	return /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** `2026-11-22 15:04:05`, which sorts. */
function timeInVietnam(instant: string): string {
	return new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
