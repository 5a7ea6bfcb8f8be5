/**
 * Where a visible signature stands: page from 1; lower left corner and size in units of the page's user space (points
 * of 1/72 inch unless the page has a /UserUnit), counted from the lower left corner of the page as a reader sees it,
 * that is after /CropBox and /Rotate. The same numbers as `--stamp PAGE,X,Y,W,H` of the command line.
 */
export type StampPlace = { page: number; x: number; y: number; width: number; height: number };

export const pointsPerMm = 72 / 25.4;

type Size = { width: number; height: number };

/** Measures of a font in units of its size; the descent is negative. */
export type StampFontMeasures = { width(text: string): number; ascent: number; descent: number };

/** What stands where in a frame, in points from its lower left corner. */
export type StampLayout = {
	fontSize: number;
	lineHeight: number;
	rows: string[];
	x: number;
	/** Baseline of the first row. */
	baseline: number;
	picture?: { x: number; y: number; width: number; height: number };
};

export const stampFrameWidth = 0.75;
const lineHeight = 1.3;
/** Points: below 4 nobody can read it on paper. */
const fontSizes = { largest: 10, smallest: 4, step: 0.25 };
/** The picture of seal or signature takes at most this part of the frame; the text says who signed. */
const pictureShare = 0.4;

/**
 * The text as large as it fits into a frame of `width` × `height` points, right of the picture if there is one (its
 * pixels give its shape). Undefined when the text does not fit even in the smallest size.
 */
export function layoutStamp(
	{ width, height }: Size,
	lines: readonly string[],
	font: StampFontMeasures,
	pixels?: Size,
): StampLayout | undefined {
	const padding = Math.min(5, width * 0.06, height * 0.1) + stampFrameWidth;
	const inner = { width: width - 2 * padding, height: height - 2 * padding };
	const scale = pixels && Math.min((inner.width * pictureShare) / pixels.width, inner.height / pixels.height);
	const picture = pixels && scale && { width: pixels.width * scale, height: pixels.height * scale };
	const x = picture ? padding + picture.width + padding : padding;
	const fitted = arrange(font, lines, width - x - padding, inner.height);
	if (!fitted) return undefined;
	const { size, rows } = fitted;
	const glyphHeight = (font.ascent - font.descent) * size;
	const used = rows.length * size * lineHeight;
	return {
		fontSize: size,
		lineHeight: size * lineHeight,
		rows,
		x,
		baseline: height - (height - used) / 2 - (size * lineHeight - glyphHeight) / 2 - font.ascent * size,
		...(picture && { picture: { ...picture, x: padding, y: (height - picture.height) / 2 } }),
	};
}

/** The largest size in which the lines fit, broken between words; inside words only when nothing else helps. */
function arrange(
	font: StampFontMeasures,
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
