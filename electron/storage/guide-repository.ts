import type { GuideRun } from '../../shared/contracts/guides-contract.ts';
import { Fault } from '../../shared/result.ts';
import type { GuideStore } from '../features/guides/guide-store-port.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

type Row = Omit<GuideRun, 'ticks'> & { ticks: string };

const select = `SELECT id, company_id AS companyId, guide, subject, ticks, prepared_id AS preparedId,
	started_at AS startedAt FROM guide_run`;

export function guideRepository(store: Store): GuideStore {
	return {
		open: async (companyId) =>
			store.read((database) =>
				database
					.prepare<[object], Row>(
						`${select} WHERE closed_at IS NULL AND (@companyId IS NULL OR company_id = @companyId) ORDER BY id DESC`,
					)
					.all({ companyId: companyId ?? null })
					.map(read),
			),

		async find(id) {
			const row = store.read((database) => database.prepare<[string], Row>(`${select} WHERE id = ?`).get(id));
			return row ? read(row) : null;
		},

		async add(run) {
			try {
				store.write((database) =>
					database
						.prepare(
							`INSERT INTO guide_run (id, company_id, guide, subject, ticks, prepared_id, started_at)
							VALUES (@id, @companyId, @guide, @subject, @ticks, @preparedId, @startedAt)`,
						)
						.run({ ...run, ticks: JSON.stringify(run.ticks) }),
				);
			} catch (thrown) {
				if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
				throw thrown;
			}
		},

		change: async ({ id, ticks, preparedId }) =>
			store.write((database) => {
				database
					.prepare('UPDATE guide_run SET ticks = @ticks, prepared_id = @preparedId WHERE id = @id')
					.run({ id, ticks: JSON.stringify(ticks), preparedId });
			}),

		close: async (id, outcome, at) =>
			store.write((database) => {
				database
					.prepare('UPDATE guide_run SET outcome = @outcome, closed_at = @at WHERE id = @id AND closed_at IS NULL')
					.run({ id, outcome, at });
			}),
	};
}

function read(row: Row): GuideRun {
	return { ...row, ticks: JSON.parse(row.ticks) as GuideRun['ticks'] };
}
