import type Database from 'better-sqlite3';
import { Fault } from '../../shared/result.ts';
import type { StoredTerminal, TerminalChange, TerminalStore } from '../features/parameters/terminal-store-port.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

const select = `SELECT id, company_id AS companyId, terminal_id AS terminalId, computer, status,
	effective_at AS effectiveAt, ends_on AS endsOn, access_key_sealed AS sealed, updated_at AS updatedAt FROM terminal`;

export function terminalRepository(store: Store): TerminalStore {
	return {
		list: async (companyId) =>
			store.read((database) =>
				database.prepare<[string], StoredTerminal>(`${select} WHERE company_id = ? ORDER BY id`).all(companyId),
			),

		find: async (id) =>
			store.read((database) => database.prepare<[string], StoredTerminal>(`${select} WHERE id = ?`).get(id)) ?? null,

		async save(change) {
			try {
				store.write((database) => saveTerminal(database, change));
			} catch (thrown) {
				if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
				throw thrown;
			}
		},

		remove: async (id) =>
			store.write((database) => database.prepare('DELETE FROM terminal WHERE id = ?').run(id).changes === 1),
	};
}

/** Adds or changes one terminal inside a transaction of the caller. */
export function saveTerminal(database: Database.Database, { accessKey, ...terminal }: TerminalChange): void {
	const key = accessKey ? ', access_key_sealed = @bytes' : '';
	database
		.prepare(
			`INSERT INTO terminal (id, company_id, terminal_id, computer, status, effective_at, ends_on, access_key_sealed,
				updated_at)
			VALUES (@id, @companyId, @terminalId, @computer, @status, @effectiveAt, @endsOn, @bytes, @updatedAt)
			ON CONFLICT (id) DO UPDATE SET terminal_id = @terminalId, computer = @computer, status = @status,
				effective_at = @effectiveAt, ends_on = @endsOn, updated_at = @updatedAt${key}`,
		)
		.run({ ...terminal, bytes: accessKey?.bytes ?? null });
}
