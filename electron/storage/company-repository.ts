import type { Company } from '../../shared/contracts/companies-contract.ts';
import { Fault } from '../../shared/result.ts';
import type { CompanyStore } from '../features/companies/company-store-port.ts';
import type { Store } from './database.ts';
import { isDuplicate } from './sqlite-errors.ts';

type Row = Omit<Company, 'representative'> & { representative: string };

const columns = `id, tax_code AS taxCode, name, short_name AS shortName, address, phone, email, place,
	representative_json AS representative`;

export function companyRepository(store: Store): CompanyStore {
	const write = (sql: string, company: Company, at: string) => {
		try {
			return store.write((database) =>
				database.prepare(sql).run({ ...company, representative: JSON.stringify(company.representative), at }),
			);
		} catch (thrown) {
			if (!isDuplicate(thrown)) throw thrown;
			throw new Fault('STORE_DUPLICATE', { what: 'taxCode', value: company.taxCode }, thrown);
		}
	};
	return {
		list: async () =>
			store.read((database) => database.prepare<[], Row>(`SELECT ${columns} FROM company ORDER BY id`).all().map(read)),

		async find(id) {
			const row = store.read((database) =>
				database.prepare<[string], Row>(`SELECT ${columns} FROM company WHERE id = ?`).get(id),
			);
			return row ? read(row) : null;
		},

		async add(company, at) {
			write(
				`INSERT INTO company (id, tax_code, name, short_name, address, phone, email, place, representative_json,
					updated_at)
				VALUES (@id, @taxCode, @name, @shortName, @address, @phone, @email, @place, @representative, @at)`,
				company,
				at,
			);
		},

		async change(company, at) {
			const { changes } = write(
				`UPDATE company SET tax_code = @taxCode, name = @name, short_name = @shortName, address = @address,
					phone = @phone, email = @email, place = @place, representative_json = @representative, updated_at = @at
				WHERE id = @id`,
				company,
				at,
			);
			if (changes === 0) throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
		},
	};
}

function read(row: Row): Company {
	return { ...row, representative: JSON.parse(row.representative) };
}
