import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { fileIdOf } from './pdf-files.ts';

/** The file with the pages of an attachment as they will be sent, and a mark that tells its contents apart. */
export function pageFile(dossier: Dossier, attachmentId: string): { fileId: string; version: string } {
	const reduced = dossier.attachments.find(({ id }) => id === attachmentId)?.reduced;
	return reduced?.inUse
		? smallFile(dossier, attachmentId)
		: { fileId: fileIdOf.attachment(dossier.id, attachmentId), version: '' };
}

/** The smaller copy, in use or not. */
export function smallFile(dossier: Dossier, attachmentId: string): { fileId: string; version: string } {
	const reduced = dossier.attachments.find(({ id }) => id === attachmentId)?.reduced;
	const fileId = `${fileIdOf.attachment(dossier.id, attachmentId)}.small`;
	return { fileId, version: `${reduced?.bytes} ${reduced?.flattened.length}` };
}
