type Attachment = { warnings: readonly { code: string }[]; reduced?: { inUse: boolean } | undefined };

/** Whether the dossier has a copy of its own making instead of the file: an open one, or a repaired one. */
export function isRewritten({ warnings }: Attachment): boolean {
	return warnings.some(({ code }) => code === 'protection-removed' || code === 'repaired');
}

/** Files the dossier holds as they were signed, among those it has pages of; each once. In a rewritten copy and in a smaller one no signature holds. */
export function signedOriginals<A extends Attachment & { id: string }>(dossier: {
	attachments: readonly A[];
	pages: readonly { attachmentId: string }[];
}): A[] {
	return dossier.attachments.filter(
		(attachment) =>
			attachment.warnings.some(({ code }) => code === 'signature-flattened') &&
			!isRewritten(attachment) &&
			!attachment.reduced?.inUse &&
			dossier.pages.some(({ attachmentId }) => attachmentId === attachment.id),
	);
}
