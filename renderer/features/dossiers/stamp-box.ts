import { pointsPerMm, type StampPlace } from '../../../shared/domain/stamp-layout.ts';

/** What a reader sees of a page, in units of its user space; `userUnit` points are one unit. */
export type PageShape = { width: number; height: number; userUnit: number };

export type Corner = 'nw' | 'ne' | 'sw' | 'se';
export const corners: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];

/** Below this nothing can be taken hold of; the text may need more. */
const smallest = { width: 20, height: 8 };

export function unitsPerMm({ userUnit }: PageShape): number {
	return pointsPerMm / userUnit;
}

export function inMm(units: number, shape: PageShape): number {
	return Math.round(units / unitsPerMm(shape));
}

/** Its size on paper. */
export function inPoints({ width, height }: StampPlace, { userUnit }: PageShape): { width: number; height: number } {
	return { width: width * userUnit, height: height * userUnit };
}

/** The place shifted by `dx` to the right and `dy` upwards, kept inside the page; too large ones are made smaller. */
export function moved(place: StampPlace, dx: number, dy: number, shape: PageShape): StampPlace {
	const width = Math.min(place.width, shape.width);
	const height = Math.min(place.height, shape.height);
	return {
		page: place.page,
		width: round(width),
		height: round(height),
		x: round(between(0, place.x + dx, shape.width - width)),
		y: round(between(0, place.y + dy, shape.height - height)),
	};
}

/** One corner shifted, the one across held fast; not over the edge of the page and not below the smallest size. */
export function resized(place: StampPlace, corner: Corner, dx: number, dy: number, shape: PageShape): StampPlace {
	const least = { width: smallest.width * unitsPerMm(shape), height: smallest.height * unitsPerMm(shape) };
	let [left, bottom, right, top] = [place.x, place.y, place.x + place.width, place.y + place.height];
	if (corner.endsWith('w')) left = between(0, left + dx, right - least.width);
	else right = between(left + least.width, right + dx, shape.width);
	if (corner.startsWith('s')) bottom = between(0, bottom + dy, top - least.height);
	else top = between(bottom + least.height, top + dy, shape.height);
	const box = { x: left, y: bottom, width: right - left, height: top - bottom };
	return moved({ page: place.page, ...box }, 0, 0, shape);
}

function between(least: number, value: number, most: number): number {
	return Math.max(least, Math.min(value, most));
}

function round(units: number): number {
	return Math.round(units * 100) / 100;
}
