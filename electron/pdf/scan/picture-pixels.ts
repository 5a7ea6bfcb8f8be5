import type { Sharp, SharpOptions } from 'sharp';
import type { PdfDocument } from '../read/document.ts';
import { unpack } from '../read/filters.ts';
import { isName, Name, type PdfObject, Stream } from '../read/objects.ts';
import { Malformed } from '../read/parser.ts';

/** Something sharp can read: a JPEG, or plain pixels. */
export type PicturePixels = {
	data: Uint8Array;
	options: SharpOptions;
	width: number;
	height: number;
	packedBytes: number;
};

const maxMpx = 100;
/** Unpacked, a picture may have that many bytes. */
const maxBytes = 300 * 1024 * 1024;

/**
 * The pixels of a picture of a PDF, where its kind is one that scanners and office programs write: JPEG, or Flate with 8 bits a
 * colour. Others (JPEG 2000, fax, palettes, masks) are undefined: nothing is said of them and they stay as they are.
 */
export async function picturePixels(document: PdfDocument, stream: Stream): Promise<PicturePixels | undefined> {
	const entry = (key: string) => document.resolve(stream.dict.get(key));
	const [width, height, bits] = [await entry('Width'), await entry('Height'), await entry('BitsPerComponent')];
	if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0 && height > 0)) return undefined;
	if (width * height > maxMpx * 1e6 || (await entry('ImageMask')) === true || stream.dict.has('Decode'))
		return undefined;
	const packed = await document.packedBytes(stream);
	const known = { width, height, packedBytes: packed.length };
	const filter = await entry('Filter');
	const filters = Array.isArray(filter) ? filter : [filter];
	const last = filters.at(-1);
	if (isName(last, 'DCTDecode')) {
		if (filters.length > 2 || (filters.length === 2 && !isName(filters[0], 'FlateDecode'))) return undefined;
		const data =
			filters.length === 2 ? unpack(new Map([['Filter', new Name('FlateDecode')]]), packed, maxBytes) : packed;
		return { ...known, data, options: { limitInputPixels: maxMpx * 1e6 } };
	}
	const channels = await channelsOf(document, stream.dict.get('ColorSpace'));
	if (filters.length !== 1 || !isName(last, 'FlateDecode') || bits !== 8 || !channels) return undefined;
	const parameters = await entry('DecodeParms');
	const plain = unpack(
		new Map([
			['Filter', last ?? null],
			['DecodeParms', parameters],
		]),
		packed,
		maxBytes,
	);
	if (plain.length < width * height * channels) return undefined;
	const data = plain.subarray(0, width * height * channels);
	return { ...known, data, options: { raw: { width, height, channels }, limitInputPixels: maxMpx * 1e6 } };
}

async function channelsOf(document: PdfDocument, value: PdfObject | undefined): Promise<1 | 3 | undefined> {
	const space = await document.resolve(value);
	if (isName(space, 'DeviceGray')) return 1;
	if (isName(space, 'DeviceRGB')) return 3;
	if (!Array.isArray(space)) return undefined;
	if (isName(space[0], 'CalGray')) return 1;
	if (isName(space[0], 'CalRGB')) return 3;
	if (!isName(space[0], 'ICCBased')) return undefined;
	const profile = await document.resolve(space[1]);
	const count = profile instanceof Stream ? await document.resolve(profile.dict.get('N')) : undefined;
	return count === 1 || count === 3 ? count : undefined;
}

/** A small copy for looking at: `longest` pixels on its longer side, 3 colours a pixel. Throws Malformed. */
export async function smallCopy(
	makeSharp: (input: Uint8Array, options: SharpOptions) => Sharp,
	{ data, options, width, height }: PicturePixels,
	longest: number,
): Promise<{ data: Uint8Array; width: number; height: number }> {
	const scale = Math.min(1, longest / Math.max(width, height));
	const size = [width, height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
	const shown = await makeSharp(data, options)
		.resize(...size, { fit: 'fill' })
		.toColourspace('srgb')
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true })
		.catch((thrown: unknown) => {
			// Decoders of foreign bytes throw whatever they like.
			throw new Malformed('picture', { cause: thrown });
		});
	if (shown.info.channels === 3) return { data: shown.data, width: size[0], height: size[1] };
	const rgb = new Uint8Array(size[0] * size[1] * 3);
	for (let i = 0; i < size[0] * size[1]; i++) rgb.fill(shown.data[i * shown.info.channels]!, i * 3, i * 3 + 3);
	return { data: rgb, width: size[0], height: size[1] };
}
