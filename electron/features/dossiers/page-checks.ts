import { stat } from 'node:fs/promises';
import { printsAlike } from '../../../shared/domain/scans/page-prints.ts';
import type { DossierFiles } from './dossier-files.ts';
import type { Attachment, DocumentPort, DossierState, PagePair } from './dossiers-port.ts';

/** A pair takes some 0.7 s; only pages whose ink lies alike are compared at all. */
const mostPairs = 12;
/** With so many earlier pages that look like it a page is compared, the nearest first. */
const mostPerPage = 3;

type Parts = { files: DossierFiles; documents: DocumentPort };

/**
 * The file with what can be seen of its pages, and which of them an earlier page of the dossier shows already. A file whose
 * pages cannot be looked at (too slow, too large) stays as welcome as it was, only nothing is said of it.
 */
export async function withChecks(
	dossierId: string,
	attachment: Attachment,
	{ attachments, pages }: Pick<DossierState, 'attachments' | 'pages'>,
	{ files, documents }: Parts,
): Promise<Attachment> {
	const own = files.pages(dossierId, attachment.id);
	const pageBytes = (await stat(own)).size;
	const looked = await documents.checkPages(own);
	if (!looked.ok) return { ...attachment, pageBytes };
	const checks = [...looked.value];
	const earlier = pages.flatMap(({ attachmentId, pageIndex }) => {
		const print = attachments.find(({ id }) => id === attachmentId)?.checks?.[pageIndex]?.print;
		return print ? [{ attachmentId, index: pageIndex, print }] : [];
	});
	const pairs: { pair: PagePair; index: number; key: string }[] = [];
	for (const [index, { print }] of checks.entries()) {
		if (!print) continue;
		const equal = earlier.find((page) => page.print === print && isDigest(print));
		if (equal) checks[index] = { ...checks[index], sameAs: `${equal.attachmentId}.${equal.index}` };
		else {
			for (const page of earlier.filter((page) => printsAlike(page.print, print)).slice(-mostPerPage)) {
				const place = { path: files.pages(dossierId, page.attachmentId), index: page.index };
				const pair = [{ path: own, index }, place] as const;
				pairs.push({ pair, index, key: `${page.attachmentId}.${page.index}` });
			}
		}
		earlier.push({ attachmentId: attachment.id, index, print });
	}
	const compared = pairs.slice(0, mostPairs);
	const same = compared.length > 0 ? await documents.comparePages(compared.map(({ pair }) => pair)) : undefined;
	for (const [place, { index, key }] of compared.entries()) {
		if (same?.ok && same.value[place]) checks[index] = { ...checks[index], sameAs: checks[index]?.sameAs ?? key };
	}
	return { ...attachment, pageBytes, checks };
}

/** Prints of drawn pages are digests: the same drawing, byte for byte. */
function isDigest(print: string): boolean {
	return print.startsWith('x');
}
