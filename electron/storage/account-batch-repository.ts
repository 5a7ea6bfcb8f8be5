import { Fault } from '../../shared/result.ts';
import type { AccountBatchStore } from '../features/transfer/account-batch-port.ts';
import { saveAdmin, saveNsw } from './account-repository.ts';
import { saveCompany } from './company-repository.ts';
import type { Store } from './database.ts';
import { removeParameters, saveParameters } from './parameter-repository.ts';
import { saveTerminal } from './terminal-repository.ts';

/** One transaction over the tables of companies, terminals and accounts. */
export function accountBatchRepository(store: Store): AccountBatchStore {
	return {
		apply: async (batch, at) =>
			store.write((database) => {
				const needed = (found: boolean, what: string) => {
					if (!found) throw new Fault('STORE_RECORD_MISSING', { what });
				};
				for (const { company, exists } of batch.companies) {
					needed(saveCompany(database, company, at, exists), 'company');
				}
				for (const terminal of batch.terminals) saveTerminal(database, terminal);
				for (const { user, exists } of batch.users) needed(saveParameters(database, user, exists), 'parameterSet');
				for (const admin of batch.admins) saveAdmin(database, admin);
				for (const nsw of batch.nsws) saveNsw(database, nsw);
				for (const id of batch.removedUsers) removeParameters(database, id);
				for (const id of batch.removedTerminals) database.prepare('DELETE FROM terminal WHERE id = ?').run(id);
			}),
	};
}
