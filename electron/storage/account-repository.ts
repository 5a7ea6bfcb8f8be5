import type Database from 'better-sqlite3';
import { Fault } from '../../shared/result.ts';
import type {
	AccountStore,
	AdminChange,
	HistoryChange,
	NswChange,
	StoredAdmin,
	StoredNsw,
	StoredPassword,
} from '../features/parameters/account-store-port.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

const admin = {
	table: 'admin_account',
	columns: {
		certificateProvider: 'certificate_provider',
		certificateSerial: 'certificate_serial',
		certificateNotBefore: 'certificate_not_before',
		certificateNotAfter: 'certificate_not_after',
		certificateSubject: 'certificate_subject',
		certificateTaxCode: 'certificate_tax_code',
	},
};
const nsw = { table: 'nsw_account', columns: { login: 'login', mailbox: 'mailbox' } };
type Shape = { table: string; columns: Record<string, string> };

const passwordColumns = `id, account_kind AS accountKind, account_id AS accountId, value_sealed AS sealed,
	recorded_at AS recordedAt, way, answer, undone, who`;

export function accountRepository(store: Store): AccountStore {
	const one = <Row>({ table, columns }: Shape, where: 'id' | 'company_id', value: string): Row | null => {
		const named = Object.entries(columns).map(([name, column]) => `${column} AS ${name}`);
		const sql = `SELECT id, company_id AS companyId, ${named.join(', ')}, password_sealed AS sealed,
			password_changed_at AS passwordChangedAt, updated_at AS updatedAt FROM ${table} WHERE ${where} = ?`;
		return store.read((database) => database.prepare<[string], Row>(sql).get(value)) ?? null;
	};
	const save = (shape: Shape, change: AdminChange | NswChange) =>
		store.write((database) => saveAccount(database, shape, change));
	return {
		admin: async (companyId) => one<StoredAdmin>(admin, 'company_id', companyId),
		nsw: async (companyId) => one<StoredNsw>(nsw, 'company_id', companyId),
		findAdmin: async (id) => one<StoredAdmin>(admin, 'id', id),
		findNsw: async (id) => one<StoredNsw>(nsw, 'id', id),
		saveAdmin: async (change) => save(admin, change),
		saveNsw: async (change) => save(nsw, change),

		history: async (accountId) =>
			store.read((database) =>
				database
					.prepare<[string], PasswordRow>(
						`SELECT ${passwordColumns} FROM password_history WHERE account_id = ? ORDER BY recorded_at DESC, id DESC`,
					)
					.all(accountId)
					.map(readPassword),
			),

		async findPassword(id) {
			const sql = `SELECT ${passwordColumns} FROM password_history WHERE id = ?`;
			const row = store.read((database) => database.prepare<[string], PasswordRow>(sql).get(id));
			return row ? readPassword(row) : null;
		},

		addPassword: async (row) => store.write((database) => addRow(database, row)),
	};
}

/** Adds or changes the administrator account of a company inside a transaction of the caller. */
export const saveAdmin = (database: Database.Database, change: AdminChange) => saveAccount(database, admin, change);
/** The same for its account of the National Single Window. */
export const saveNsw = (database: Database.Database, change: NswChange) => saveAccount(database, nsw, change);

function saveAccount(
	database: Database.Database,
	{ table, columns }: Shape,
	{ password, ...record }: AdminChange | NswChange,
): void {
	const names = Object.keys(columns);
	const changed = Object.entries(columns).map(([name, column]) => `${column} = @${name}`);
	if (password) changed.push('password_sealed = @bytes', 'password_changed_at = @changedAt');
	try {
		database
			.prepare(
				`INSERT INTO ${table} (id, company_id, ${Object.values(columns).join(', ')}, password_sealed, password_changed_at,
					updated_at)
				VALUES (@id, @companyId, ${names.map((name) => `@${name}`).join(', ')}, @bytes, @changedAt, @updatedAt)
				ON CONFLICT (company_id) DO UPDATE SET ${changed.join(', ')}, updated_at = @updatedAt`,
			)
			.run({ ...record, bytes: password?.bytes ?? null, changedAt: password?.changedAt ?? null });
		if (password) saveHistory(database, password.history);
	} catch (thrown) {
		if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
		throw thrown;
	}
}

/** Adds the new rows, inside a transaction of the caller. */
export function saveHistory(database: Database.Database, { used, add }: HistoryChange): void {
	if (used) {
		database.prepare("UPDATE password_history SET way = 'entered', recorded_at = @at WHERE id = @id").run(used);
	}
	for (const row of add) addRow(database, row);
}

function addRow(database: Database.Database, row: StoredPassword): void {
	database
		.prepare(
			`INSERT INTO password_history (id, account_kind, account_id, value_sealed, recorded_at, way, answer, undone, who)
			VALUES (@id, @accountKind, @accountId, @sealed, @recordedAt, @way, @answer, @undone, @who)`,
		)
		.run({ ...row, undone: row.undone ? 1 : 0 });
}

type PasswordRow = Omit<StoredPassword, 'undone'> & { undone: 0 | 1 };

function readPassword(row: PasswordRow): StoredPassword {
	return { ...row, undone: row.undone === 1 };
}
