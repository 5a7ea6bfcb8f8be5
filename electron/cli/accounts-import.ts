import { capture, ok, unwrap } from '../../shared/result.ts';
import { newId } from '../platform/ids.ts';
import type { Run } from './command.ts';
import { withDataFolder } from './data-folder.ts';

/** `accounts import FILE --store DIR`: the good rows of a table in, as one act; what was refused and why. */
export const accountsImport: Run = async ({ positionals, options }, context) => {
	const { resources, texts, now } = context;
	const file = context.path(positionals[0]!);
	const settings = { resources, now: () => now.getTime() };
	return withDataFolder(context.path(options.get('store')![0]!), settings, async ({ transfer, audit, unlock }) => {
		await unlock(await context.readSecret(texts.cli('accounts.passwordPrompt')));
		const { id } = unwrap(await transfer.take(file));
		const { items } = unwrap(await transfer.handlers.preview({ id, filePassword: '', overwrite: true }));
		const counts = unwrap(
			await audit.record('transfer.apply', { id: newId(now.getTime()) }, () =>
				capture(async () => unwrap(await transfer.handlers.apply({ id, overwrite: true }))),
			),
		);
		const rejected = items
			.map((item, index) => ({ item, index }))
			.filter(({ item }) => item.action === 'refused')
			.map(({ item: { line, problems }, index }) => ({
				index,
				line,
				problems: problems
					.filter((one) => one.severity === 'error')
					.map(({ field, code, severity, params }) => ({
						field,
						code,
						severity,
						message: texts.find('problems', code, params) ?? texts.find('transfer', `problem.${code}`) ?? code,
					})),
			}));
		const imported = counts.add + counts.change + counts.same;
		const lines = [
			...rejected.map(({ line, problems }) =>
				texts.cli('accounts.rejected', {
					line: line ?? 0,
					problems: problems.map((one) => `${one.field}: ${one.message}`).join('; '),
				}),
			),
			texts.cli('accounts.imported', { ...counts, imported, rejected: rejected.length }),
		];
		return ok({ value: { imported, rejected }, lines, status: rejected.length > 0 ? 1 : 0 });
	});
};
