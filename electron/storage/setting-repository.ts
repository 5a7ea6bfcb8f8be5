import type { SettingRepository } from '../features/tokens/tokens-port.ts';
import type { Store } from './database.ts';

export function settingRepository(store: Store): SettingRepository {
	return {
		async get(key) {
			const row = store.read((database) => database.prepare('SELECT value FROM setting WHERE key = ?').get(key));
			return (row as { value: string } | undefined)?.value;
		},
		async set(key, value) {
			const sql =
				'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
			store.write((database) => database.prepare(sql).run(key, value));
		},
	};
}
