import { Fault } from '../../../shared/result.ts';
import type { StampText } from '../../features/signing/signature-port.ts';
import { type Dict, Name, type PdfObject, type Ref } from '../read/objects.ts';
import type { Page } from '../read/pages.ts';
import type { Changes } from './revision.ts';
import { openStampFont, type StampFont } from './stamp-font.ts';
import { uprightMatrix } from './stamp-place.ts';

const frameColour = '0.8 0.2 0.2';
const textColour = '0.73 0.13 0.13';
const frameWidth = 0.75;
const lineHeight = 1.3;
/** Points: below 4 nobody can read it on paper. */
const fontSizes = { largest: 10, smallest: 4, step: 0.25 };

/**
 * Draws the red frame with the text as large as it fits and returns the appearance for a widget of this size on this
 * page. Fault SIGN_STAMP_PLACE when the text does not fit even in the smallest size.
 */
export async function drawStamp(
	changes: Changes,
	page: Page,
	{ width, height }: { width: number; height: number },
	text: StampText,
): Promise<Ref> {
	const font = await openStampFont(text.font);
	// NFC: a letter and its marks as one glyph; decomposed marks would be printed beside their letters.
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no glyph
	const lines = text.lines.map((line) => line.normalize('NFC').replace(/[\u0000-\u001f\u007f]/g, ' '));
	const padding = Math.min(5, width * 0.06, height * 0.1) + frameWidth;
	const fitted = arrange(font, lines, width - 2 * padding, height - 2 * padding);
	if (!fitted) {
		throw new Fault('SIGN_STAMP_PLACE', { detail: `${Math.round(width)} × ${Math.round(height)} pt` });
	}
	const { size, rows } = fitted;
	const used = rows.length * size * lineHeight;
	const glyphHeight = (font.ascent - font.descent) * size;
	const firstBaseline = height - (height - used) / 2 - (size * lineHeight - glyphHeight) / 2 - font.ascent * size;

	const content = [
		'q',
		`${frameColour} RG ${frameWidth} w`,
		`${round(frameWidth / 2)} ${round(frameWidth / 2)} ${round(width - frameWidth)} ${round(height - frameWidth)} re S`,
		`BT ${textColour} rg /F1 ${size} Tf ${round(size * lineHeight)} TL`,
		`${round(padding)} ${round(firstBaseline)} Td`,
		...rows.map((row, index) => `${index === 0 ? '' : 'T* '}${font.show(row)} Tj`),
		'ET Q',
	].join('\n');

	const resources: Dict = new Map([['Font', new Map([['F1', font.embed(changes)]])]]);
	const form: Dict = new Map<string, PdfObject>([
		['Type', new Name('XObject')],
		['Subtype', new Name('Form')],
		['BBox', [0, 0, round(width), round(height)]],
		['Matrix', uprightMatrix(page)],
		['Resources', resources],
	]);
	return changes.addStream(form, Buffer.from(content, 'latin1'));
}

function round(points: number): number {
	return Math.round(points * 100) / 100;
}

/** The largest size in which the lines fit, broken between words; inside words only when nothing else helps. */
function arrange(
	font: StampFont,
	lines: readonly string[],
	width: number,
	height: number,
): { size: number; rows: string[] } | undefined {
	for (let size = fontSizes.largest; size >= fontSizes.smallest; size -= fontSizes.step) {
		const most = Math.floor(height / (size * lineHeight));
		const rows = lines.flatMap((line) => wrap(line, (part) => font.width(part) * size <= width) ?? [undefined]);
		if (rows.length <= most && rows.every((row) => row !== undefined)) return { size, rows };
	}
	const size = fontSizes.smallest;
	const fits = (part: string) => font.width(part) * size <= width;
	const rows = lines.flatMap((line) => wrap(line, fits, true) ?? []);
	return fits('W') && rows.length <= Math.floor(height / (size * lineHeight)) ? { size, rows } : undefined;
}

/** Breaks a line so that every part fits; undefined when one word alone is too long and may not be broken. */
function wrap(line: string, fits: (part: string) => boolean, breakWords = false): string[] | undefined {
	const rows: string[] = [];
	let row = '';
	for (const word of line.split(' ').filter(Boolean)) {
		const longer = row ? `${row} ${word}` : word;
		if (fits(longer)) {
			row = longer;
			continue;
		}
		if (row) rows.push(row);
		row = '';
		for (const character of fits(word) ? [word] : word) {
			if (!fits(word) && !breakWords) return undefined;
			if (row && !fits(row + character)) {
				rows.push(row);
				row = '';
			}
			row += character;
		}
	}
	rows.push(row);
	return rows;
}
