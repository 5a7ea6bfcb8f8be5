import { formatDate } from '../../shared/domain/dates.ts';
import type { Result } from '../../shared/result.ts';
import { fill } from '../../shared/text.ts';
import { writePrintedSheet } from './printed-sheet.ts';

/** `resources/locales/<language>/recovery-sheet.json` */
export type RecoverySheetTexts = { title: string; intro: string; made: string; use: string; alphabet: string };

/**
 * Writes the page to print: the recovery code in large type and what it is for.
 * @param sheet `date` is YYYY-MM-DD, `fonts` the folder with Tinos
 */
export async function writeRecoverySheet(
	target: string,
	sheet: { recoveryCode: string; date: string; texts: RecoverySheetTexts; fonts: string },
): Promise<Result<null>> {
	const { recoveryCode, date, texts, fonts } = sheet;
	return writePrintedSheet(target, fonts, texts.title, {
		pageMargins: [85, 71, 57, 71],
		defaultStyle: { fontSize: 13, lineHeight: 1.2 },
		content: [
			{ text: texts.title, fontSize: 20, bold: true, margin: [0, 0, 0, 16] },
			texts.intro,
			{
				// A code broken over two lines is typed wrong; groups stay whole.
				table: {
					widths: ['*'],
					body: [[{ text: recoveryCode, fontSize: 20, bold: true, alignment: 'center', margin: [8, 16, 8, 16] }]],
				},
				margin: [0, 20, 0, 20],
			},
			texts.alphabet,
			{ text: texts.use, margin: [0, 10, 0, 10] },
			{ text: fill(texts.made, { date: formatDate(date) }), italics: true },
		],
	});
}
