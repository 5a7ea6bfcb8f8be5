import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatDate } from '../../shared/domain/dates.ts';
import type { Result } from '../../shared/result.ts';
import { fill } from '../../shared/text.ts';
import { writeBeside } from '../platform/atomic-file.ts';

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
	const { default: pdfmake } = await import('pdfmake');
	const font = (name: string) => path.join(fonts, `Tinos-${name}.ttf`);
	pdfmake.setFonts({
		Tinos: {
			normal: font('Regular'),
			bold: font('Bold'),
			italics: font('Italic'),
			bolditalics: font('BoldItalic'),
		},
	});
	pdfmake.setUrlAccessPolicy(() => false);
	pdfmake.setLocalAccessPolicy((file) => path.dirname(file) === fonts);
	const bytes = await pdfmake
		.createPdf({
			pageSize: 'A4',
			pageMargins: [85, 71, 57, 71],
			info: { title: texts.title, creator: 'VNACCS Keyring', producer: 'VNACCS Keyring' },
			language: 'vi-VN',
			defaultStyle: { font: 'Tinos', fontSize: 13, lineHeight: 1.2 },
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
		})
		.getBuffer();
	const written = await writeBeside(target, (temp) => writeFile(temp, bytes));
	return written.ok ? { ok: true, value: null } : written;
}
