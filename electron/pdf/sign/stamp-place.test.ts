import { describe, expect, it } from 'vitest';
import { Ref } from '../read/objects.ts';
import type { Page } from '../read/pages.ts';
import { isInside, shownSize, toPageBox } from './stamp-place.ts';

const page = (rotate: Page['rotate']): Page => ({
	ref: new Ref(1, 0),
	dict: new Map(),
	shown: [10, 20, 210, 320],
	rotate,
	userUnit: 1,
});
const corner = { x: 0, y: 0, width: 30, height: 10 };

describe('the place of a stamp', () => {
	it.each<[Page['rotate'], number[]]>([
		[0, [10, 20, 40, 30]],
		[90, [200, 20, 210, 50]],
		[180, [180, 310, 210, 320]],
		[270, [10, 290, 20, 320]],
	])('at the lower left of what is shown, page turned by %d', (rotate, expected) => {
		expect(toPageBox(page(rotate), corner)).toEqual(expected);
	});

	it('is measured on the page as shown', () => {
		expect(shownSize(page(0))).toEqual([200, 300]);
		expect(shownSize(page(270))).toEqual([300, 200]);
		expect(isInside(page(90), { x: 260, y: 0, width: 40, height: 10 })).toBe(true);
		expect(isInside(page(0), { x: 260, y: 0, width: 40, height: 10 })).toBe(false);
		expect(isInside(page(0), { x: 0, y: 0, width: 0, height: 10 })).toBe(false);
		expect(isInside(page(0), { x: Number.NaN, y: 0, width: 10, height: 10 })).toBe(false);
	});
});
