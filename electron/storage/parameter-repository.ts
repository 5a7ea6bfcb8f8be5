import type Database from 'better-sqlite3';
import type { PasswordWay } from '../../shared/domain/account-life/password-life.ts';
import { Fault } from '../../shared/result.ts';
import type {
	Clash,
	ParameterChange,
	ParameterStore,
	StoredParameters,
} from '../features/parameters/parameter-store-port.ts';
import { saveHistory } from './account-repository.ts';
import { certificateColumns } from './certificate-columns.ts';
import type { Store } from './database.ts';
import { isDuplicate, isMissingReference } from './sqlite-errors.ts';
import { saveTerminal } from './terminal-repository.ts';

type Row = Omit<StoredParameters, 'sealed' | 'lastChange'> & {
	passwordSealed: Buffer | null;
	accessKeySealed: Buffer | null;
	lastChange: string | null;
};

/** Column by property, for every value that is written as it comes. */
const plain = {
	companyId: 'company_id',
	declarantName: 'declarant_name',
	email: 'email',
	userCode: 'user_code',
	userId: 'user_id',
	...certificateColumns,
	status: 'status',
	effectiveAt: 'effective_at',
	endsOn: 'ends_on',
	terminalRef: 'terminal_ref',
	updatedAt: 'updated_at',
} as const;

const all = { id: 'id', ...plain, passwordChangedAt: 'password_changed_at', passwordSealed: 'password_sealed' };

const select = `SELECT ${Object.entries(all)
	.map(([name, column]) => `s.${column} AS ${name}`)
	.join(', ')}, coalesce(t.terminal_id, '') AS terminalId, coalesce(t.computer, '') AS computer,
	t.access_key_sealed AS accessKeySealed,
	(SELECT json_array(h.way, h.recorded_at) FROM password_history h WHERE h.account_id = s.id AND h.undone = 0
		AND h.way NOT IN ('generated', 'entered') AND h.answer = 'succeeded' ORDER BY h.recorded_at DESC, h.id DESC LIMIT 1) AS lastChange
	FROM parameter_set s LEFT JOIN terminal t ON t.id = s.terminal_ref`;

const elsewhere = (
	[
		['userId', 'user_id', 'parameter_set'],
		['userCode', 'user_code', 'parameter_set'],
		['terminalId', 'terminal_id', 'terminal'],
		['certificateSerial', 'certificate_serial', 'parameter_set'],
	] as const
)
	.map(
		([name, column, table]) => `SELECT '${name}' AS field, c.tax_code AS taxCode FROM ${table} x
			JOIN company c ON c.id = x.company_id
			WHERE x.${column} = @${name} AND x.${column} <> '' AND x.company_id <> @companyId GROUP BY c.id`,
	)
	.join(' UNION ALL ');

export function parameterRepository(store: Store): ParameterStore {
	const write = (change: ParameterChange, exists: boolean) =>
		store.write((database) => saveParameters(database, change, exists));
	return {
		list: async (companyId) =>
			store.read((database) =>
				(companyId === undefined
					? database.prepare<[], Row>(`${select} ORDER BY s.id`).all()
					: database.prepare<[string], Row>(`${select} WHERE s.company_id = ? ORDER BY s.id`).all(companyId)
				).map(read),
			),

		async find(id) {
			const row = store.read((database) => database.prepare<[string], Row>(`${select} WHERE s.id = ?`).get(id));
			return row ? read(row) : null;
		},

		add: async (change) => void write(change, false),

		async change(change) {
			if (!write(change, true)) throw new Fault('STORE_RECORD_MISSING', { what: 'parameterSet' });
		},

		remove: async (id) => store.write((database) => removeParameters(database, id)),

		userCodes: async (companyId) =>
			store.read((database) =>
				database
					.prepare<[string], Awaited<ReturnType<ParameterStore['userCodes']>>[number]>(
						`SELECT id, code, status, effective_at AS effectiveAt, ends_on AS endsOn FROM user_code
						WHERE company_id = ? ORDER BY code`,
					)
					.all(companyId),
			),

		elsewhere: async (companyId, values) =>
			store.read((database) => database.prepare<[object], Clash>(elsewhere).all({ companyId, ...values })),
	};
}

/**
 * Adds or changes one set with its terminal and history inside a transaction of the caller. False when the one to be
 * changed is not there. Faults STORE_DUPLICATE, STORE_RECORD_MISSING.
 */
export function saveParameters(
	database: Database.Database,
	{ terminal, password, userCodeId, ...readable }: ParameterChange,
	exists: boolean,
): boolean {
	const values = {
		...readable,
		terminalRef: terminal?.id ?? null,
		passwordSealed: password?.bytes ?? null,
		passwordChangedAt: password?.changedAt ?? null,
	};
	try {
		if (terminal) saveTerminal(database, terminal);
		const { changes } = database.prepare(exists ? updateSql(password !== undefined) : insertSql).run(values);
		if (password) saveHistory(database, password.history);
		keepUserCodes(database, readable.companyId, { id: userCodeId, code: readable.userCode });
		return changes === 1;
	} catch (thrown) {
		if (isDuplicate(thrown)) throw new Fault('STORE_DUPLICATE', { what: 'userId', value: readable.userId }, thrown);
		if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
		throw thrown;
	}
}

const insertSql = `INSERT INTO parameter_set (${Object.values(all).join(', ')})
	VALUES (${Object.keys(all)
		.map((name) => `@${name}`)
		.join(', ')})`;

function updateSql(withPassword: boolean): string {
	const changed = Object.entries(plain).map(([name, column]) => `${column} = @${name}`);
	if (withPassword) changed.push('password_sealed = @passwordSealed', 'password_changed_at = @passwordChangedAt');
	return `UPDATE parameter_set SET ${changed.join(', ')} WHERE id = @id`;
}

/** Takes one set with its history away inside a transaction of the caller; false when it was not there. */
export function removeParameters(database: Database.Database, id: string): boolean {
	const companyId = database
		.prepare<[string], string>('DELETE FROM parameter_set WHERE id = ? RETURNING company_id')
		.pluck()
		.get(id);
	if (companyId === undefined) return false;
	database.prepare('DELETE FROM password_history WHERE account_id = ?').run(id);
	database.prepare('DELETE FROM guide_run WHERE subject = ?').run(id);
	keepUserCodes(database, companyId);
	return true;
}

/** Every User code in use has its record; one that was only a slip, of which nothing is recorded, goes. */
function keepUserCodes(database: Database.Database, companyId: string, added?: { id: string; code: string }): void {
	if (added && added.code !== '') {
		database
			.prepare(
				`INSERT INTO user_code (id, company_id, code, status, ends_on) VALUES (@id, @companyId, @code, 'approved', '')
				ON CONFLICT (company_id, code) DO NOTHING`,
			)
			.run({ companyId, ...added });
	}
	database
		.prepare(
			`DELETE FROM user_code WHERE company_id = @companyId AND status = 'approved' AND effective_at IS NULL
			AND ends_on = '' AND code NOT IN (SELECT user_code FROM parameter_set WHERE company_id = @companyId)`,
		)
		.run({ companyId });
}

function read({ passwordSealed, accessKeySealed, lastChange, ...set }: Row): StoredParameters {
	const [way, at] = lastChange ? (JSON.parse(lastChange) as [PasswordWay, string]) : [];
	return {
		...set,
		lastChange: way && at ? { way, at } : null,
		sealed: { password: passwordSealed, accessKey: accessKeySealed },
	};
}
