/** What the reader of the files saw on a page. Every entry but `bytes` is absent where it is not so or cannot be told. */
export type PageCheck = {
	/** Bytes of the page's content, pictures and fonts. */
	bytes?: number | undefined;
	/** Resolution on paper of the picture that is the page. */
	dpi?: number | undefined;
	/** Shows nothing at all. */
	blank?: true | undefined;
	/** Its lines of text run from top to bottom. */
	lying?: true | undefined;
	/** Has text that can be selected. */
	text?: true | undefined;
	/** How its ink lies, or the digest of its drawing: to find pages worth comparing. */
	print?: string | undefined;
	/** `<attachment>.<page>` of an earlier page that shows the same. */
	sameAs?: string | undefined;
};

/** What can be said of a page, in the order in which it is told. */
export const pageNotes = ['blank', 'duplicate', 'sideways', 'low-resolution', 'heavy'] as const;
export type PageNote = (typeof pageNotes)[number];

/** The scan standard of Nghị định 30/2020 is 200 dpi; from 150 on print of 10 points and a seal can still be read. */
export const poorDpi = 150;

/** Five such pages fill what every mailbox takes (10 MB); a page of A4 at 200 dpi in colour has a tenth of it. */
export const heavyPageBytes = 2 * 1024 * 1024;

type Page = {
	attachmentId: string;
	pageIndex: number;
	rotation: number;
	accepted?: readonly PageNote[] | undefined;
};
type Attachment = { id: string; bytes: number; pages: number; checks?: readonly PageCheck[] | undefined };

export type FoundNote<P extends Page = Page> = {
	page: P;
	note: PageNote;
	/** dpi: the resolution; bytes: the weight; place: index in the dossier of the page that shows the same. */
	dpi?: number;
	bytes?: number;
	other?: number;
};

const keyOf = ({ attachmentId, pageIndex }: Page) => `${attachmentId}.${pageIndex}`;

/**
 * What there is to say of the pages of a dossier, page by page. What the user has accepted is left out; of two alike pages
 * only the later one is told, and only while both are there. A page turned by the user is judged as it lies now.
 */
export function notesOf<P extends Page>(dossier: {
	pages: readonly P[];
	attachments: readonly (Attachment & { reduced?: { bytes: number; inUse: boolean } | undefined })[];
}): FoundNote<P>[] {
	const files = new Map(dossier.attachments.map((attachment) => [attachment.id, attachment]));
	const checks = dossier.pages.map((page) => files.get(page.attachmentId)?.checks?.[page.pageIndex]);
	const places = new Map(dossier.pages.map((page, index) => [keyOf(page), index]));
	return dossier.pages.flatMap((page, index) => {
		const check = checks[index];
		if (!check) return [];
		const found: FoundNote<P>[] = [];
		const other = twinOf(index, dossier.pages, checks, places);
		const turnedBack = page.rotation % 180 !== 0;
		const reduced = files.get(page.attachmentId)?.reduced?.inUse;
		if (check.blank) found.push({ page, note: 'blank' });
		if (other !== undefined) found.push({ page, note: 'duplicate', other });
		if (check.lying && !turnedBack) found.push({ page, note: 'sideways' });
		if (check.dpi !== undefined && check.dpi < poorDpi) found.push({ page, note: 'low-resolution', dpi: check.dpi });
		if ((check.bytes ?? 0) > heavyPageBytes && !reduced) found.push({ page, note: 'heavy', bytes: check.bytes ?? 0 });
		return found.filter(({ note }) => !page.accepted?.includes(note));
	});
}

/** The earlier page that shows the same as this one, directly or as the twin of the same third. */
function twinOf(
	index: number,
	pages: readonly Page[],
	checks: readonly (PageCheck | undefined)[],
	places: ReadonlyMap<string, number>,
): number | undefined {
	const root = (at: number) => checks[at]?.sameAs ?? keyOf(pages[at]!);
	const mine = root(index);
	const direct = places.get(mine);
	if (direct !== undefined && direct < index) return direct;
	const found = pages.findIndex((_, at) => at < index && root(at) === mine);
	return found < 0 ? undefined : found;
}
