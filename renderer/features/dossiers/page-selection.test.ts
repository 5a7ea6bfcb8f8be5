import { expect, test } from 'vitest';
import type { DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import { pageKey } from './page-acts.ts';
import { chooseAll, chooseOne, chooseTo, everyOther, nothingChosen, toggle } from './page-selection.ts';
import { restored } from './use-pages.ts';

const pages = Array.from({ length: 6 }, (_, pageIndex): DossierPage => {
	return { attachmentId: '01900000-0000-7000-8000-000000000001', pageIndex, rotation: 0, paper: 'other' };
});
const places = (keys: ReadonlySet<string>) => pages.flatMap((page, index) => (keys.has(pageKey(page)) ? [index] : []));

test('a run chosen with Shift grows and shrinks around the page it began at', () => {
	const begun = chooseOne(pages, 2);
	const longer = chooseTo(pages, begun, 5);
	expect(places(longer.keys)).toEqual([2, 3, 4, 5]);
	expect(places(chooseTo(pages, longer, 3).keys)).toEqual([2, 3]);
	expect(places(chooseTo(pages, longer, 0).keys)).toEqual([0, 1, 2]);
});

test('Ctrl takes one more and one less, and the next run begins there', () => {
	const two = toggle(pages, chooseOne(pages, 0), 4);
	expect(places(two.keys)).toEqual([0, 4]);
	expect(places(toggle(pages, two, 0).keys)).toEqual([4]);
	expect(places(chooseTo(pages, two, 5).keys)).toEqual([4, 5]);
});

test('with nothing chosen a run is one page, and all pages are all', () => {
	expect(places(chooseTo(pages, nothingChosen, 3).keys)).toEqual([3]);
	expect(places(chooseAll(pages, nothingChosen).keys)).toEqual([0, 1, 2, 3, 4, 5]);
	expect(chooseOne([], 0).keys.size).toBe(0);
});

test('odd and even count among the chosen pages when there are several, else among all', () => {
	expect(places(everyOther(pages, nothingChosen, true))).toEqual([0, 2, 4]);
	expect(places(everyOther(pages, chooseOne(pages, 3), false))).toEqual([1, 3, 5]);
	const run = chooseTo(pages, chooseOne(pages, 1), 4);
	expect(places(everyOther(pages, run, true))).toEqual([1, 3]);
	expect(places(everyOther(pages, run, false))).toEqual([2, 4]);
});

test('what was added after an act stays when the act is taken back', () => {
	const [a, b, c] = pages as [DossierPage, DossierPage, DossierPage];
	expect(restored([a, b], [b], [b, c])).toEqual([a, b, c]);
	expect(restored([b], [a, b], [a, b, c])).toEqual([b, c]);
});
