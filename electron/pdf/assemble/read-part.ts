import { open } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../../shared/result.ts';
import { kindOf, type PartKind } from './part-kind.ts';

/** Largest attachment taken, in megabytes of 1,000,000 bytes. */
export const maxFileMb = 25;

/** Base name for messages, as the user reads it: file names from a Mac come decomposed. */
export function shownName(file: string): string {
	return path.basename(file).normalize('NFC');
}

/**
 * The content of an attachment and what it is; messages call it `name`. Faults FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE,
 * FILE_TYPE_UNSUPPORTED; IMAGE_UNREADABLE or PDF_UNREADABLE where only the name claims the type.
 */
export async function readPart(file: string, name: string): Promise<{ bytes: Uint8Array; kind: PartKind }> {
	const bytes = await readLimited(file, name);
	const kind = kindOf(bytes);
	if (kind) return { bytes, kind };
	if (/\.pdf$/i.test(name)) throw new Fault('PDF_UNREADABLE', { file: name });
	if (/\.(jpe?g|png|tiff?|webp|hei[cf])$/i.test(name)) throw new Fault('IMAGE_UNREADABLE', { file: name });
	throw new Fault('FILE_TYPE_UNSUPPORTED', { file: name });
}

async function readLimited(file: string, name: string): Promise<Uint8Array> {
	try {
		const handle = await open(file, 'r');
		try {
			const stat = await handle.stat();
			if (!stat.isFile()) throw new Fault('FILE_UNREADABLE', { file: name });
			if (stat.size > maxFileMb * 1e6) throw new Fault('FILE_TOO_LARGE', { file: name, limitMb: maxFileMb });
			return await handle.readFile();
		} finally {
			await handle.close();
		}
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		const { code } = thrown as NodeJS.ErrnoException;
		if (code === undefined) throw thrown;
		const missing = code === 'ENOENT' || code === 'ENOTDIR';
		throw new Fault(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', { file: name }, thrown);
	}
}
