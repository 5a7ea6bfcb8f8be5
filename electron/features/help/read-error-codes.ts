import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ErrorHelp, errorHelpFile } from '../../../shared/domain/error-codes/error-help.ts';

/** The codes of `resources/error-codes/vnaccs.json`; a broken file of our own is a defect and throws. */
export async function readErrorCodes(resources: string): Promise<ErrorHelp[]> {
	const text = await readFile(path.join(resources, 'error-codes', 'vnaccs.json'), 'utf8');
	return errorHelpFile.parse(JSON.parse(text)).entries;
}
