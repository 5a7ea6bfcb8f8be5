import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Fault } from '../../shared/result.ts';
import type { AuditStore } from '../features/audit/audit-store-port.ts';
import type { BackupDatabase, CopyState } from '../features/backup/backup-port.ts';
import type { VaultStore } from '../features/vault/vault-store-port.ts';
import { auditRepository } from './audit-repository.ts';
import { applicationId, busyTimeoutMs, databaseFileName, knownSchema, type Store } from './database.ts';
import { settingRepository } from './setting-repository.ts';
import { sorted, sortedLater } from './sqlite-errors.ts';
import { vaultRepository } from './vault-repository.ts';

const lineKey = 'backup.line';

/** What looks into a copy with the rules of other features. */
export type CopyChecks = {
	/** Checks the chain of the log; answers its newest row's counter and hash. Fault STORE_CORRUPT when it does not fit. */
	log: (log: AuditStore) => Promise<{ entries: number; head: CopyState['head'] }>;
	opens: (vault: VaultStore, secret: string) => Promise<boolean>;
};

/** @param source the open store, or the data folder while nothing has it open */
export function backupDatabase(source: Store | string, checks: CopyChecks): BackupDatabase {
	return {
		async copyTo(file) {
			const folder = path.dirname(file);
			if (typeof source === 'string') {
				const closed = sorted(source, () => openForReading(path.join(source, databaseFileName)));
				try {
					await sortedLater(folder, () => closed.backup(file));
				} finally {
					closed.close();
				}
			} else {
				await sortedLater(folder, () => source.read((database) => database.backup(file)));
			}
			// One file, no log beside it: that is what a digest can vouch for. A key of this PC's system stays here.
			change(file, (copy) => {
				copy.pragma('journal_mode = DELETE');
				copy.pragma('secure_delete = ON');
				if (hasTable(copy, 'vault_os')) copy.exec('DELETE FROM vault_os');
				copy.exec("DELETE FROM audit_begun WHERE action LIKE 'backup.%'");
			});
		},

		async examine(file) {
			const folder = path.dirname(file);
			const copy = sorted(folder, () => openForReading(file));
			try {
				return await sortedLater(folder, () => examine(copy, folder, checks));
			} finally {
				copy.close();
			}
		},

		async opensWith(file, secret) {
			const copy = openForReading(file);
			try {
				return await checks.opens(vaultRepository(readingStore(copy)), secret);
			} finally {
				copy.close();
			}
		},

		async beginLine(file) {
			change(file, (copy) => {
				if (hasTable(copy, 'vault_os')) copy.exec('DELETE FROM vault_os');
				copy
					.prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
					.run(lineKey, randomUUID());
			});
		},
	};
}

/** The line that heads in backups are compared within; empty before the first restore. */
export async function lineOf(store: Store): Promise<string> {
	return (await settingRepository(store).get(lineKey)) ?? '';
}

async function examine(copy: Database.Database, folder: string, checks: CopyChecks): Promise<CopyState> {
	const corrupt = () => new Fault('STORE_CORRUPT', { path: folder });
	if (copy.pragma('application_id', { simple: true }) !== applicationId) throw corrupt();
	const schema = Number(copy.pragma('user_version', { simple: true }));
	if (schema > knownSchema) throw new Fault('STORE_NEWER_SCHEMA', { found: schema, known: knownSchema });
	if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw corrupt();
	if ((copy.pragma('foreign_key_check') as unknown[]).length > 0) throw corrupt();
	const store = readingStore(copy);
	const { entries, head } = await checks.log(auditRepository(store));
	return { schema, records: recordsOf(copy), auditEntries: entries, head, line: await lineOf(store) };
}

/** Rows of each table that holds what users entered. */
export function recordsOf(database: Database.Database): Record<string, number> {
	const tables = database
		.prepare<[], string>(
			`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
			AND name NOT LIKE 'audit%' AND name NOT LIKE 'vault%' ORDER BY name`,
		)
		.pluck()
		.all() as string[];
	return Object.fromEntries(
		tables.map((name) => [name, Number(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())]),
	);
}

function openForReading(file: string): Database.Database {
	if (statSync(file).size === 0) throw new Fault('STORE_CORRUPT', { path: path.dirname(file) });
	return new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
}

function change(file: string, work: (copy: Database.Database) => void): void {
	sorted(path.dirname(file), () => {
		const copy = new Database(file, { fileMustExist: true });
		try {
			work(copy);
		} finally {
			copy.close();
		}
	});
}

/** The repositories on a copy; nothing writes into it. */
function readingStore(copy: Database.Database): Store {
	return {
		read: (work) => work(copy),
		write: () => {
			throw new Error('A copy is only read.');
		},
		close: () => {},
	};
}

function hasTable(database: Database.Database, name: string): boolean {
	return database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}
