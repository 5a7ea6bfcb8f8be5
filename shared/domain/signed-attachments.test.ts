import { expect, test } from 'vitest';
import { signedOriginals } from './signed-attachments.ts';

test('signed originals are signed files that were not rewritten and have pages in the dossier', () => {
	const attachment = (id: string, ...codes: string[]) => ({ id, warnings: codes.map((code) => ({ code })) });
	const attachments = [
		attachment('plain', 'low-resolution'),
		attachment('signed', 'form-flattened', 'signature-flattened'),
		attachment('repaired', 'repaired', 'signature-flattened'),
		attachment('protected', 'signature-flattened', 'protection-removed'),
		attachment('without pages', 'signature-flattened'),
	];
	const pages = ['plain', 'signed', 'signed', 'protected', 'repaired'].map((attachmentId) => ({ attachmentId }));
	expect(signedOriginals({ attachments, pages }).map(({ id }) => id)).toEqual(['signed']);
});
