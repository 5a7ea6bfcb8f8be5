import type { KnownCertificate } from '../../shared/contracts/certificate-changes-contract.ts';
import { Fault } from '../../shared/result.ts';
import type {
	CertificateChangeStore,
	StoredChange,
	StoredUse,
} from '../features/certificate-changes/certificate-change-store-port.ts';
import { certificateColumns } from './certificate-columns.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

const json = ['oldCertificate', 'newCertificate', 'done'] as const;
type Row = Omit<StoredChange, (typeof json)[number] | 'oldTokenAtHand'> &
	Record<(typeof json)[number], string | null> & { oldTokenAtHand: number };

const select = `SELECT id, company_id AS companyId, reason, old_token_at_hand AS oldTokenAtHand,
	old_certificate AS oldCertificate, new_certificate AS newCertificate, done, refused_at AS refusedAt,
	started_at AS startedAt, closed_at AS closedAt FROM certificate_change`;

const columns = Object.entries(certificateColumns);
const certificate = columns.map(([name, column]) => `${column} AS ${name}`).join(', ');

/** The National Single Window is known by its serial alone. */
const uses = `
	SELECT 'registration' AS place, a.id, c.tax_code AS name, '' AS endsOn, ${certificate}
	FROM admin_account a JOIN company c ON c.id = a.company_id WHERE a.company_id = @companyId
	UNION ALL SELECT 'user-id', id, user_id, ends_on, ${certificate} FROM parameter_set WHERE company_id = @companyId
	UNION ALL SELECT 'single-window', id, login, '', '', certificate_serial, '', '', '', '' FROM nsw_account
	WHERE company_id = @companyId`;

type UseRow = Pick<StoredUse, 'place' | 'id' | 'name'> & { endsOn: string } & KnownCertificate;

const writes: Record<StoredUse['place'], string> = {
	registration: writeAll('admin_account'),
	'user-id': writeAll('parameter_set'),
	'single-window': 'UPDATE nsw_account SET certificate_serial = @certificateSerial, updated_at = @at WHERE id = @id',
};

function writeAll(table: string): string {
	const changed = columns.map(([name, column]) => `${column} = @${name}`).join(', ');
	return `UPDATE ${table} SET ${changed}, updated_at = @at WHERE id = @id`;
}

export function certificateChangeRepository(store: Store): CertificateChangeStore {
	return {
		list: async (companyId) =>
			store.read((database) =>
				database
					.prepare<[object], Row>(
						`${select} WHERE @companyId IS NULL OR company_id = @companyId ORDER BY closed_at IS NOT NULL, id DESC`,
					)
					.all({ companyId: companyId ?? null })
					.map(read),
			),

		async find(id) {
			const row = store.read((database) => database.prepare<[string], Row>(`${select} WHERE id = ?`).get(id));
			return row ? read(row) : null;
		},

		async add(change) {
			try {
				store.write((database) =>
					database
						.prepare(
							`INSERT INTO certificate_change (id, company_id, reason, old_token_at_hand, old_certificate,
								new_certificate, done, refused_at, started_at, closed_at)
							VALUES (@id, @companyId, @reason, @oldTokenAtHand, @oldCertificate, @newCertificate, @done, @refusedAt,
								@startedAt, @closedAt)`,
						)
						.run(written(change)),
				);
			} catch (thrown) {
				if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
				throw thrown;
			}
		},

		change: async (change, place) =>
			store.write((database) => {
				database
					.prepare(
						`UPDATE certificate_change SET new_certificate = @newCertificate, done = @done, refused_at = @refusedAt,
							closed_at = @closedAt WHERE id = @id`,
					)
					.run(written(change));
				if (!place) return;
				database.prepare(writes[place.use.place]).run({ ...place.certificate, id: place.use.id, at: place.at });
			}),

		uses: async (companyId) =>
			store.read((database) =>
				database
					.prepare<[object], UseRow>(uses)
					.all({ companyId })
					.map(({ place, id, name, endsOn, ...known }) => ({
						place,
						id,
						name,
						endsOn,
						serial: known.certificateSerial,
						certificate: known,
					})),
			),
	};
}

function written(change: StoredChange): object {
	const texts = json.map((name) => [name, change[name] === null ? null : JSON.stringify(change[name])]);
	return { ...change, ...Object.fromEntries(texts), oldTokenAtHand: change.oldTokenAtHand ? 1 : 0 };
}

function read(row: Row): StoredChange {
	const parsed = json.map((name) => [name, row[name] === null ? null : JSON.parse(row[name])]);
	return { ...row, ...Object.fromEntries(parsed), oldTokenAtHand: row.oldTokenAtHand === 1 };
}
