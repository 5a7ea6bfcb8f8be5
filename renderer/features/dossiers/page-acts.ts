import type { Dossier, DossierPage, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import { largestMailBytes, safeMailBytes } from '../../../shared/domain/file-size.ts';
import type { PageNote } from '../../../shared/domain/scans/page-notes.ts';

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

/** The user keeps the page as it is and wants to hear no more of this. */
export function acceptNote(pages: readonly DossierPage[], accepted: DossierPage, note: PageNote): DossierPage[] {
	return pages.map((page) => (page === accepted ? { ...page, accepted: [...(page.accepted ?? []), note] } : page));
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

type Weighed = Pick<Dossier, 'attachments' | 'pages'>;

/** What the merged file will weigh, about: every file gives the share of its pages that is used, heavy ones more. */
export function estimateBytes(dossier: Weighed, reduced?: boolean): number {
	return dossier.attachments.reduce((sum, attachment) => {
		const { id, bytes, pageBytes = bytes, pages, checks } = attachment;
		const small = attachment.reduced;
		const whole = small && (reduced ?? small.inUse) ? small.bytes : pageBytes;
		const known = checks?.every((check) => check.bytes !== undefined) && checks.some(({ bytes }) => bytes);
		const weightOf = (index: number) => (known ? (checks?.[index]?.bytes ?? 0) : 1);
		const all = Array.from({ length: pages }, (_, index) => weightOf(index)).reduce((one, other) => one + other, 0);
		const used = dossier.pages.filter((page) => page.attachmentId === id).map(({ pageIndex }) => weightOf(pageIndex));
		return sum + (all === 0 ? 0 : (whole * used.reduce((one, other) => one + other, 0)) / all);
	}, letterBytes);
}

/** What the user's own files weigh, those of which a page is used. */
export function originalBytes({ attachments, pages }: Weighed): number {
	const used = new Set(pages.map(({ attachmentId }) => attachmentId));
	return attachments.reduce((sum, { id, bytes }) => sum + (used.has(id) ? bytes : 0), 0);
}

export const safeBytes = safeMailBytes;
export const largestBytes = largestMailBytes;

export type SizeState = 'safe' | 'large' | 'too-large';

export function sizeState(bytes: number): SizeState {
	if (bytes <= safeBytes) return 'safe';
	return bytes <= largestBytes ? 'large' : 'too-large';
}
