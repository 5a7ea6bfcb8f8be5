/**
 * Started by store-vault-kill.test.ts and killed at any moment: backs up, restores and reopens the data folder of its
 * first argument again and again.
 */
import { writeSync } from 'node:fs';
import { finishExchange } from '../../electron/features/backup/put-aside.ts';
import type { BackupEntry } from '../../shared/contracts/backup-contract.ts';
import { openAccountCore, password } from '../security/account-core.ts';

const [, , folder = ''] = process.argv;

writeSync(1, 'ready\n');
for (;;) {
	const exchanged = await finishExchange(folder);
	if (!exchanged.ok) throw new Error(exchanged.error.code);
	const core = openAccountCore(folder);
	const { id } = await core.value<BackupEntry>('backup.create', {});
	await core.value('backup.restore', { id, secret: password });
	core.store.close();
}
