import type { DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { type PageKey, pageKey } from './page-acts.ts';

/** Chosen pages, the one the keyboard is at, and where a run chosen with Shift begins. */
export type Selection = { keys: ReadonlySet<PageKey>; focus: PageKey | undefined; anchor: PageKey | undefined };

export const nothingChosen: Selection = { keys: new Set(), focus: undefined, anchor: undefined };

type Pages = readonly DossierPage[];

/** Only this page. */
export function chooseOne(pages: Pages, index: number): Selection {
	const key = keyAt(pages, index);
	return { keys: new Set(key === undefined ? [] : [key]), focus: key, anchor: key };
}

/** From the anchor to this page and nothing else, as lists of files do it. */
export function chooseTo(pages: Pages, { anchor, focus }: Selection, index: number): Selection {
	const start = pages.findIndex((page) => pageKey(page) === (anchor ?? focus));
	if (start < 0) return chooseOne(pages, index);
	const [from, to] = start < index ? [start, index] : [index, start];
	return {
		keys: new Set(pages.slice(from, to + 1).map(pageKey)),
		focus: keyAt(pages, index),
		anchor: keyAt(pages, start),
	};
}

/** This page in addition, or no longer. */
export function toggle(pages: Pages, { keys }: Selection, index: number): Selection {
	const key = keyAt(pages, index);
	if (key === undefined) return { keys, focus: undefined, anchor: undefined };
	const changed = new Set(keys);
	if (!changed.delete(key)) changed.add(key);
	return { keys: changed, focus: key, anchor: key };
}

export function chooseAll(pages: Pages, { focus }: Selection): Selection {
	return { keys: new Set(pages.map(pageKey)), focus: focus ?? keyAt(pages, 0), anchor: keyAt(pages, 0) };
}

/** Every other page of those chosen (of all where fewer than two are): the first, third … or the second, fourth … */
export function everyOther(pages: Pages, { keys }: Selection, odd: boolean): ReadonlySet<PageKey> {
	const among = keys.size > 1 ? pages.filter((page) => keys.has(pageKey(page))) : pages;
	return new Set(among.filter((_, place) => (place % 2 === 0) === odd).map(pageKey));
}

function keyAt(pages: Pages, index: number): PageKey | undefined {
	const page = pages[index];
	return page && pageKey(page);
}
