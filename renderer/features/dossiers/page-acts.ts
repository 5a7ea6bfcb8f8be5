import type { Dossier, DossierPage, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import { largestMailBytes, safeMailBytes } from '../../../shared/domain/file-size.ts';

/** A page is known by its file and its place in that file: it stands in a dossier once. */
export type PageKey = string;

export function pageKey(page: DossierPage): PageKey {
	return `${page.attachmentId}.${page.pageIndex}`;
}

type Keys = ReadonlySet<PageKey>;

/** A quarter turn clockwise. */
export function rotatePages(pages: readonly DossierPage[], keys: Keys): DossierPage[] {
	return pages.map((page) =>
		keys.has(pageKey(page)) ? { ...page, rotation: ((page.rotation + 90) % 360) as DossierPage['rotation'] } : page,
	);
}

export function removePages(pages: readonly DossierPage[], keys: Keys): DossierPage[] {
	return pages.filter((page) => !keys.has(pageKey(page)));
}

export function labelPages(pages: readonly DossierPage[], keys: Keys, paper: Paper): DossierPage[] {
	return pages.map((page) => (keys.has(pageKey(page)) ? { ...page, paper } : page));
}

/** One place left or right; the chosen pages keep their order and stop together at the end. */
export function shiftPages(pages: readonly DossierPage[], keys: Keys, by: -1 | 1): DossierPage[] {
	const chosen = pages.flatMap((page, index) => (keys.has(pageKey(page)) ? [index] : []));
	const edge = by < 0 ? chosen[0] : chosen.at(-1);
	if (edge === undefined || edge + by < 0 || edge + by >= pages.length) return [...pages];
	const shifted = [...pages];
	for (const index of by < 0 ? chosen : chosen.toReversed()) {
		[shifted[index], shifted[index + by]] = [shifted[index + by]!, shifted[index]!];
	}
	return shifted;
}

/** Puts the chosen pages before the page that stands at `index` now; `pages.length` means behind the last. */
export function dropPages(pages: readonly DossierPage[], keys: Keys, index: number): DossierPage[] {
	const stays = (page: DossierPage) => !keys.has(pageKey(page));
	return [
		...pages.slice(0, index).filter(stays),
		...pages.filter((page) => keys.has(pageKey(page))),
		...pages.slice(index).filter(stays),
	];
}

/** Where a page stands among the pages of its paper, from 1, and how many they are. */
export function placeInPaper(pages: readonly DossierPage[], page: DossierPage): { place: number; of: number } {
	const same = pages.filter((other) => other.paper === page.paper);
	return { place: same.findIndex((other) => pageKey(other) === pageKey(page)) + 1, of: same.length };
}

/** Bytes of the letter itself, about; measured with the bundled fonts. */
const letterBytes = 50_000;

/** What the merged file will weigh, about: every file gives the share of its pages that is used. */
export function estimateBytes(dossier: Pick<Dossier, 'attachments' | 'pages'>): number {
	return dossier.attachments.reduce((sum, { id, bytes, pages }) => {
		const used = dossier.pages.filter((page) => page.attachmentId === id).length;
		return sum + (pages === 0 ? 0 : (bytes * used) / pages);
	}, letterBytes);
}

export const safeBytes = safeMailBytes;
export const largestBytes = largestMailBytes;

export type SizeState = 'safe' | 'large' | 'too-large';

export function sizeState(bytes: number): SizeState {
	if (bytes <= safeBytes) return 'safe';
	return bytes <= largestBytes ? 'large' : 'too-large';
}
