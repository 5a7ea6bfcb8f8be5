import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corners, inMm, moved, resized, unitsPerMm } from './stamp-box.ts';

const a4 = { width: 595.28, height: 841.89, userUnit: 1 };
const place = { page: 2, x: 100, y: 200, width: 198, height: 62 };
const mm = unitsPerMm(a4);

test('a move keeps the size, and stops at the edges', () => {
	expect(moved(place, 10, -20, a4)).toEqual({ ...place, x: 110, y: 180 });
	expect(moved(place, -1000, -1000, a4)).toEqual({ ...place, x: 0, y: 0 });
	expect(moved(place, 1000, 1000, a4)).toEqual({ ...place, x: 397.28, y: 779.89 });
});

test('a stamp from a larger page is made smaller', () => {
	expect(moved(place, 0, 0, { width: 150, height: 50, userUnit: 1 })).toEqual({
		page: 2,
		x: 0,
		y: 0,
		width: 150,
		height: 50,
	});
});

test('a corner moves while the one across stays', () => {
	expect(resized(place, 'ne', 10, 5, a4)).toEqual({ ...place, width: 208, height: 67 });
	expect(resized(place, 'sw', 10, 5, a4)).toEqual({ ...place, x: 110, y: 205, width: 188, height: 57 });
	const small = resized(place, 'nw', 1000, -1000, a4);
	expect(small.width).toBeCloseTo(20 * mm, 1);
	expect(small.height).toBeCloseTo(8 * mm, 1);
	expect(small.x + small.width).toBeCloseTo(298, 1);
	expect(small.y).toBe(200);
});

test('a page with a UserUnit has fewer units in a millimetre', () => {
	const large = { width: 300, height: 400, userUnit: 2 };
	expect(unitsPerMm(large)).toBeCloseTo(mm / 2);
	expect(inMm(place.width, a4)).toBe(70);
	expect(inMm(place.width, large)).toBe(140);
});

test('whatever is dragged, the stamp stays inside the page', () => {
	const shift = fc.double({ min: -3000, max: 3000, noNaN: true });
	fc.assert(
		fc.property(fc.constantFrom(...corners), shift, shift, shift, shift, (corner, a, b, c, d) => {
			const after = moved(resized(moved(place, a, b, a4), corner, c, d, a4), d, c, a4);
			expect(after.x).toBeGreaterThanOrEqual(0);
			expect(after.y).toBeGreaterThanOrEqual(0);
			expect(after.x + after.width).toBeLessThanOrEqual(a4.width + 0.01);
			expect(after.y + after.height).toBeLessThanOrEqual(a4.height + 0.01);
			expect(after.width).toBeGreaterThanOrEqual(20 * mm - 0.01);
			expect(after.height).toBeGreaterThanOrEqual(8 * mm - 0.01);
		}),
	);
});
