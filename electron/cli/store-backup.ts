import path from 'node:path';
import { ok, unwrap } from '../../shared/result.ts';
import type { Run } from './command.ts';
import { stateOf, withStoreData } from './store-data.ts';

/** `store backup`: a checked backup in the data folder, or in another one. */
export const storeBackup: Run = async ({ options }, context) => {
	const folder = context.path(options.get('store')![0]!);
	const to = options.get('to')?.[0];
	// Looks before anything is opened: a folder that is none must not become one.
	const { value, lines, status } = await stateOf(folder, context);
	const backup = await withStoreData(folder, context.now.getTime(), async ({ audit, backups }) =>
		unwrap(
			await audit.record('backup.create', null, () =>
				backups.makeIn(to === undefined ? path.join(folder, 'backups') : context.path(to)),
			),
		),
	);
	return ok({
		value: { ...(value as object), backup },
		lines: [context.texts.cli('store.backup', { folder: backup }), ...lines],
		...(status === undefined ? {} : { status }),
	});
};
