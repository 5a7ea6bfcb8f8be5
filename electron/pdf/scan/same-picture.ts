import type { Ink } from './ink.ts';

/** Longer side of the copies that are compared: 200 dpi on A4, so that even a 6 and an 8 of 8 points stay apart. */
export const comparedPixels = 2340;
/** 2 mm: one digit fills a good part of it. */
const block = 16;
/** How far one copy may be shifted as a whole, and each block beside that (paper lies a little askew), in pixels. */
const farShift = 36;
const nearShift = 3;
/** Scanners cut a page by a few millimetres more or less. */
const shapeTolerance = 0.03;
/**
 * Mean difference of a block (0 to 255) above which it shows something else. Measured: the same scan with other compression
 * stays below 4; a 6 instead of an 8 of 8 points makes 15, any other digit more. Another scan of the
 * same sheet differs as much as another number does, so it is not called the same.
 */
const otherContent = 8;

/**
 * Whether two pages show the same: not the same form, the same content. Every block of one must be found at nearly the same
 * place of the other, so that a form with one other number is another page. Meant for pages whose prints are alike.
 */
export function showSame(one: Ink, other: Ink): boolean {
	const shape = (one.width / one.height) * (other.height / other.width);
	if (Math.abs(shape - 1) > shapeTolerance) return false;
	const a = evened(one);
	const b = evened(stretched(other, one.width, one.height));
	const shift = bestShift(a, b);
	return contains(a, b, shift) && contains(b, a, { x: -shift.x, y: -shift.y });
}

/** The other one at the size of the first, nearest pixels averaged. */
function stretched({ data, width, height }: Ink, toWidth: number, toHeight: number): Ink {
	if (width === toWidth && height === toHeight) return { data, width, height };
	const out = new Uint8Array(toWidth * toHeight);
	for (let y = 0; y < toHeight; y++) {
		const sourceY = Math.min(height - 1.001, Math.max(0, ((y + 0.5) * height) / toHeight - 0.5));
		const [y0, fy] = [Math.floor(sourceY), sourceY % 1];
		for (let x = 0; x < toWidth; x++) {
			const sourceX = Math.min(width - 1.001, Math.max(0, ((x + 0.5) * width) / toWidth - 0.5));
			const [x0, fx] = [Math.floor(sourceX), sourceX % 1];
			const at = y0 * width + x0;
			const upper = data[at]! * (1 - fx) + data[at + 1]! * fx;
			const lower = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx;
			out[y * toWidth + x] = upper * (1 - fy) + lower * fy;
		}
	}
	return { data: out, width: toWidth, height: toHeight };
}

/** Equally dark ink and soft edges: a lighter copy and sharper strokes are no other content. */
function evened({ data, width, height }: Ink): Ink {
	const counts = new Uint32Array(256);
	for (const value of data) if (value > 32) counts[value]!++;
	let darkest = counts.reduce((sum, count) => sum + count, 0) * 0.1;
	let full = 255;
	for (; full > 64 && darkest > counts[full]!; full--) darkest -= counts[full]!;
	const out = new Uint8Array(data.length);
	for (let y = 1; y < height - 1; y++) {
		for (let x = 1; x < width - 1; x++) {
			const at = y * width + x;
			const sum =
				data[at]! * 4 +
				(data[at - 1]! + data[at + 1]! + data[at - width]! + data[at + width]!) * 2 +
				data[at - width - 1]! +
				data[at - width + 1]! +
				data[at + width - 1]! +
				data[at + width + 1]!;
			out[at] = Math.min(255, ((sum / 16) * 255) / full);
		}
	}
	return { data: out, width, height };
}

type Shift = { x: number; y: number };

/** Where the other one lies against the first: coarse steps on every fourth pixel, then fine ones. */
function bestShift(a: Ink, b: Ink): Shift {
	let best: Shift = { x: 0, y: 0 };
	for (const step of [4, 1]) {
		const reach = step === 4 ? farShift : 3;
		const around = best;
		let least = Number.POSITIVE_INFINITY;
		for (let y = around.y - reach; y <= around.y + reach; y += step) {
			for (let x = around.x - reach; x <= around.x + reach; x += step) {
				const apart = difference(a, b, { x, y }) + (Math.abs(x) + Math.abs(y)) * 1e-6;
				if (apart < least) [least, best] = [apart, { x, y }];
			}
		}
	}
	return best;
}

/** Mean difference of a sample of pixels. */
function difference(a: Ink, b: Ink, shift: Shift): number {
	let sum = 0;
	let count = 0;
	for (let y = farShift; y < a.height - farShift - 3; y += 8) {
		for (let x = farShift; x < a.width - farShift - 3; x += 7) {
			const [bx, by] = [x + shift.x, y + shift.y];
			if (bx < 0 || by < 0 || bx >= b.width || by >= b.height) continue;
			sum += Math.abs(a.data[y * a.width + x]! - b.data[by * b.width + bx]!);
			count++;
		}
	}
	return count === 0 ? Number.POSITIVE_INFINITY : sum / count;
}

/** Whether every block of `a` is in `b`, each at its own best place nearby; blocks overlap, so that no digit is cut by all. */
function contains(a: Ink, b: Ink, shift: Shift): boolean {
	// What the other scan may not have.
	const edge = farShift + nearShift;
	for (let top = edge; top + block <= a.height - edge; top += block / 2) {
		for (let left = edge; left + block <= a.width - edge; left += block / 2) {
			let least = Number.POSITIVE_INFINITY;
			for (let y = -nearShift; y <= nearShift && least > otherContent; y++) {
				for (let x = -nearShift; x <= nearShift && least > otherContent; x++) {
					least = Math.min(least, blockDifference(a, b, left, top, left + shift.x + x, top + shift.y + y));
				}
			}
			if (least > otherContent) return false;
		}
	}
	return true;
}

function blockDifference(a: Ink, b: Ink, ax: number, ay: number, bx: number, by: number): number {
	if (bx < 0 || by < 0 || bx + block > b.width || by + block > b.height) return Number.POSITIVE_INFINITY;
	let sum = 0;
	for (let y = 0; y < block; y++) {
		const inA = (ay + y) * a.width + ax;
		const inB = (by + y) * b.width + bx;
		for (let x = 0; x < block; x++) sum += Math.abs(a.data[inA + x]! - b.data[inB + x]!);
	}
	return sum / block ** 2;
}
