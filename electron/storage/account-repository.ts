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
	Wait,
} from '../features/parameters/account-store-port.ts';
import { certificateColumns } from './certificate-columns.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

const admin = { table: 'admin_account', columns: certificateColumns };
const nsw = { table: 'nsw_account', columns: { login: 'login', mailbox: 'mailbox' } };
type Shape = { table: string; columns: Record<string, string> };

const passwordColumns = `id, account_kind AS accountKind, account_id AS accountId, value_sealed AS sealed,
	recorded_at AS recordedAt, way, answer, undone, undone_reason AS undoneReason, who, announced`;

const tables = { user: 'parameter_set', admin: 'admin_account', nsw: 'nsw_account' };

/** The newest change of a User ID on the portal, when its wait was not announced yet. */
const waits = `SELECT h.account_id AS accountId, h.recorded_at AS at FROM password_history h
	JOIN parameter_set s ON s.id = h.account_id
	WHERE h.announced = 0 AND h.undone = 0 AND NOT EXISTS (
		SELECT 1 FROM password_history n WHERE n.account_id = h.account_id AND n.undone = 0 AND n.answer = 'succeeded'
		AND n.way NOT IN ('generated', 'entered') AND (n.recorded_at, n.id) > (h.recorded_at, h.id)
	)`;

export function accountRepository(store: Store): AccountStore {
	const selectOf = ({ table, columns }: Shape) => {
		const named = Object.entries(columns).map(([name, column]) => `${column} AS ${name}`);
		return `SELECT id, company_id AS companyId, ${named.join(', ')}, password_sealed AS sealed,
			password_changed_at AS passwordChangedAt, updated_at AS updatedAt FROM ${table}`;
	};
	const one = <Row>(shape: Shape, where: 'id' | 'company_id', value: string): Row | null =>
		store.read((database) => database.prepare<[string], Row>(`${selectOf(shape)} WHERE ${where} = ?`).get(value)) ??
		null;
	const save = (shape: Shape, change: AdminChange | NswChange) =>
		store.write((database) => saveAccount(database, shape, change));
	return {
		admins: async () =>
			store.read((database) => database.prepare<[], StoredAdmin>(`${selectOf(admin)} ORDER BY id`).all()),
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

		savePassword: async ({ kind, id }, { history, ...password }) =>
			store.write((database) => {
				setPassword(database, tables[kind], { id, ...password });
				saveHistory(database, history);
			}),

		undo: async ({ id, accountKind, accountId }, reason, left) =>
			store.write((database) => {
				database.prepare('UPDATE password_history SET undone = 1, undone_reason = ? WHERE id = ?').run(reason, id);
				setPassword(database, tables[accountKind], { id: accountId, ...left });
			}),

		waits: async () => store.read((database) => database.prepare<[], Wait>(waits).all()),

		announced: async (accountId, by) =>
			store.write((database) => {
				database
					.prepare('UPDATE password_history SET announced = 1 WHERE account_id = ? AND recorded_at <= ?')
					.run(accountId, by);
			}),
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
		database
			.prepare(
				`UPDATE password_history SET way = @way, answer = @answer, recorded_at = @recordedAt, who = @who,
				announced = @announced WHERE id = @id`,
			)
			.run({ ...used, announced: Number(used.announced) });
	}
	for (const row of add) addRow(database, row);
}

function setPassword(
	database: Database.Database,
	table: string,
	values: { id: string; bytes: Uint8Array | null; changedAt: string | null },
): void {
	const { changes } = database
		.prepare(`UPDATE ${table} SET password_sealed = @bytes, password_changed_at = @changedAt WHERE id = @id`)
		.run(values);
	if (changes === 0) throw new Fault('STORE_RECORD_MISSING', { what: 'account' });
}

function addRow(database: Database.Database, row: StoredPassword): void {
	database
		.prepare(
			`INSERT INTO password_history (id, account_kind, account_id, value_sealed, recorded_at, way, answer, undone,
				undone_reason, who, announced)
			VALUES (@id, @accountKind, @accountId, @sealed, @recordedAt, @way, @answer, @undone, @undoneReason, @who,
				@announced)`,
		)
		.run({ ...row, undone: Number(row.undone), announced: Number(row.announced) });
}

type PasswordRow = Omit<StoredPassword, 'undone' | 'announced'> & { undone: 0 | 1; announced: 0 | 1 };

function readPassword(row: PasswordRow): StoredPassword {
	return { ...row, undone: row.undone === 1, announced: row.announced === 1 };
}
