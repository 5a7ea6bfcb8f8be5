import type Database from 'better-sqlite3';
import type { RequestRow } from '../../shared/contracts/requests-contract.ts';
import { Fault } from '../../shared/result.ts';
import type { Ending, Registered, RequestStore } from '../features/requests/request-store-port.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

type Row = Omit<RequestRow, 'events'> & { events: string };

const select = `SELECT id, company_id AS companyId, kind, subject_id AS subjectId, label, ends_on AS endsOn, note,
	signature_kind AS signatureKind, created_at AS createdAt, who,
	(SELECT json_group_array(json_object('type', e.type, 'at', e.at, 'who', e.who, 'recordedAt', e.recorded_at,
		'note', e.note) ORDER BY e.rowid) FROM portal_request_event e WHERE e.request_id = r.id) AS events
	FROM portal_request r`;

const validity = 'status, effective_at AS effectiveAt, ends_on AS endsOn';

export function requestRepository(store: Store): RequestStore {
	return {
		list: async (companyId) =>
			store.read((database) =>
				database
					.prepare<[object], Row>(`${select} WHERE @companyId IS NULL OR company_id = @companyId ORDER BY id DESC`)
					.all({ companyId: companyId ?? null })
					.map(read),
			),

		async find(id) {
			const row = store.read((database) => database.prepare<[string], Row>(`${select} WHERE id = ?`).get(id));
			return row ? read(row) : null;
		},

		async add({ events: _none, ...request }) {
			try {
				store.write((database) =>
					database
						.prepare(
							`INSERT INTO portal_request (id, company_id, kind, subject_id, label, ends_on, note, signature_kind,
								created_at, who)
							VALUES (@id, @companyId, @kind, @subjectId, @label, @endsOn, @note, @signatureKind, @createdAt, @who)`,
						)
						.run(request),
				);
			} catch (thrown) {
				if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
				throw thrown;
			}
		},

		record: async (requestId, event, ending) =>
			store.write((database) => {
				database
					.prepare(
						`INSERT INTO portal_request_event (id, request_id, type, at, who, recorded_at, note)
						VALUES (@id, @requestId, @type, @at, @who, @recordedAt, @note)`,
					)
					.run({ ...event, requestId });
				if (ending) end(database, ending);
			}),

		registered: async (companyId) =>
			store.read((database) => ({
				userCodes: database
					.prepare<[string], Registered['userCodes'][number]>(
						`SELECT id, code, ${validity} FROM user_code WHERE company_id = ? ORDER BY code`,
					)
					.all(companyId),
				users: database
					.prepare<[string], Registered['users'][number]>(
						`SELECT id, user_code AS userCode, user_id AS userId, terminal_ref AS terminal, ${validity}
						FROM parameter_set WHERE company_id = ? ORDER BY id`,
					)
					.all(companyId),
				terminals: database
					.prepare<[string], Registered['terminals'][number]>(
						`SELECT id, terminal_id AS terminalId, ${validity} FROM terminal WHERE company_id = ? ORDER BY id`,
					)
					.all(companyId),
			})),
	};
}

/** A User ID that ends before its User code keeps its own day. */
function end(database: Database.Database, { kind, subjectId, endsOn }: Ending): void {
	const run = (sql: string) => database.prepare(sql).run({ subjectId, endsOn });
	if (kind === 'cancel-terminal') run('UPDATE terminal SET ends_on = @endsOn WHERE id = @subjectId');
	else if (kind === 'cancel-user-id') run('UPDATE parameter_set SET ends_on = @endsOn WHERE id = @subjectId');
	else {
		const under = `FROM user_code c WHERE c.id = @subjectId AND c.company_id = parameter_set.company_id
			AND c.code = parameter_set.user_code`;
		run(
			endsOn === ''
				? `UPDATE parameter_set SET ends_on = '' ${under} AND c.ends_on = parameter_set.ends_on`
				: `UPDATE parameter_set SET ends_on = @endsOn ${under}
					AND (parameter_set.ends_on = '' OR parameter_set.ends_on > @endsOn)`,
		);
		run('UPDATE user_code SET ends_on = @endsOn WHERE id = @subjectId');
	}
}

function read(row: Row): RequestRow {
	return { ...row, events: JSON.parse(row.events) as RequestRow['events'] };
}
