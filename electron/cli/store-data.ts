import { userInfo } from 'node:os';
import path from 'node:path';
import { Fault, unwrap } from '../../shared/result.ts';
import { type AuditLog, createAuditLog } from '../features/audit/audit-service.ts';
import type { AuditStore } from '../features/audit/audit-store-port.ts';
import { type BackupFeature, createBackupFeature } from '../features/backup/backup-service.ts';
import { finishExchange } from '../features/backup/put-aside.ts';
import { createVaultFeature, opensWith, type Vault } from '../features/vault/vault-feature.ts';
import { auditRepository } from '../storage/audit-repository.ts';
import { backupDatabase, lineOf } from '../storage/backup-database.ts';
import { databaseFileName, knownSchema, openStore, type Store, schemaOf } from '../storage/database.ts';
import { settingRepository } from '../storage/setting-repository.ts';
import { vaultRepository } from '../storage/vault-repository.ts';
import type { CommandContext, Outcome } from './command.ts';

/** An open data folder, as the application's core joins it, without a window. */
export type StoreData = { store: Store; vault: Vault; audit: AuditLog; backups: BackupFeature };

/** Runs `work` on the data folder, which is closed afterwards. Faults STORE_*, FILE_*. */
export async function withStoreData<T>(folder: string, now: number, work: (data: StoreData) => Promise<T>): Promise<T> {
	unwrap(await finishExchange(folder));
	const schema = schemaOf(folder);
	if (schema > 0 && schema < knownSchema) unwrap(await backupsOf(folder, null, now).make('migration'));
	const store = unwrap(openStore(folder));
	try {
		const vault = createVaultFeature({ store: vaultRepository(store), now: () => now });
		const backups = backupsOf(folder, store, now);
		const audit = createAuditLog({
			store: auditRepository(store),
			key: () => vault.keyFor('audit'),
			user: userInfo().username,
			now: () => now,
			elapsed: () => performance.now(),
			knownHeads: async () => backups.heads(await lineOf(store)),
		});
		unwrap(await audit.settleInterrupted());
		return await work({ store, vault, audit, backups });
	} finally {
		store.close();
	}
}

/** Backups of a data folder; without a store, of one that nobody has open. */
export function backupsOf(folder: string, store: Store | null, now: number): BackupFeature {
	const inUse = async () => store !== null && (await vaultRepository(store).load()) !== null;
	const database = backupDatabase(store ?? folder, {
		log: async (log) => {
			const { entries, firstBad, head } = await verified(log);
			if (firstBad !== null) throw new Fault('STORE_CORRUPT', { path: folder });
			return { entries, head };
		},
		opens: opensWith,
	});
	return createBackupFeature({
		data: folder,
		database,
		settings: store && settingRepository(store),
		inUse,
		now: () => now,
	});
}

/** The answer of every `store` command: pages, rows, log. Only reads. */
export async function stateOf(folder: string, { texts }: CommandContext): Promise<Outcome> {
	let firstBad: number | null = null;
	const database = backupDatabase(folder, {
		log: async (log) => {
			const verdict = await verified(log);
			firstBad = verdict.firstBad;
			return { entries: verdict.entries, head: verdict.head };
		},
		opens: opensWith,
	});
	const { records, auditEntries } = await database.examine(path.join(folder, databaseFileName));
	return outcomeOf({ records, entries: auditEntries, firstBad }, texts);
}

export function outcomeOf(
	{ records, entries, firstBad }: { records: Record<string, number>; entries: number; firstBad: number | null },
	texts: CommandContext['texts'],
): Outcome {
	return {
		value: { integrity: 'ok', records, auditEntries: entries, auditFirstBad: firstBad },
		lines: [
			texts.cli('store.integrity'),
			...Object.entries(records).map(([name, count]) => texts.cli('store.record', { name, count })),
			firstBad === null
				? texts.cli('store.audit', { entries })
				: texts.cli('store.auditBad', { entries, counter: firstBad }),
		],
		status: firstBad === null ? 0 : 1,
	};
}

/** The first line of standard input as text. */
export async function secretText({ readSecret, texts }: CommandContext, prompt: string): Promise<string> {
	const bytes = await readSecret(texts.cli(prompt));
	const text = Buffer.from(bytes).toString('utf8').normalize('NFC');
	bytes.fill(0);
	return text;
}

/** The chain of hashes; without the key no more can be said. */
async function verified(store: AuditStore) {
	return unwrap(await createAuditLog({ store, key: () => null, user: '', now: () => 0, elapsed: () => 0 }).verify());
}
