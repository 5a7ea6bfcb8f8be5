/// <reference path="./heic-decode.d.ts" />
import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { Fault } from '../../../shared/result.ts';
import type { PartKind } from './part-kind.ts';
import type { PartWarning } from './part-warning.ts';

/** One image ready for a page: a JPEG with 1 or 3 colours, upright, and the place it takes on A4 in points. */
export type ImagePage = {
	jpeg: Uint8Array;
	pixels: { width: number; height: number; gray: boolean };
	page: { width: number; height: number };
	place: { x: number; y: number; width: number; height: number };
	warnings: PartWarning[];
};

const a4 = { short: 595.28, long: 841.89 };
/** Scan standard of Nghị định 30/2020 (and enough to read a red seal). */
const targetDpi = 200;
const poorDpi = 150;
const jpegQuality = 72;
const maxMpx = 100;
const maxPages = 500;

type MakeSharp = (input: Uint8Array, options: SharpOptions) => Sharp;

/** An image file: how many pages it makes, each made when asked for, because their sum may be large. */
export type ImagePart = { pages: number; read(index: number): Promise<ImagePage> };

/** Faults IMAGE_UNREADABLE (also when cut short), IMAGE_TOO_LARGE and PDF_TOO_MANY_PAGES; `read` the first two. */
export async function openImagePart(bytes: Uint8Array, kind: PartKind, file: string): Promise<ImagePart> {
	const { default: sharp } = await import('sharp');
	if (kind === 'heic') {
		const { data, width, height } = await decodeHeic(bytes, file);
		const raw = { raw: { width, height, channels: 4 as const } };
		const metadata = await sharp(data, raw).metadata();
		return { pages: 1, read: () => imagePage(sharp, data, raw, metadata, file) };
	}
	const first = await metadataOf(sharp, bytes, 0, file);
	// Of an animation the first picture; of a TIFF every page.
	const pages = kind === 'tiff' ? (first.pages ?? 1) : 1;
	if (pages > maxPages) throw new Fault('PDF_TOO_MANY_PAGES', { file, limit: maxPages });
	return {
		pages,
		read: async (page) => {
			const metadata = page === 0 ? first : await metadataOf(sharp, bytes, page, file);
			return await imagePage(sharp, bytes, { page, failOn: 'error' }, metadata, file);
		},
	};
}

async function metadataOf(sharp: MakeSharp, bytes: Uint8Array, page: number, file: string): Promise<Metadata> {
	const metadata = await readable(file, () => sharp(bytes, { page, limitInputPixels: false }).metadata());
	refuseHuge(metadata.width, metadata.height, file);
	return metadata;
}

async function imagePage(
	sharp: MakeSharp,
	input: Uint8Array,
	options: SharpOptions,
	metadata: Metadata,
	file: string,
): Promise<ImagePage> {
	const limited = { ...options, limitInputPixels: maxMpx * 1e6 };
	const turned = (metadata.orientation ?? 1) >= 5;
	const width = turned ? metadata.height : metadata.width;
	const height = turned ? metadata.width : metadata.height;
	const layout = fitA4(width, height);
	const scale = Math.min(1, (layout.place.width / 72) * (targetDpi / width));
	const { jpeg, pixels } = await readable(file, async () => {
		if (scale === 1 && canPassThrough(metadata)) {
			// Decoded once all the same: a file cut short must not reach the dossier.
			await sharp(input, limited).stats();
			return { jpeg: input, pixels: { width, height, gray: metadata.channels === 1 } };
		}
		const { data, info } = await sharp(input, limited)
			.autoOrient()
			.flatten({ background: '#ffffff' })
			.resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), { fit: 'fill' })
			.toColourspace(metadata.space === 'b-w' || metadata.space === 'grey16' ? 'b-w' : 'srgb')
			.jpeg({ quality: jpegQuality })
			.toBuffer({ resolveWithObject: true });
		return { jpeg: data, pixels: { width: info.width, height: info.height, gray: info.channels === 1 } };
	});
	const dpi = Math.floor((width / layout.place.width) * 72);
	return { ...layout, jpeg, pixels, warnings: dpi < poorDpi ? [{ code: 'low-resolution', params: { dpi } }] : [] };
}

/** A JPEG as a viewer without colour management and without EXIF shows it right. */
function canPassThrough({ format, orientation, space, exif, icc }: Metadata): boolean {
	// EXIF can hold the place where a photo was taken: it does not go to customs.
	return format === 'jpeg' && (orientation ?? 1) === 1 && (space === 'srgb' || space === 'b-w') && !exif && !icc;
}

/** A4 upright or lying as the image is, the image centred and as large as the page allows. */
function fitA4(width: number, height: number): Pick<ImagePage, 'page' | 'place'> {
	const page = width > height ? { width: a4.long, height: a4.short } : { width: a4.short, height: a4.long };
	const scale = Math.min(page.width / width, page.height / height);
	const placed = { width: width * scale, height: height * scale };
	return {
		page,
		place: { ...placed, x: (page.width - placed.width) / 2, y: (page.height - placed.height) / 2 },
	};
}

function refuseHuge(width: number, height: number, file: string): void {
	if (width * height > maxMpx * 1e6) throw new Fault('IMAGE_TOO_LARGE', { file, limitMpx: maxMpx });
}

/** The picture of an iPhone photo as RGBA, already turned upright by the decoder. */
async function decodeHeic(
	bytes: Uint8Array,
	file: string,
): Promise<{ data: Uint8Array; width: number; height: number }> {
	const { default: heic } = await import('heic-decode');
	const images = await readable(file, () => heic.all({ buffer: bytes }));
	try {
		const [first] = images;
		if (!first) throw new Fault('IMAGE_UNREADABLE', { file });
		refuseHuge(first.width, first.height, file);
		const { data, width, height } = await readable(file, () => first.decode());
		return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height };
	} finally {
		images.dispose();
	}
}

/** Decoders of foreign bytes throw whatever they like; to the user it means one thing. */
async function readable<T>(file: string, decode: () => Promise<T>): Promise<T> {
	try {
		return await decode();
	} catch (thrown) {
		throw new Fault('IMAGE_UNREADABLE', { file }, thrown);
	}
}
