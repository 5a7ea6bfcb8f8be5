import type { PdfPart } from '../assemble/pdf-part.ts';
import type { SmallerPictures } from '../assemble/place-pdf-pages.ts';
import type { PdfDocument } from '../read/document.ts';
import { type Dict, Name, type PdfObject } from '../read/objects.ts';
import { Malformed } from '../read/parser.ts';
import { type DrawnPicture, readPageContent } from './page-content.ts';
import { picturePixels } from './picture-pixels.ts';

/** How finely pictures are kept: dots per inch on paper, JPEG quality from 1 to 100. */
export type Reduction = { dpi: number; quality: number };

/** Smaller ones are logos and seals, not worth what they would lose. */
const smallestBytes = 30_000;
/** What is not at least a fifth smaller stays as it was. */
const worthwhile = 0.8;

/** A picture, and the largest size it is shown at, in points. */
type Shown = { picture: DrawnPicture; width: number; height: number };

/**
 * The pictures of all pages packed anew: no finer than `dpi` where they are shown largest, as JPEG. Colours stay colours; text
 * and drawings are not touched. Kinds of pictures that are not read here stay as they are.
 */
export async function smallerPictures({ document, pages }: PdfPart, reduction: Reduction): Promise<SmallerPictures> {
	const shown = new Map<number, Shown>();
	for (const page of pages) {
		const content = await readPageContent(document, page.dict).catch(ignoreMalformed);
		for (const picture of content?.pictures ?? []) {
			const [a, b, c, d] = picture.matrix;
			const known = shown.get(picture.num);
			shown.set(picture.num, {
				picture,
				width: Math.max(known?.width ?? 0, Math.hypot(a, b) * page.userUnit),
				height: Math.max(known?.height ?? 0, Math.hypot(c, d) * page.userUnit),
			});
		}
	}
	const smaller = new Map<number, { dict: Dict; data: Uint8Array }>();
	for (const [num, one] of shown) {
		const packed = await pack(document, one, reduction).catch(ignoreMalformed);
		if (packed) smaller.set(num, packed);
	}
	return smaller;
}

async function pack(
	document: PdfDocument,
	{ picture: { stream }, width, height }: Shown,
	{ dpi, quality }: Reduction,
): Promise<{ dict: Dict; data: Uint8Array } | undefined> {
	// A colour that means "see through" (ISO 32000-1, 8.9.6.4) would not survive JPEG.
	if (Array.isArray(await document.resolve(stream.dict.get('Mask')))) return undefined;
	const pixels = await picturePixels(document, stream);
	if (!pixels || pixels.packedBytes < smallestBytes) return undefined;
	const { default: sharp } = await import('sharp');
	const scale = Math.min(1, Math.max(((width / 72) * dpi) / pixels.width, ((height / 72) * dpi) / pixels.height));
	if (!(scale > 0)) return undefined;
	const { data, info } = await sharp(pixels.data, pixels.options)
		.resize(Math.ceil(pixels.width * scale), Math.ceil(pixels.height * scale), { fit: 'fill' })
		.removeAlpha()
		.toColourspace((await isGray(pixels.data, pixels.options)) ? 'b-w' : 'srgb')
		.jpeg({ quality })
		.toBuffer({ resolveWithObject: true })
		.catch((thrown: unknown) => {
			// Decoders of foreign bytes throw whatever they like.
			throw new Malformed('picture', { cause: thrown });
		});
	if (data.length > pixels.packedBytes * worthwhile) return undefined;
	const kept = ['SMask', 'Mask', 'Interpolate', 'Intent', 'OC'].flatMap((key) => {
		const value = stream.dict.get(key);
		return value === undefined ? [] : [[key, value] as const];
	});
	const dict: Dict = new Map<string, PdfObject>([
		['Type', new Name('XObject')],
		['Subtype', new Name('Image')],
		['Width', info.width],
		['Height', info.height],
		['ColorSpace', new Name(info.channels === 1 ? 'DeviceGray' : 'DeviceRGB')],
		['BitsPerComponent', 8],
		['Filter', new Name('DCTDecode')],
		...kept,
	]);
	return { dict, data };
}

async function isGray(data: Uint8Array, options: object): Promise<boolean> {
	const { default: sharp } = await import('sharp');
	const { space } = await sharp(data, options)
		.metadata()
		.catch((thrown: unknown) => {
			throw new Malformed('picture', { cause: thrown });
		});
	return space === 'b-w';
}

function ignoreMalformed(thrown: unknown): undefined {
	if (thrown instanceof Malformed) return undefined;
	throw thrown;
}
