import type { TrustRecord, TrustRepository } from '../features/trust/trust-port.ts';
import type { Store } from './database.ts';

export function trustRepository(store: Store): TrustRepository {
	return {
		async list() {
			const sql = 'SELECT sha256, der, added_at AS addedAt FROM trusted_certificate ORDER BY added_at, sha256';
			return store.read((database) => database.prepare<[], TrustRecord>(sql).all());
		},

		async add(record) {
			const sql = 'INSERT INTO trusted_certificate VALUES (@sha256, @der, @addedAt) ON CONFLICT (sha256) DO NOTHING';
			return store.write((database) => database.prepare(sql).run(record).changes === 1);
		},

		async remove(sha256) {
			const sql = 'DELETE FROM trusted_certificate WHERE sha256 = ?';
			return store.write((database) => database.prepare(sql).run(sha256).changes === 1);
		},
	};
}
