import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { capture, Fault, type Result } from '../../shared/result.ts';

/**
 * Lets `work` write a file beside `target` and puts it in the place of `target` in one step once it is complete:
 * forced to disk, then renamed. Whatever fails, the old `target` stays as it was and the temporary file is gone.
 *
 * `work` receives the path of an existing, empty file. Its Faults become the error of the Result, its system errors
 * FILE_FOLDER_MISSING, FILE_WRITE_DENIED or FILE_DISK_FULL unless they name another file than the temporary one.
 */
export async function writeBeside<T>(
	target: string,
	work: (tempPath: string) => Promise<T>,
	temp = temporaryBeside(target),
): Promise<Result<T>> {
	return capture(async () => {
		let created = false;
		try {
			await refuseReadOnly(target);
			await (await open(temp, 'wx')).close();
			created = true;
			const value = await work(temp);
			await flush(temp);
			await rename(temp, target);
			await flushFolder(path.dirname(temp));
			return value;
		} catch (thrown) {
			if (created) await rm(temp, { force: true });
			throw asWriteFault(thrown, target, temp);
		}
	});
}

/** The path that `writeBeside` writes to first; for a caller that has to know it before. */
export function temporaryBeside(target: string): string {
	// A short name of its own: the name of the target may already have the full length the file system allows.
	return path.join(path.dirname(path.resolve(target)), `.vnk-${randomUUID()}.tmp`);
}

/** Whether a file or folder is called as only half-written ones are. */
export function isTemporary(file: string): boolean {
	return /^\.vnk-.*\.tmp$/.test(path.basename(file));
}

/** Fault FILE_IS_INPUT when `target` is one of `inputs`, whatever name or link leads to it. */
export async function refuseInputAsTarget(target: string, inputs: readonly string[]): Promise<void> {
	const existing = await stat(target, { bigint: true }).catch(ignoreMissing);
	if (!existing) return;
	for (const input of inputs) {
		const other = await stat(input, { bigint: true }).catch(ignoreMissing);
		if (other && other.dev === existing.dev && other.ino === existing.ino) {
			throw new Fault('FILE_IS_INPUT', { file: target });
		}
	}
}

/** A rename would silently replace a file its owner has marked read-only. */
async function refuseReadOnly(target: string): Promise<void> {
	const existing = await stat(target).catch(ignoreMissing);
	if (!existing) return;
	// The mode itself, not access(): the superuser may write everything, but the mark still says "keep this".
	const writable = (existing.mode & 0o222) !== 0;
	if (!existing.isFile() || !writable) throw new Fault('FILE_WRITE_DENIED', { file: target });
}

/** Forces what was written to a file to disk. */
export async function flush(place: string, flags: 'r' | 'r+' = 'r+'): Promise<void> {
	const handle = await open(place, flags);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Makes the rename itself survive a power cut. Windows has no such call for folders. */
export async function flushFolder(folder: string): Promise<void> {
	if (process.platform !== 'win32') await flush(folder, 'r');
}

const writeFaults: Record<string, ErrorCode> = {
	ENOENT: 'FILE_FOLDER_MISSING',
	ENOTDIR: 'FILE_FOLDER_MISSING',
	EACCES: 'FILE_WRITE_DENIED',
	EPERM: 'FILE_WRITE_DENIED',
	EROFS: 'FILE_WRITE_DENIED',
	EBUSY: 'FILE_WRITE_DENIED',
	ENAMETOOLONG: 'FILE_WRITE_DENIED',
	EIO: 'FILE_WRITE_DENIED',
	ENOSPC: 'FILE_DISK_FULL',
	EDQUOT: 'FILE_DISK_FULL',
	EFBIG: 'FILE_DISK_FULL',
};

/** What a failed write of `temp`, which becomes `target`, means to the user; other errors come back as they are. */
export function asWriteFault(thrown: unknown, target: string, temp: string): unknown {
	if (!(thrown instanceof Error) || thrown instanceof Fault) return thrown;
	const { code, path: named } = thrown as NodeJS.ErrnoException;
	const ours = named === undefined || named === temp || named === target;
	const fault = ours && code !== undefined ? writeFaults[code] : undefined;
	return fault ? new Fault(fault, { file: target }, thrown) : thrown;
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
	throw error;
}
