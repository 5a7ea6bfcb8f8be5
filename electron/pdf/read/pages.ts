import type { PdfDocument } from './document.ts';
import { limits } from './limits.ts';
import { type Dict, isDict, isName, type PdfObject, Ref } from './objects.ts';
import { Malformed } from './parser.ts';

/** Left, bottom, right, top in points of the page's own coordinates. */
export type Box = [number, number, number, number];

export type Page = {
	ref: Ref;
	dict: Dict;
	/** The part a viewer shows: the crop box inside the media box. */
	shown: Box;
	/** Turn to the right when shown, in degrees. */
	rotate: 0 | 90 | 180 | 270;
	/** How many points one unit of the page's coordinates is on paper (ISO 32000-1, table 30); 1 nearly always. */
	userUnit: number;
};

const inheritable = ['MediaBox', 'CropBox', 'Rotate'];

/** Page `number`, counted from 1, with what it inherits (ISO 32000-1, 7.7.3.4); undefined behind the last page. */
export async function findPage(document: PdfDocument, number: number): Promise<Page | undefined> {
	let left = number;
	const visited = new Set<number>();

	async function walk(ref: PdfObject | undefined, inherited: Dict, depth: number): Promise<Page | undefined> {
		const dict = await document.dict(ref);
		if (!(ref instanceof Ref) || !dict) throw new Malformed('page tree');
		if (visited.has(ref.num) || depth > limits.nesting) throw new Malformed('loop in the page tree');
		visited.add(ref.num);
		const own: Dict = new Map(inherited);
		for (const key of inheritable) {
			const value = dict.get(key);
			if (value !== undefined) own.set(key, value);
		}
		const kids = isName(dict.get('Type'), 'Page') ? undefined : await document.list(dict.get('Kids'));
		if (!kids) return --left === 0 ? await describePage(document, ref, dict, own) : undefined;
		for (const kid of kids) {
			const page = await walk(kid, own, depth + 1);
			if (page) return page;
		}
		return undefined;
	}

	return await walk((await document.catalog()).dict.get('Pages'), new Map(), 0);
}

/** A page of the tree by its dictionary and what it inherits. */
export async function describePage(document: PdfDocument, ref: Ref, dict: Dict, inherited: Dict): Promise<Page> {
	// A page without a media box breaks the rules; viewers show it as Letter or A4, so there is no right answer.
	const media = await box(document, inherited.get('MediaBox'));
	if (!media) throw new Malformed('MediaBox');
	const crop = (await box(document, inherited.get('CropBox'))) ?? media;
	const shown: Box = [
		Math.max(media[0], crop[0]),
		Math.max(media[1], crop[1]),
		Math.min(media[2], crop[2]),
		Math.min(media[3], crop[3]),
	];
	const unit = await document.resolve(dict.get('UserUnit'));
	const turn = await document.resolve(inherited.get('Rotate'));
	const rotate = typeof turn === 'number' ? ((turn % 360) + 360) % 360 : 0;
	return {
		ref,
		dict,
		shown: shown[0] < shown[2] && shown[1] < shown[3] ? shown : media,
		rotate: rotate === 90 || rotate === 180 || rotate === 270 ? rotate : 0,
		userUnit: typeof unit === 'number' && unit > 0 ? unit : 1,
	};
}

async function box(document: PdfDocument, value: PdfObject | undefined): Promise<Box | undefined> {
	const list = await document.list(value);
	if (list?.length !== 4) return undefined;
	const numbers: number[] = [];
	for (const item of list) {
		const number = await document.resolve(item);
		if (typeof number !== 'number') return undefined;
		numbers.push(number);
	}
	const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
	const sorted: Box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
	return sorted[0] < sorted[2] && sorted[1] < sorted[3] ? sorted : undefined;
}

export function isPage(value: PdfObject): value is Dict {
	return isDict(value) && isName(value.get('Type'), 'Page');
}
