/** Pixels of a page, 3 bytes each (red, green, blue), rows from the top. */
export type Pixels = { data: Uint8Array; width: number; height: number };

/** How much darker or more colourful than the paper each pixel is, 0 to 255. */
export type Ink = { data: Uint8Array; width: number; height: number };

/** Longer side of the copy that a page is judged by: 85 dpi on A4, the smallest at which a printed digit keeps its shape. */
export const judgedPixels = 1000;

/** Paper is what nine tenths of a page are lighter than or like; of photos of a dark desk that is not true, and nothing is said. */
const paperShare = 0.9;

/** The ink of a page. Each colour counts alone, so that a pale red seal is as visible as grey print. */
export function inkOf({ data, width, height }: Pixels): Ink {
	const [red, green, blue] = [0, 1, 2].map((channel) => quantile(data, channel, paperShare)) as [
		number,
		number,
		number,
	];
	const ink = new Uint8Array(width * height);
	for (let i = 0; i < ink.length; i++) {
		ink[i] = Math.max(0, red - data[i * 3]!, green - data[i * 3 + 1]!, blue - data[i * 3 + 2]!);
	}
	return { data: ink, width, height };
}

function quantile(data: Uint8Array, channel: number, share: number): number {
	const counts = new Uint32Array(256);
	for (let i = channel; i < data.length; i += 3) counts[data[i]!]!++;
	let left = (data.length / 3) * share;
	for (let value = 0; value < 256; value++) {
		left -= counts[value]!;
		if (left <= 0) return value;
	}
	return 255;
}

/** What shines through from the back of thin paper stays below this; pencil does not. */
const faintInk = 32;
/** Shadows and black borders of the scanner lie at the edge. */
const edgeShare = 0.04;
/** 4.8 mm on A4. */
const block = 16;
/** Dust is smaller (0.5 mm are 4 pixels), a single printed digit larger. */
const specklePixels = 6;

/**
 * Whether a page shows nothing at all. One digit, a stroke of a pen or a stamp of 5 mm anywhere but at the very edge is
 * something: a page called blank is offered for removal.
 */
export function isBlank({ data, width, height }: Ink): boolean {
	const edge = Math.round(Math.max(width, height) * edgeShare);
	for (let top = edge; top < height - edge; top += block / 2) {
		for (let left = edge; left < width - edge; left += block / 2) {
			let inked = 0;
			for (let y = top; y < Math.min(top + block, height - edge); y++) {
				for (let x = left; x < Math.min(left + block, width - edge); x++) {
					if (data[y * width + x]! > faintInk) inked++;
				}
			}
			if (inked >= specklePixels) return false;
		}
	}
	return true;
}

const strokeInk = 64;
/** A row between two lines of text has less than this part of what full rows have. */
const gapShare = 0.15;
/** Lines of text that must be seen before anything is said of their direction. */
const fewestLines = 8;

/**
 * Whether the lines of text run from top to bottom, so that the page lies on its side. Counted are changes between ink and
 * paper: lines of text leave gaps across their direction and none along it, and ruled lines have hardly any changes. Anything
 * less clear than a page of text is not judged.
 */
export function textRunsDown(ink: Ink): boolean {
	const across = gaps(changes(ink, false));
	const down = gaps(changes(ink, true));
	return down.lines >= fewestLines && down.share >= 0.25 && across.share <= 0.1;
}

/** Changes between ink and paper in every row (or column). */
function changes({ data, width, height }: Ink, inColumns: boolean): Uint32Array {
	const [lines, steps] = inColumns ? [width, height] : [height, width];
	const [lineStep, step] = inColumns ? [1, width] : [width, 1];
	const edge = Math.round(Math.max(width, height) * edgeShare);
	const counts = new Uint32Array(Math.max(0, lines - 2 * edge));
	for (let line = 0; line < counts.length; line++) {
		let before = false;
		for (let i = edge; i < steps - edge; i++) {
			const now = data[(line + edge) * lineStep + i * step]! > strokeInk;
			if (now !== before) counts[line]!++;
			before = now;
		}
	}
	return counts;
}

/** How many full runs there are, and which part of the lines between the first and the last is a gap. */
function gaps(counts: Uint32Array): { lines: number; share: number } {
	const full = [...counts].sort((a, b) => a - b)[Math.floor(counts.length * 0.9)] ?? 0;
	// Fewer changes are a drawing or a few words.
	if (full < 12) return { lines: 0, share: 0 };
	const isGap = [...counts].map((count) => count < full * gapShare);
	const first = isGap.indexOf(false);
	const inside = isGap.slice(first, isGap.lastIndexOf(false) + 1);
	const lines = inside.filter((gap, i) => !gap && (i === 0 || inside[i - 1])).length;
	return { lines, share: inside.filter(Boolean).length / inside.length };
}

const printColumns = 12;
const printRows = 16;

/**
 * How the ink lies on a page: 12 x 16 fields of one hexadecimal digit. Only to find pages worth comparing: a form and the
 * same form filled in differently look alike here.
 */
export function printOf({ data, width, height }: Ink): string {
	const sums = new Float64Array(printColumns * printRows);
	const sizes = new Float64Array(printColumns * printRows);
	for (let y = 0; y < height; y++) {
		const row = Math.floor((y * printRows) / height) * printColumns;
		for (let x = 0; x < width; x++) {
			const field = row + Math.floor((x * printColumns) / width);
			sizes[field]!++;
			if (data[y * width + x]! > strokeInk) sums[field]!++;
		}
	}
	return [...sums].map((sum, i) => Math.min(15, Math.round((sum / sizes[i]!) * 45)).toString(16)).join('');
}
