type Attachment = { warnings: readonly { code: string }[] };

/**
 * Whether the dossier holds the file as it was signed. Of a protected file it has an open copy, in which no signature
 * holds.
 */
export function isSignedOriginal({ warnings }: Attachment): boolean {
	const has = (code: string) => warnings.some((warning) => warning.code === code);
	return has('signature-flattened') && !has('protection-removed');
}

/** Signed files among those the dossier has pages of, each once. */
export function signedOriginals<A extends Attachment & { id: string }>(dossier: {
	attachments: readonly A[];
	pages: readonly { attachmentId: string }[];
}): A[] {
	return dossier.attachments.filter(
		(attachment) =>
			isSignedOriginal(attachment) && dossier.pages.some(({ attachmentId }) => attachmentId === attachment.id),
	);
}
