import { randomUUID } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Fault, ok, type Result } from '../../shared/result.ts';
import { first } from './migrations/0001-first.ts';
import { trustAndEvidence } from './migrations/0002-trust-and-evidence.ts';
import { accounts } from './migrations/0003-accounts.ts';
import { osUnlock } from './migrations/0004-os-unlock.ts';
import { guides } from './migrations/0005-guides.ts';
import { requests } from './migrations/0006-requests.ts';
import { sorted } from './sqlite-errors.ts';

/** Schema n is what the first n migrations make. Only ever added to. */
const migrations = [first, trustAndEvidence, accounts, osUnlock, guides, requests];
export const knownSchema = migrations.length;

/** "VNKR", in the header of every data file of ours (SQLite file format, section 1.3.14). */
export const applicationId = 0x564e4b52;

/** How long another program may hold the file before STORE_BUSY. */
export const busyTimeoutMs = 2000;

export const databaseFileName = 'keyring.db';

/** The schema of the data file in `folder`; 0 when there is none or it cannot be read: opening it says why. */
export function schemaOf(folder: string): number {
	const file = path.join(folder, databaseFileName);
	if (!existsSync(file)) return 0;
	try {
		const database = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
		try {
			return Number(database.pragma('user_version', { simple: true }));
		} finally {
			database.close();
		}
	} catch (thrown) {
		if (thrown instanceof Database.SqliteError) return 0;
		throw thrown;
	}
}

/** An empty file that says: data were kept in this folder. */
const markerFileName = 'keyring.made';

/** The one open data file. What the disk refuses leaves `read` and `write` as a Fault STORE_*. */
export type Store = {
	read<T>(work: (database: Database.Database) => T): T;
	/** One transaction: all of `work` or nothing. Inside another `write` it becomes part of that one. */
	write<T>(work: (database: Database.Database) => T): T;
	close(): void;
};

/**
 * Opens the data folder, creating it and the data file when they are not there yet. A file that is damaged, foreign or
 * of a newer version is left exactly as it is. While the store is open, no other process can open it (STORE_BUSY).
 */
export function openStore(folder: string): Result<Store> {
	// An older runtime ends without a word when it loads the driver.
	if (Number(process.versions.napi) < 10) {
		throw new Error(
			`Node-API 10 is needed, this runtime (Node ${process.versions.node}) has ${process.versions.napi}.`,
		);
	}
	const root = path.resolve(folder);
	try {
		return ok(sorted(root, () => open(root)));
	} catch (thrown) {
		if (thrown instanceof Fault) return { ok: false, error: thrown.error };
		throw thrown;
	}
}

function open(folder: string): Store {
	const file = path.join(folder, databaseFileName);
	mkdirSync(folder, { recursive: true });
	refuseReadOnly(folder, folder);
	if (!existsSync(file)) create(folder, file);
	refuseReadOnly(folder, file);
	examine(folder, file);

	const database = new Database(file, { fileMustExist: true, timeout: busyTimeoutMs });
	try {
		prepare(database);
		migrate(database);
		// SQLite opens a file it may not write without complaint; the first write would be too late to say so.
		database.exec('BEGIN IMMEDIATE; COMMIT');
		writeFileSync(path.join(folder, markerFileName), '');
	} catch (thrown) {
		database.close();
		throw thrown;
	}
	return {
		read: (work) => sorted(folder, () => work(database)),
		write: (work) => sorted(folder, () => database.transaction(() => work(database)).immediate()),
		close: () => void database.close(),
	};
}

/** The mode itself, not access(): the superuser may write everything, but the mark still says "keep this". */
function refuseReadOnly(folder: string, place: string): void {
	if ((statSync(place).mode & 0o222) === 0) throw new Fault('STORE_READ_ONLY', { path: folder });
}

/** A complete, empty data file appears under its name in one step, so that an empty file is always a damaged one. */
function create(folder: string, file: string): void {
	// Where data stood before, a missing file is a loss to be told, never an empty start.
	const stoodBefore = existsSync(path.join(folder, markerFileName)) || existsSync(`${file}-wal`);
	if (stoodBefore) throw new Fault('STORE_CORRUPT', { path: folder });
	const temp = path.join(folder, `.vnk-${randomUUID()}.tmp`);
	try {
		const database = new Database(temp);
		try {
			database.pragma(`application_id = ${applicationId}`);
			migrate(database);
		} finally {
			database.close();
		}
		renameSync(temp, file);
	} finally {
		rmSync(temp, { force: true });
	}
	if (process.platform === 'win32') return;
	const handle = openSync(folder, 'r');
	fsyncSync(handle);
	closeSync(handle);
}

/** Looks at an existing file without being able to change it. */
function examine(folder: string, file: string): void {
	if (statSync(file).size === 0) throw new Fault('STORE_CORRUPT', { path: folder });
	const database = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
	try {
		const found = Number(database.pragma('user_version', { simple: true }));
		const ours = database.pragma('application_id', { simple: true }) === applicationId;
		if (!ours) throw new Fault('STORE_CORRUPT', { path: folder });
		if (found > migrations.length) throw new Fault('STORE_NEWER_SCHEMA', { found, known: migrations.length });
		if (database.pragma('quick_check(1)', { simple: true }) !== 'ok')
			throw new Fault('STORE_CORRUPT', { path: folder });
	} finally {
		database.close();
	}
}

function prepare(database: Database.Database): void {
	// Exclusive: one writer, and no other program between two of our transactions. Falls with the process.
	database.pragma('locking_mode = EXCLUSIVE');
	database.pragma('journal_mode = WAL');
	// FULL: the bundled default, NORMAL, may lose the last commits when the power fails.
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	database.pragma('temp_store = MEMORY');
	database.pragma('trusted_schema = OFF');
	// A replaced wrapped key must not stay readable in free pages.
	database.pragma('secure_delete = ON');
	const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, temp_store: 2 };
	for (const [name, value] of Object.entries(expected)) {
		const found = database.pragma(name, { simple: true });
		if (found !== value) throw new Error(`SQLite setting ${name} is ${found} instead of ${value}.`);
	}
}

function migrate(database: Database.Database): void {
	const current = Number(database.pragma('user_version', { simple: true }));
	for (const [index, sql] of migrations.entries()) {
		if (index < current) continue;
		database
			.transaction(() => {
				database.exec(sql);
				database.pragma(`user_version = ${index + 1}`);
			})
			.immediate();
	}
}
