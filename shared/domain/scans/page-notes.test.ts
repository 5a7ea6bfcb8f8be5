import { expect, test } from 'vitest';
import { heavyPageBytes, notesOf, type PageCheck, type PageNote } from './page-notes.ts';

const page = (pageIndex: number, more: { rotation?: number; accepted?: PageNote[] } = {}) => ({
	attachmentId: 'a',
	pageIndex,
	rotation: 0,
	...more,
});
const dossier = (checks: PageCheck[], pages = checks.map((_, index) => page(index))) => ({
	pages,
	attachments: [{ id: 'a', bytes: 10, pages: checks.length, checks }],
});
const told = (one: Parameters<typeof notesOf>[0]) => notesOf(one).map(({ page, note }) => `${page.pageIndex} ${note}`);

test('150 dpi is enough, 149 is not', () => {
	expect(told(dossier([{ dpi: 150 }, { dpi: 149 }, {}]))).toEqual(['1 low-resolution']);
});

test('of alike pages the later ones are told, with the place of the first that is there', () => {
	const checks = [{}, { sameAs: 'a.0' }, { sameAs: 'a.0' }];
	expect(notesOf(dossier(checks)).map(({ other }) => other)).toEqual([0, 0]);
	const [note, ...rest] = notesOf(dossier(checks, [page(2), page(1)]));
	expect([note?.page.pageIndex, note?.other, rest]).toEqual([1, 0, []]);
	expect(told(dossier(checks, [page(1)]))).toEqual([]);
});

test('a lying page that was turned is right', () => {
	const turned = [0, 90, 180, 270].map((rotation) => page(0, { rotation }));
	expect(turned.map((one) => told(dossier([{ lying: true }], [one])).length)).toEqual([1, 0, 1, 0]);
});

test('what was accepted is not told again, the rest is', () => {
	const checks = [{ blank: true as const, dpi: 96 }];
	expect(told(dossier(checks, [page(0, { accepted: ['low-resolution'] })]))).toEqual(['0 blank']);
});

test('a heavy page is told until its smaller copy is in use', () => {
	const heavy = dossier([{ bytes: heavyPageBytes + 1 }]);
	expect(told(heavy)).toEqual(['0 heavy']);
	const reduced = { bytes: 5, inUse: true };
	expect(told({ ...heavy, attachments: heavy.attachments.map((one) => ({ ...one, reduced })) })).toEqual([]);
});

test('nothing is said of files that could not be looked at', () => {
	expect(told({ pages: [page(0)], attachments: [{ id: 'a', bytes: 1, pages: 1 }] })).toEqual([]);
});
