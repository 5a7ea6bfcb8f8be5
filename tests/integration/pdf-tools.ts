import { execFileSync } from 'node:child_process';
import sharp from 'sharp';

/** Pixels of a page as poppler draws it: three bytes each, `dpi` dots per inch. */
export type Raster = { data: Buffer; width: number; height: number };

export async function drawPage(file: string, page: number, dpi = 50): Promise<Raster> {
	const pick = ['-f', String(page), '-l', String(page)];
	const png = execFileSync('pdftoppm', ['-r', String(dpi), '-png', ...pick, file], { maxBuffer: 1e9 });
	const { data, info } = await sharp(png)
		.removeAlpha()
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** The colour at a place given in parts of the page's width and height, from the upper left corner. */
export function colorAt({ data, width, height }: Raster, x: number, y: number): [number, number, number] {
	const at = (Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) * 3;
	return [data[at]!, data[at + 1]!, data[at + 2]!];
}

/** red, green, blue, white, black, gray or the numbers. */
export function colorName([r, g, b]: readonly [number, number, number]): string {
	const high = (value: number): boolean => value > 150;
	const low = (value: number): boolean => value < 110;
	if (high(r) && low(g) && low(b)) return 'red';
	if (low(r) && high(g) && low(b)) return 'green';
	if (low(r) && low(g) && b > 120) return 'blue';
	if (r > 240 && g > 240 && b > 240) return 'white';
	if (r < 40 && g < 40 && b < 40) return 'black';
	if (Math.max(r, g, b) - Math.min(r, g, b) < 12) return 'gray';
	return `${r},${g},${b}`;
}

/** A picture whose left half is red and whose right half is blue, as raw bytes for sharp. */
export function halves(width: number, height: number): ReturnType<typeof sharp> {
	const data = Buffer.alloc(width * height * 3);
	for (let pixel = 0; pixel < width * height; pixel++) {
		data.set(pixel % width < width / 2 ? [220, 20, 20] : [20, 40, 220], pixel * 3);
	}
	return sharp(data, { raw: { width, height, channels: 3 } });
}
