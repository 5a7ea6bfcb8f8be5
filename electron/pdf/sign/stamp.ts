import { layoutStamp, stampFrameWidth } from '../../../shared/domain/stamp-layout.ts';
import { Fault } from '../../../shared/result.ts';
import type { StampText } from '../../features/signing/signature-port.ts';
import { type Dict, Name, type PdfObject, type Ref } from '../read/objects.ts';
import type { Page } from '../read/pages.ts';
import type { Changes } from './revision.ts';
import { openStampFont } from './stamp-font.ts';
import { readStampPicture } from './stamp-picture.ts';
import { uprightMatrix } from './stamp-place.ts';

const frameColour = '0.8 0.2 0.2';
const textColour = '0.73 0.13 0.13';

/**
 * Draws the red frame with picture and text and returns the appearance for a widget of this size on this page. It is
 * drawn in points on paper: a viewer fits it into the widget's rectangle (ISO 32000-1, 12.5.5), whose numbers are
 * smaller on a page with a /UserUnit. Faults: SIGN_STAMP_PLACE when the text does not fit even in the smallest size,
 * FILE_NOT_FOUND, FILE_UNREADABLE and IMAGE_UNREADABLE for the picture.
 */
export async function drawStamp(
	changes: Changes,
	page: Page,
	size: { width: number; height: number },
	text: StampText,
): Promise<Ref> {
	const [width, height] = [size.width * page.userUnit, size.height * page.userUnit];
	const font = await openStampFont(text.font);
	const image = text.picture === undefined ? undefined : await readStampPicture(text.picture);
	// NFC: a letter and its marks as one glyph; decomposed marks would be printed beside their letters.
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no glyph
	const lines = text.lines.map((line) => line.normalize('NFC').replace(/[\u0000-\u001f\u007f]/g, ' '));
	const layout = layoutStamp({ width, height }, lines, font, image);
	if (!layout) throw new Fault('SIGN_STAMP_PLACE', { detail: `${Math.round(width)} × ${Math.round(height)} pt` });

	const { picture, rows, fontSize } = layout;
	const content = [
		'q',
		`${frameColour} RG ${stampFrameWidth} w`,
		`${round(stampFrameWidth / 2)} ${round(stampFrameWidth / 2)} ${round(width - stampFrameWidth)} ${round(height - stampFrameWidth)} re S`,
		...(picture
			? [`q ${[picture.width, 0, 0, picture.height, picture.x, picture.y].map(round).join(' ')} cm /I1 Do Q`]
			: []),
		`BT ${textColour} rg /F1 ${fontSize} Tf ${round(layout.lineHeight)} TL`,
		`${round(layout.x)} ${round(layout.baseline)} Td`,
		...rows.map((row, index) => `${index === 0 ? '' : 'T* '}${font.show(row)} Tj`),
		'ET Q',
	].join('\n');

	const resources: Dict = new Map<string, PdfObject>([['Font', new Map([['F1', font.embed(changes)]])]]);
	if (image) resources.set('XObject', new Map([['I1', image.embed(changes)]]));
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
