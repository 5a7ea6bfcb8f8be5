import { ok, unwrap } from '../../shared/result.ts';
import type { Run } from './command.ts';
import { secretText, stateOf, withStoreData } from './store-data.ts';

/** `store init`: a data folder with its application password; the recovery code is answered this once. */
export const storeInit: Run = async ({ options }, context) => {
	const folder = context.path(options.get('store')![0]!);
	const password = await secretText(context, 'store.password');
	const { recoveryCode } = await withStoreData(folder, context.now.getTime(), async ({ vault, audit }) =>
		unwrap(await audit.record('vault.create', null, () => vault.handlers.create({ password }))),
	);
	const { value, lines } = await stateOf(folder, context);
	return ok({
		value: { ...(value as object), recoveryCode },
		lines: [
			context.texts.cli('store.created', { folder }),
			context.texts.cli('store.recovery', { code: recoveryCode }),
			...lines,
		],
	});
};
