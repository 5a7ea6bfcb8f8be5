import type Database from 'better-sqlite3';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import { Fault } from '../../shared/result.ts';
import type { CompanyStore } from '../features/companies/company-store-port.ts';
import type { Store } from './database.ts';
import { isDuplicate } from './sqlite-errors.ts';

type Row = Omit<Company, 'representative' | 'practice'> & { representative: string; practice: 0 | 1 };

/** Column by property. */
const columns: Record<Exclude<keyof Company, 'id'>, string> = {
	kind: 'kind',
	taxCode: 'tax_code',
	name: 'name',
	shortName: 'short_name',
	address: 'address',
	phone: 'phone',
	fax: 'fax',
	email: 'email',
	place: 'place',
	contactName: 'contact_name',
	contactPhone: 'contact_phone',
	contactEmail: 'contact_email',
	customsOfficeCode: 'customs_office_code',
	customsOfficeName: 'customs_office_name',
	declarationAddress: 'declaration_address',
	proxyNote: 'proxy_note',
	practice: 'practice',
	representative: 'representative_json',
};

const pairs = Object.entries(columns);
const select = `SELECT id, ${pairs.map(([name, column]) => `${column} AS ${name}`).join(', ')} FROM company`;

/** Everything that belongs to a company, in an order that no reference minds. */
const removals = [
	`DELETE FROM password_history WHERE account_id IN (
		SELECT id FROM parameter_set WHERE company_id = @id UNION ALL SELECT id FROM admin_account WHERE company_id = @id
		UNION ALL SELECT id FROM nsw_account WHERE company_id = @id)`,
	...['parameter_set', 'terminal', 'user_code', 'admin_account', 'nsw_account'].map(
		(table) => `DELETE FROM ${table} WHERE company_id = @id`,
	),
];

export function companyRepository(store: Store): CompanyStore {
	const write = (company: Company, at: string, exists: boolean) =>
		store.write((database) => saveCompany(database, company, at, exists));
	return {
		list: async () => store.read((database) => database.prepare<[], Row>(`${select} ORDER BY id`).all().map(read)),

		async find(id) {
			const row = store.read((database) => database.prepare<[string], Row>(`${select} WHERE id = ?`).get(id));
			return row ? read(row) : null;
		},

		add: async (company, at) => void write(company, at, false),

		async change(company, at) {
			if (!write(company, at, true)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
		},

		async remove(id) {
			store.write((database) => {
				const dossiers = database
					.prepare<[string], number>('SELECT count(*) FROM dossier WHERE company_id = ?')
					.pluck()
					.get(id);
				if (dossiers) throw new Fault('STORE_COMPANY_IN_USE', { dossiers });
				for (const sql of removals) database.prepare(sql).run({ id });
				const { changes } = database.prepare('DELETE FROM company WHERE id = ?').run(id);
				if (changes === 0) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
			});
		},
	};
}

const insertSql = `INSERT INTO company (id, updated_at, ${pairs.map(([, column]) => column).join(', ')})
	VALUES (@id, @at, ${pairs.map(([name]) => `@${name}`).join(', ')})`;
const updateSql = `UPDATE company SET ${pairs.map(([name, column]) => `${column} = @${name}`).join(', ')}, updated_at = @at
	WHERE id = @id`;

/**
 * Adds or changes one company inside a transaction of the caller. False when the one to be changed is not there. Fault
 * STORE_DUPLICATE.
 */
export function saveCompany(database: Database.Database, company: Company, at: string, exists: boolean): boolean {
	const { representative, practice, ...rest } = company;
	const values = { ...rest, representative: JSON.stringify(representative), practice: practice ? 1 : 0, at };
	try {
		return database.prepare(exists ? updateSql : insertSql).run(values).changes === 1;
	} catch (thrown) {
		if (!isDuplicate(thrown)) throw thrown;
		throw new Fault('STORE_DUPLICATE', { what: 'taxCode', value: company.taxCode }, thrown);
	}
}

function read(row: Row): Company {
	return { ...row, practice: row.practice === 1, representative: JSON.parse(row.representative) };
}
