import type Database from 'better-sqlite3';
import type { AuditHead, AuditRecord, AuditStore, BegunAct } from '../features/audit/audit-store-port.ts';
import type { Store } from './database.ts';

const select = `SELECT counter, at, elapsed_ms AS elapsedMs, user, action, subject, outcome, previous, mac FROM audit`;

export function auditRepository(store: Store): AuditStore {
	return {
		async begin(act) {
			store.write((database) =>
				database.prepare('INSERT INTO audit_begun (id, action, subject) VALUES (@id, @action, @subject)').run(act),
			);
		},

		begun: async () =>
			store.read((database) => database.prepare<[], BegunAct>('SELECT * FROM audit_begun ORDER BY id').all()),

		async append(begunId, withWaiting, build) {
			store.write((database) => {
				const head = headOf(database);
				const {
					record,
					macs,
					head: newHead,
				} = build({
					last: one(database, 'ORDER BY counter DESC LIMIT 1'),
					head,
					headRecord: head && one(database, 'WHERE counter = ?', head.counter),
					waiting: withWaiting ? rows(database, 'WHERE counter > ? ORDER BY counter', head?.counter ?? 0) : [],
				});
				const setMac = database.prepare('UPDATE audit SET mac = @mac WHERE counter = @counter');
				for (const mac of macs) setMac.run(mac);
				database
					.prepare(
						`INSERT INTO audit (counter, at, elapsed_ms, user, action, subject, outcome, previous, mac)
						VALUES (@counter, @at, @elapsedMs, @user, @action, @subject, @outcome, @previous, @mac)`,
					)
					.run(record);
				if (newHead) {
					database
						.prepare(
							`INSERT INTO audit_head (id, counter, hash, mac) VALUES (1, @counter, @hash, @mac)
							ON CONFLICT (id) DO UPDATE SET counter = @counter, hash = @hash, mac = @mac`,
						)
						.run(newHead);
				}
				database.prepare('DELETE FROM audit_begun WHERE id = ?').run(begunId);
			});
		},

		newest: async (limit, below) =>
			store.read((database) => rows(database, 'WHERE counter < ? ORDER BY counter DESC LIMIT ?', below, limit)),

		subjectNames: async (ids) =>
			store.read((database) => {
				const find = database.prepare<{ id: string }, { name: string | null }>(
					`SELECT coalesce(
						(SELECT CASE short_name WHEN '' THEN name ELSE short_name END FROM company WHERE id = @id),
						(SELECT user_id FROM parameter_set WHERE id = @id),
						(SELECT number FROM dossier WHERE id = @id),
						(SELECT terminal_id FROM terminal WHERE id = @id)
					) AS name`,
				);
				return new Map(
					ids.flatMap((id): [string, string][] => {
						const name = find.get({ id })?.name;
						return name ? [[id, name]] : [];
					}),
				);
			}),

		about: async (subjects, limit) =>
			store.read((database) =>
				database
					.prepare<[string, number], AuditRecord>(
						`${select} WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY counter DESC LIMIT ?`,
					)
					.all(JSON.stringify(subjects), limit),
			),

		after: async (counter, limit) =>
			store.read((database) => rows(database, 'WHERE counter > ? ORDER BY counter LIMIT ?', counter, limit)),

		head: async () => store.read(headOf),
	};
}

function rows(database: Database.Database, rest: string, ...values: number[]): AuditRecord[] {
	return database.prepare<number[], AuditRecord>(`${select} ${rest}`).all(...values);
}

function one(database: Database.Database, rest: string, ...values: number[]): AuditRecord | null {
	return rows(database, rest, ...values)[0] ?? null;
}

function headOf(database: Database.Database): AuditHead | null {
	return database.prepare<[], AuditHead>('SELECT counter, hash, mac FROM audit_head WHERE id = 1').get() ?? null;
}
