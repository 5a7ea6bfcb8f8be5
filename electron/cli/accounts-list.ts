import { createSearchIndex } from '../../shared/domain/search/search-index.ts';
import { accountColumns, secretColumns } from '../../shared/domain/transfer/account-rows.ts';
import { ok, unwrap } from '../../shared/result.ts';
import { rowsOf } from '../features/transfer/account-records.ts';
import type { Run } from './command.ts';
import { type DataFolder, withDataFolder } from './data-folder.ts';

/** `accounts list --store DIR`: the accounts without secrets; `--reveal` shows them, one audit entry each. */
export const accountsList: Run = async ({ options }, context) => {
	const { resources, texts, now } = context;
	const settings = { resources, now: () => now.getTime() };
	return withDataFolder(context.path(options.get('store')![0]!), settings, async (data) => {
		const reveal = options.has('reveal');
		if (reveal) await data.unlock(await context.readSecret(texts.cli('accounts.passwordPrompt')));
		const found = matching(await allAccounts(data), options.get('query')?.[0]);
		const columns = accountColumns.filter((name) => reveal || !secretColumns.includes(name));
		const accounts: Record<string, string>[] = [];
		for (const { user, stored, at } of found) {
			const read = async () => ok(rowsOf(stored, reveal ? data.secrets : null)[at]!);
			const row = unwrap(reveal ? await data.audit.record('parameters.reveal', { id: user.id }, read) : await read());
			accounts.push(Object.fromEntries(columns.map((name) => [name, row[name]])));
		}
		const lines = accounts.map((one) => columns.map((name) => one[name]).join('\t'));
		return ok({ value: { accounts }, lines: [...lines, texts.cli('accounts.count', { count: accounts.length })] });
	});
};

async function allAccounts({ companies, merge }: DataFolder) {
	const stored = await Promise.all((await companies.list()).map((company) => merge.stored(company)));
	return stored.flatMap((one) => one.users.map((user, at) => ({ user, stored: one, at })));
}

type Account = Awaited<ReturnType<typeof allAccounts>>[number];

/** Those the quick search would find by any readable value. */
function matching(accounts: Account[], query: string | undefined): Account[] {
	if (query === undefined) return accounts;
	const entries = accounts.map(({ stored, at, user }) => ({
		kind: 'account' as const,
		id: user.id,
		companyId: stored.company.id,
		title: user.userId,
		sub: Object.values(rowsOf(stored, null)[at]!).join(' '),
		words: stored.company.taxCode,
	}));
	const hits = createSearchIndex(entries)
		.find(query, accounts.length)
		.flatMap((group) => group.hits);
	const ids = new Set(hits.map((one) => one.id));
	return accounts.filter(({ user }) => ids.has(user.id));
}
