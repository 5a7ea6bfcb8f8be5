import { dateInVietnam, formatDate } from '../../shared/domain/dates.ts';
import { displayTaxCode } from '../../shared/domain/tax-code.ts';
import type { Result } from '../../shared/result.ts';
import { fill } from '../../shared/text.ts';
import type { SheetCompany, TransferTexts } from '../features/transfer/transfer-port.ts';
import { writePrintedSheet } from './printed-sheet.ts';

const mask = '••••••••';

/**
 * "Bản in bàn giao": the accounts of one company with lines for who hands over and who receives. A secret that is absent
 * is masked, an empty one is not there. `fonts` is the folder with Tinos.
 */
export async function writeHandoverSheet(
	target: string,
	company: SheetCompany,
	{ column, sheet }: TransferTexts,
	fonts: string,
): Promise<Result<null>> {
	const secret = (value: string | undefined) => value ?? mask;
	const shown = company.users.some((one) => one.password) || company.terminals.some((one) => one.accessKey);
	const heading = (text: string) => ({ text, bold: true, fontSize: 13, margin: [0, 14, 0, 4] as Margins });
	const table = (headings: string[], rows: string[][], widths: (string | number)[]) =>
		rows.length === 0
			? { text: sheet.none, italics: true }
			: {
					table: {
						headerRows: 1,
						dontBreakRows: true,
						widths,
						body: [headings.map((text) => ({ text, bold: true })), ...rows],
					},
					fontSize: 10,
				};
	const facts = (rows: [string, string][]) => ({
		table: { widths: [150, '*'], body: rows },
		layout: 'noBorders',
	});
	const { admin, nsw } = company;
	return writePrintedSheet(target, fonts, sheet.title, {
		pageOrientation: 'landscape',
		pageMargins: [57, 50, 43, 50],
		defaultStyle: { fontSize: 11, lineHeight: 1.15 },
		footer: (page, pages) => ({ text: `${page}/${pages}`, alignment: 'center', fontSize: 9, margin: [0, 16, 0, 0] }),
		content: [
			{ text: sheet.title, fontSize: 18, bold: true, alignment: 'center' },
			{
				text: fill(sheet.made, { date: formatDate(dateInVietnam(company.madeAt)) }),
				italics: true,
				alignment: 'center',
				margin: [0, 2, 0, 8],
			},
			facts([
				[sheet.company, company.company?.name ?? ''],
				[column.taxCode, displayTaxCode(company.taxCode)],
			]),
			{ text: shown ? sheet.warning : sheet.masked, bold: shown, margin: [0, 6, 0, 0] },
			heading(sheet.users),
			table(
				[
					column.userId,
					column.declarantName,
					column.password,
					column.terminalId,
					column.certificateProvider,
					column.certificateSerial,
					column.certificateNotAfter,
				],
				company.users.map((one) => [
					one.userId,
					one.declarantName,
					secret(one.password),
					one.terminalId,
					one.certificateProvider ?? '',
					one.certificateSerial ?? '',
					formatDate(one.certificateNotAfter ?? ''),
				]),
				[70, '*', 75, 70, 80, 190, 75],
			),
			heading(sheet.terminals),
			table(
				[column.terminalId, column.accessKey, column.computer],
				company.terminals.map((one) => [one.terminalId, secret(one.accessKey), one.computer]),
				[120, 200, '*'],
			),
			...(admin
				? [
						heading(sheet.admin),
						facts([
							[sheet.login, company.taxCode],
							[column.password, secret(admin.password)],
						]),
					]
				: []),
			...(nsw
				? [
						heading(sheet.nsw),
						facts([
							[sheet.login, nsw.login],
							[sheet.mailbox, nsw.mailbox],
							[column.password, secret(nsw.password)],
						]),
					]
				: []),
			{
				unbreakable: true,
				margin: [0, 24, 0, 0],
				columns: [sheet.giver, sheet.receiver].map((who) => ({
					stack: [{ text: who, bold: true }, { text: sheet.sign, italics: true, fontSize: 10 }, { text: '\n\n\n' }],
					alignment: 'center',
				})),
			},
		],
	});
}

type Margins = [number, number, number, number];
