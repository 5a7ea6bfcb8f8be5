import Database from 'better-sqlite3';
import type { ErrorCode } from '../../shared/errors/codes.ts';
import { Fault } from '../../shared/result.ts';

/** SQLite's primary result codes that are expected in the field. Every other one is a defect of ours. */
const faults: Record<string, ErrorCode> = {
	SQLITE_BUSY: 'STORE_BUSY',
	SQLITE_LOCKED: 'STORE_BUSY',
	SQLITE_FULL: 'STORE_FULL',
	SQLITE_READONLY: 'STORE_READ_ONLY',
	SQLITE_CORRUPT: 'STORE_CORRUPT',
	SQLITE_NOTADB: 'STORE_CORRUPT',
	SQLITE_CANTOPEN: 'STORE_CANNOT_OPEN',
	SQLITE_IOERR: 'STORE_CANNOT_OPEN',
	SQLITE_PERM: 'STORE_CANNOT_OPEN',
};

const systemFaults: Record<string, ErrorCode> = {
	EACCES: 'STORE_READ_ONLY',
	EPERM: 'STORE_READ_ONLY',
	EROFS: 'STORE_READ_ONLY',
	ENOSPC: 'STORE_FULL',
	EDQUOT: 'STORE_FULL',
	EBUSY: 'STORE_BUSY',
	EEXIST: 'STORE_CANNOT_OPEN',
	ENOTDIR: 'STORE_CANNOT_OPEN',
	ENOENT: 'STORE_CANNOT_OPEN',
	EISDIR: 'STORE_CANNOT_OPEN',
	EIO: 'STORE_CANNOT_OPEN',
	ENAMETOOLONG: 'STORE_CANNOT_OPEN',
};

/** Runs `work` on the data folder `folder`; what SQLite or the system refuses becomes a Fault STORE_*. */
export function sorted<T>(folder: string, work: () => T): T {
	try {
		return work();
	} catch (thrown) {
		throw asFault(thrown, folder);
	}
}

/** The same for work that takes its time. */
export async function sortedLater<T>(folder: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		throw asFault(thrown, folder);
	}
}

function asFault(thrown: unknown, folder: string): unknown {
	if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return thrown;
	// Extended codes carry the primary one in front: SQLITE_IOERR_WRITE.
	const primary = thrown.code.split('_', 2).join('_');
	const code = thrown instanceof Database.SqliteError ? faults[primary] : systemFaults[thrown.code];
	return code
		? new Fault(code, code === 'STORE_FULL' || code === 'STORE_BUSY' ? {} : { path: folder }, thrown)
		: thrown;
}

/** Whether a row with the same unique value is already there. */
export function isDuplicate(thrown: unknown): boolean {
	return thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** Whether the row points to one that is not there. */
export function isMissingReference(thrown: unknown): boolean {
	return thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}
