import path from 'node:path';
import type { AnswerOf } from '../../../shared/contracts/contracts.ts';
import type { dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import { isRewritten } from '../../../shared/domain/signed-attachments.ts';
import { capture, Fault, unwrap } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { DossierFiles } from './dossier-files.ts';
import { likelyPaper } from './dossier-state.ts';
import type { Attachment, DocumentPort, DossierRecord, DossierState } from './dossiers-port.ts';
import { withChecks } from './page-checks.ts';

/** As many pages as the page grid and `setPages` take. */
const maxPages = 500;

/** A file, and what it is called if not by its own name. */
export type Source = { path: string; name?: string };

type Refused = { path: string } & Pick<
	AnswerOf<(typeof dossiersContract)['addPaths']>['refused'][number],
	'name' | 'error'
>;
type Parts = { files: DossierFiles; documents: DocumentPort; now: () => number };

/** Takes files in, one after the other; a refused one leaves nothing behind and does not hold up the others. */
export async function addAttachments(
	{ id, state }: DossierRecord,
	sources: readonly Source[],
	parts: Parts,
	password?: string,
): Promise<{ state: DossierState; refused: Refused[] }> {
	await parts.files.createFolder(id);
	let after = state;
	const refused: Refused[] = [];
	for (const { path: source, name = path.basename(source).normalize('NFC') } of sources) {
		const attachmentId = newId(parts.now());
		const room = maxPages - after.pages.length;
		const taken = await capture(() => takeIn(id, attachmentId, { source, name, password }, room, parts));
		if (taken.ok) {
			const paper = likelyPaper(after);
			const pages = Array.from({ length: taken.value.pages }, (_, pageIndex) => {
				return { attachmentId, pageIndex, rotation: 0 as const, paper };
			});
			after = {
				...after,
				attachments: [...after.attachments, await withChecks(id, taken.value, after, parts)],
				pages: [...after.pages, ...pages],
				merged: null,
			};
		} else {
			await parts.files.removeAttachment(id, attachmentId);
			// The page knows files by their name only, never by their path.
			const { code, params } = taken.error;
			refused.push({
				path: source,
				name,
				error: { code, params: 'file' in params ? { ...params, file: name } : params },
			});
		}
	}
	return { state: after, refused };
}

/**
 * Copies the original in and makes its pages; a PDF is its own pages, an image becomes pages of A4. Of a protected or damaged
 * PDF the dossier has what could be read of it instead, so that what is shown is what is sent; a password is kept nowhere.
 */
async function takeIn(
	dossierId: string,
	attachmentId: string,
	{ source, name, password }: { source: string; name: string; password: string | undefined },
	room: number,
	{ files, documents }: Parts,
): Promise<Attachment> {
	const { kind, bytes, pages, warnings } = unwrap(await documents.inspect(source, password));
	if (pages.length > room) throw new Fault('PDF_TOO_MANY_PAGES', { file: name, limit: maxPages });
	const output = files.pages(dossierId, attachmentId);
	if (isRewritten({ warnings })) {
		unwrap(await documents.assemble({ parts: [{ path: source, name, ...(password && { password }) }], output }));
	} else {
		const original = await files.keepOriginal(dossierId, attachmentId, source, kind);
		if (kind !== 'pdf') unwrap(await documents.assemble({ parts: [{ path: original, name }], output }));
	}
	return { id: attachmentId, name, pages: pages.length, bytes, warnings };
}
