import { Fault, unwrap } from '../../shared/result.ts';
import { createAuditLog } from '../features/audit/audit-service.ts';
import { type BackupFeature, createBackupFeature } from '../features/backup/backup-service.ts';
import { opensWith } from '../features/vault/vault-feature.ts';
import { backupDatabase } from '../storage/backup-database.ts';
import type { Store } from '../storage/database.ts';
import { settingRepository } from '../storage/setting-repository.ts';
import { vaultRepository } from '../storage/vault-repository.ts';

/** The backups of a data folder; `store` is null while its file is not open. */
export function backupsOf(data: string, store: Store | null, now: () => number): BackupFeature {
	const database = backupDatabase(store ?? data, {
		log: async (copy) => {
			const log = createAuditLog({ store: copy, key: () => null, user: '', now, elapsed: () => 0 });
			const { entries, firstBad, head } = unwrap(await log.verify());
			if (firstBad !== null) throw new Fault('STORE_CORRUPT', { path: data });
			return { entries, head };
		},
		opens: opensWith,
	});
	const inUse = async () => store !== null && (await vaultRepository(store).load()) !== null;
	return createBackupFeature({ data, database, settings: store && settingRepository(store), inUse, now });
}
