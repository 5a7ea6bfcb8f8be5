import { expect, test } from 'vitest';
import type { DossierPage } from '../../../shared/contracts/dossiers-contract.ts';
import {
	acceptNote,
	dropPages,
	estimateBytes,
	labelPages,
	originalBytes,
	pageKey,
	placeInPaper,
	removePages,
	rotatePages,
	shiftPages,
	sizeState,
} from './page-acts.ts';

const page = (name: string): DossierPage => ({ attachmentId: name, pageIndex: 0, rotation: 0, paper: 'other' });
const pages = ['a', 'b', 'c', 'd', 'e'].map(page);
const keys = (...names: string[]) => new Set(names.map((name) => `${name}.0`));
const names = (some: readonly DossierPage[]) => some.map((one) => one.attachmentId).join('');

test('a page turns in quarters and comes round after four', () => {
	let turned = rotatePages(pages, keys('b'));
	expect(turned.map((one) => one.rotation)).toEqual([0, 90, 0, 0, 0]);
	for (let turn = 0; turn < 3; turn += 1) turned = rotatePages(turned, keys('b'));
	expect(turned).toEqual(pages);
});

test('chosen pages move together and keep their order', () => {
	expect(names(shiftPages(pages, keys('b', 'c'), 1))).toBe('adbce');
	expect(names(shiftPages(pages, keys('b', 'd'), -1))).toBe('badce');
});

test('chosen pages stop at both ends', () => {
	expect(names(shiftPages(pages, keys('a', 'c'), -1))).toBe('abcde');
	expect(names(shiftPages(pages, keys('c', 'e'), 1))).toBe('abcde');
	expect(names(shiftPages(pages, keys(), 1))).toBe('abcde');
});

test('dropped pages land exactly before the page under the pointer', () => {
	expect(names(dropPages(pages, keys('a'), 3))).toBe('bcade');
	expect(names(dropPages(pages, keys('e', 'b'), 0))).toBe('beacd');
	expect(names(dropPages(pages, keys('c'), 5))).toBe('abdec');
	expect(names(dropPages(pages, keys('c'), 2))).toBe('abcde');
});

test('removing and labelling touch the chosen pages only', () => {
	expect(names(removePages(pages, keys('a', 'e')))).toBe('bcd');
	const labelled = labelPages(pages, keys('b', 'd'), 'tax-registration');
	expect(labelled.filter((one) => one.paper === 'tax-registration').map(pageKey)).toEqual(['b.0', 'd.0']);
	expect(placeInPaper(labelled, labelled[3]!)).toEqual({ place: 2, of: 2 });
});

test('a file counts with the share of its pages that is used', () => {
	const attachments = [{ id: 'a', name: 'a.pdf', pages: 4, bytes: 4_000_000, warnings: [] }];
	expect(estimateBytes({ attachments, pages: [page('a')] })).toBe(1_050_000);
});

test('size states change behind 10 and 18 megabytes', () => {
	const megabytes = (count: number) => count * 1024 * 1024;
	expect([megabytes(10), megabytes(10) + 1, megabytes(18), megabytes(18) + 1].map(sizeState)).toEqual([
		'safe',
		'large',
		'large',
		'too-large',
	]);
});

test('of a reduced file its smaller copy counts, of pages their own weight, and the originals by themselves', () => {
	const attachment = {
		...{ id: 'a', name: 'a.jpg', pages: 2, bytes: 9_000_000, pageBytes: 1_000_000, warnings: [] },
		checks: [{ bytes: 900 }, { bytes: 100 }],
		reduced: { bytes: 500_000, inUse: true, flattened: [] },
	};
	const heavy = { ...page('a'), pageIndex: 0 };
	const dossier = { attachments: [attachment], pages: [heavy] };
	expect(estimateBytes(dossier)).toBe(50_000 + 450_000);
	expect(estimateBytes(dossier, false)).toBe(50_000 + 900_000);
	const unweighed = { ...attachment, checks: [{}, { bytes: 100 }] };
	expect(estimateBytes({ ...dossier, attachments: [unweighed] })).toBe(50_000 + 250_000);
	expect(originalBytes(dossier)).toBe(9_000_000);
	expect(originalBytes({ ...dossier, pages: [] })).toBe(0);
});

test('what is accepted is accepted of that page only', () => {
	const [one, other] = [page('a'), page('b')];
	expect(acceptNote([one, other], one, 'blank')).toEqual([{ ...one, accepted: ['blank'] }, other]);
});
