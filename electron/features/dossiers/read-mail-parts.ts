import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MailParts } from './dossier-sending.ts';

/** The words of mails and the address of customs, from `resources`; a broken file of our own is a defect and throws. */
export function readMailParts(resources: string): MailParts {
	const read = <T>(...name: string[]): T => JSON.parse(readFileSync(path.join(resources, ...name), 'utf8')) as T;
	return {
		wording: read<MailParts['wording']>('mail', 'mail.json'),
		address: async () => read('letters', 'addressee.json'),
	};
}
