import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Result } from '../../shared/result.ts';
import { writeBeside } from '../platform/atomic-file.ts';

/**
 * Writes a sheet to print to `target`, complete or not at all, in Tinos from the folder `fonts`. Nothing outside that
 * folder is read and no address is asked. Errors: those of `writeBeside`.
 */
export async function writePrintedSheet(
	target: string,
	fonts: string,
	title: string,
	{ defaultStyle, ...sheet }: Omit<TDocumentDefinitions, 'info' | 'language' | 'pageSize'>,
): Promise<Result<null>> {
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
			info: { title, creator: 'VNACCS Keyring', producer: 'VNACCS Keyring' },
			language: 'vi-VN',
			defaultStyle: { font: 'Tinos', ...defaultStyle },
			...sheet,
		})
		.getBuffer();
	const written = await writeBeside(target, (temp) => writeFile(temp, bytes));
	return written.ok ? { ok: true, value: null } : written;
}
