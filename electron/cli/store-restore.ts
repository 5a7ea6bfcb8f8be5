import path from 'node:path';
import { Fault, ok, unwrap } from '../../shared/result.ts';
import type { BackupFeature } from '../features/backup/backup-service.ts';
import type { Run } from './command.ts';
import { backupsOf, secretText, stateOf, withStoreData } from './store-data.ts';

/** `store restore BACKUP`: puts the backup in the place of what is there, which is put aside. */
export const storeRestore: Run = async ({ positionals, options }, context) => {
	const folder = context.path(options.get('store')![0]!);
	const source = context.path(positionals[0]!);
	const now = context.now.getTime();
	const secret = await secretText(context, 'store.secret');
	const restore = async (backups: BackupFeature) => {
		const { id } = unwrap(await backups.examine(source));
		return backups.handlers.restore({ id, secret });
	};
	try {
		await withStoreData(folder, now, async ({ audit, backups }) =>
			unwrap(await audit.record('backup.restore', null, () => restore(backups))),
		);
	} catch (thrown) {
		// Data that cannot be opened are a reason to restore, not to refuse it.
		const code = thrown instanceof Fault ? thrown.error.code : '';
		if (code !== 'STORE_CORRUPT' && code !== 'STORE_NEWER_SCHEMA') throw thrown;
		unwrap(await restore(backupsOf(folder, null, now)));
	}
	await withStoreData(folder, now, async ({ audit }) =>
		unwrap(await audit.record('backup.exchanged', null, async () => ok(null))),
	);
	const { value, lines, status } = await stateOf(folder, context);
	return ok({
		value,
		lines: [context.texts.cli('store.restored', { name: path.basename(source) }), ...lines],
		...(status === undefined ? {} : { status }),
	});
};
