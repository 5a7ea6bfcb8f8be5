import type { PdfWriter } from '../merge/pdf-writer.ts';
import { Name, type PdfObject, type Ref } from '../read/objects.ts';
import type { ImagePage, ImagePart } from './image-part.ts';
import type { PartWarning } from './part-warning.ts';
import type { Placement } from './place-pdf-pages.ts';

/** One page for each chosen picture; a picture chosen several times is written once. */
export async function placeImages(
	image: ImagePart,
	chosen: readonly Placement[],
	writer: PdfWriter,
	tree: Ref,
): Promise<{ ref: Ref; warnings: PartWarning[] }[]> {
	const written = new Map<number, Written>();
	const pages: { ref: Ref; warnings: PartWarning[] }[] = [];
	for (const { index, rotate } of chosen) {
		const { page, picture, content, warnings } = written.get(index) ?? (await write(await image.read(index), writer));
		written.set(index, { page, picture, content, warnings });
		const ref = writer.add(
			new Map<string, PdfObject>([
				['Type', new Name('Page')],
				['Parent', tree],
				['MediaBox', [0, 0, page.width, page.height]],
				['Resources', new Map([['XObject', new Map([['Image', picture]])]])],
				['Contents', content],
				...(rotate === 0 ? [] : [['Rotate', rotate] as const]),
			]),
		);
		pages.push({ ref, warnings });
	}
	return pages;
}

type Written = { page: ImagePage['page']; picture: Ref; content: Ref; warnings: PartWarning[] };

async function write({ jpeg, pixels, page, place, warnings }: ImagePage, writer: PdfWriter): Promise<Written> {
	const picture = await writer.addStream(
		new Map<string, PdfObject>([
			['Type', new Name('XObject')],
			['Subtype', new Name('Image')],
			['Width', pixels.width],
			['Height', pixels.height],
			['ColorSpace', new Name(pixels.gray ? 'DeviceGray' : 'DeviceRGB')],
			['BitsPerComponent', 8],
			['Filter', new Name('DCTDecode')],
		]),
		jpeg,
	);
	const matrix = [place.width, 0, 0, place.height, place.x, place.y].map((value) => Number(value.toFixed(5)));
	const content = await writer.addStream(new Map(), Buffer.from(`q ${matrix.join(' ')} cm /Image Do Q\n`));
	return { page, picture, content, warnings };
}
