import { Fault } from '../../shared/result.ts';
import type { ParameterChange, ParameterStore, StoredParameters } from '../features/parameters/parameter-store-port.ts';
import type { Store } from './database.ts';
import { isDuplicate, isMissingReference } from './sqlite-errors.ts';

type Row = Omit<StoredParameters, 'sealed'> & { passwordSealed: Buffer | null; accessKeySealed: Buffer | null };

/** Column by property, for every value that is written as it comes. */
const plain = {
	companyId: 'company_id',
	declarantName: 'declarant_name',
	email: 'email',
	userCode: 'user_code',
	userId: 'user_id',
	terminalId: 'terminal_id',
	computer: 'computer',
	certificateProvider: 'certificate_provider',
	certificateSerial: 'certificate_serial',
	certificateNotBefore: 'certificate_not_before',
	certificateNotAfter: 'certificate_not_after',
	certificateSubject: 'certificate_subject',
	updatedAt: 'updated_at',
} as const;

const all = {
	id: 'id',
	...plain,
	passwordChangedAt: 'password_changed_at',
	passwordSealed: 'password_sealed',
	accessKeySealed: 'access_key_sealed',
};

const select = `SELECT ${Object.entries(all)
	.map(([name, column]) => `${column} AS ${name}`)
	.join(', ')} FROM parameter_set`;

export function parameterRepository(store: Store): ParameterStore {
	const write = (sql: string, change: ParameterChange) => {
		const { sealed, ...readable } = change;
		const { password, accessKey } = sealed;
		const values = {
			...readable,
			passwordSealed: password?.bytes ?? null,
			passwordChangedAt: password?.changedAt ?? null,
			accessKeySealed: accessKey?.bytes ?? null,
		};
		try {
			return store.write((database) => database.prepare(sql).run(values));
		} catch (thrown) {
			if (isDuplicate(thrown)) throw new Fault('STORE_DUPLICATE', { what: 'userId', value: change.userId }, thrown);
			if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
			throw thrown;
		}
	};
	return {
		list: async (companyId) =>
			store.read((database) =>
				database.prepare<[string], Row>(`${select} WHERE company_id = ? ORDER BY id`).all(companyId).map(read),
			),

		async find(id) {
			const row = store.read((database) => database.prepare<[string], Row>(`${select} WHERE id = ?`).get(id));
			return row ? read(row) : null;
		},

		async add(change) {
			const names = Object.keys(all).map((name) => `@${name}`);
			write(`INSERT INTO parameter_set (${Object.values(all).join(', ')}) VALUES (${names.join(', ')})`, change);
		},

		async change(change) {
			const changed = Object.entries(plain).map(([name, column]) => `${column} = @${name}`);
			if (change.sealed.password) {
				changed.push('password_sealed = @passwordSealed', 'password_changed_at = @passwordChangedAt');
			}
			if (change.sealed.accessKey) changed.push('access_key_sealed = @accessKeySealed');
			const { changes } = write(`UPDATE parameter_set SET ${changed.join(', ')} WHERE id = @id`, change);
			if (changes === 0) throw new Fault('STORE_RECORD_MISSING', { what: 'parameterSet' });
		},

		remove: async (id) =>
			store.write((database) => database.prepare('DELETE FROM parameter_set WHERE id = ?').run(id).changes === 1),
	};
}

function read({ passwordSealed, accessKeySealed, ...set }: Row): StoredParameters {
	return { ...set, sealed: { password: passwordSealed, accessKey: accessKeySealed } };
}
