import type { SearchSource } from '../features/search/search-port.ts';
import type { Store } from './database.ts';

type Records = Awaited<ReturnType<SearchSource['records']>>;

export function searchSource(store: Store): SearchSource {
	return {
		version: async () =>
			store.read((database) => database.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0),

		records: async () =>
			store.read((database) => {
				const all = <Name extends keyof Records>(sql: string) => database.prepare(sql).all() as Records[Name];
				return {
					companies: all<'companies'>(
						'SELECT id, tax_code AS taxCode, name, short_name AS shortName FROM company ORDER BY name, id',
					),
					users: all<'users'>(
						`SELECT id, company_id AS companyId, user_id AS userId, declarant_name AS declarantName,
						user_code AS userCode, certificate_serial AS certificateSerial FROM parameter_set
						WHERE user_id <> '' ORDER BY user_id, id`,
					),
					terminals: all<'terminals'>(
						`SELECT id, company_id AS companyId, terminal_id AS terminalId, computer FROM terminal
						WHERE terminal_id <> '' ORDER BY terminal_id, id`,
					),
					dossiers: all<'dossiers'>('SELECT id, company_id AS companyId, number FROM dossier ORDER BY number DESC'),
				};
			}),
	};
}
