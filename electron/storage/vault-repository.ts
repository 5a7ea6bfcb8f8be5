import { Fault } from '../../shared/result.ts';
import type { OsWrap, VaultStore } from '../features/vault/vault-store-port.ts';
import type { Store } from './database.ts';

type Row = {
	format: number;
	key_id: string;
	password_memory_kib: number;
	password_passes: number;
	password_lanes: number;
	password_salt: Buffer;
	password_wrapped: Buffer;
	recovery_salt: Buffer;
	recovery_wrapped: Buffer;
	failed_tries: number;
	failed_at: number;
};

/** The vault's header: one row. */
export function vaultRepository(store: Store): VaultStore {
	const row = () =>
		store.read((database) => database.prepare<[], Row>('SELECT * FROM vault WHERE id = 1').get()) ?? null;
	return {
		async load() {
			const found = row();
			return (
				found && {
					header: {
						format: found.format,
						keyId: found.key_id,
						password: {
							memoryKib: found.password_memory_kib,
							passes: found.password_passes,
							lanes: found.password_lanes,
							salt: found.password_salt,
							wrapped: found.password_wrapped,
						},
						recovery: { salt: found.recovery_salt, wrapped: found.recovery_wrapped },
					},
					tries: { failed: found.failed_tries, at: found.failed_at },
				}
			);
		},

		async create({ format, keyId, password, recovery }) {
			store.write((database) => {
				if (row()) throw new Fault('VAULT_EXISTS');
				database
					.prepare(
						`INSERT INTO vault (id, format, key_id, password_memory_kib, password_passes, password_lanes,
							password_salt, password_wrapped, recovery_salt, recovery_wrapped)
						VALUES (1, @format, @keyId, @memoryKib, @passes, @lanes, @salt, @wrapped, @recoverySalt, @recoveryWrapped)`,
					)
					.run({ format, keyId, ...password, recoverySalt: recovery.salt, recoveryWrapped: recovery.wrapped });
			});
		},

		async replacePassword(password) {
			store.write((database) =>
				database
					.prepare(
						`UPDATE vault SET password_memory_kib = @memoryKib, password_passes = @passes,
							password_lanes = @lanes, password_salt = @salt, password_wrapped = @wrapped WHERE id = 1`,
					)
					.run(password),
			);
		},

		async replaceRecovery(recovery) {
			store.write((database) =>
				database
					.prepare('UPDATE vault SET recovery_salt = @salt, recovery_wrapped = @wrapped WHERE id = 1')
					.run(recovery),
			);
		},

		loadOs: async () =>
			store.read((database) =>
				database.prepare<[], OsWrap>('SELECT secret_kept AS secretKept, wrapped FROM vault_os WHERE id = 1').get(),
			) ?? null,

		async saveOs(wrap) {
			store.write((database) => {
				database.exec('DELETE FROM vault_os');
				if (wrap) database.prepare('INSERT INTO vault_os VALUES (1, @secretKept, @wrapped)').run(wrap);
			});
		},

		async saveTries({ failed, at }) {
			store.write((database) =>
				database.prepare('UPDATE vault SET failed_tries = ?, failed_at = ? WHERE id = 1').run(failed, at),
			);
		},
	};
}
