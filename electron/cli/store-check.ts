import { ok, unwrap } from '../../shared/result.ts';
import { recordsOf } from '../storage/backup-database.ts';
import type { Run } from './command.ts';
import { outcomeOf, secretText, stateOf, withStoreData } from './store-data.ts';

/** `store check`: every page and the log's chain; with `--unlock` the log's codes and the heads in backups as well. */
export const storeCheck: Run = async ({ options }, context) => {
	const folder = context.path(options.get('store')![0]!);
	const state = await stateOf(folder, context);
	if (!options.has('unlock') || state.status === 1) return ok(state);
	const password = await secretText(context, 'store.password');
	return withStoreData(folder, context.now.getTime(), async ({ store, vault, audit }) => {
		unwrap(await audit.record('vault.unlock', null, () => vault.handlers.unlock({ password })));
		const { entries, firstBad } = unwrap(await audit.verify());
		await vault.handlers.lock({});
		return ok(outcomeOf({ records: store.read(recordsOf), entries, firstBad }, context.texts));
	});
};
