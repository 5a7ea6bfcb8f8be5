import type Database from 'better-sqlite3';
import type { DossierKind } from '../../shared/contracts/dossiers-contract.ts';
import { Fault } from '../../shared/result.ts';
import type { DossierRecord, DossierRepository, DossierState } from '../features/dossiers/dossiers-port.ts';
import type { Store } from './database.ts';
import { isMissingReference } from './sqlite-errors.ts';

type Row = {
	id: string;
	company_id: string;
	number: string;
	kind: DossierKind;
	state_json: string;
	created_at: string;
	updated_at: string;
};

const columns = 'id, company_id, number, kind, state_json, created_at, updated_at';

export function dossierRepository(store: Store): DossierRepository {
	return {
		async list(companyId) {
			const where = companyId === undefined ? '' : 'WHERE company_id = ?';
			const sql = `SELECT ${columns} FROM dossier ${where} ORDER BY created_at DESC, number DESC`;
			const values = companyId === undefined ? [] : [companyId];
			return store.read((database) => database.prepare(sql).all(...values) as Row[]).map(record);
		},

		async get(id) {
			const sql = `SELECT ${columns} FROM dossier WHERE id = ?`;
			const row = store.read((database) => database.prepare(sql).get(id) as Row | undefined);
			return row && record(row);
		},

		async create(dossier, year, step) {
			return store.write((database) => {
				const number = nextNumber(
					database
						.prepare("SELECT number FROM dossier WHERE number LIKE ? || '%'")
						.pluck()
						.all(prefix(year)) as string[],
					year,
					removedNumber(database, year),
				);
				const { id, companyId, kind, state, createdAt, updatedAt } = dossier;
				const sql = `INSERT INTO dossier (${columns}, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
				try {
					database.prepare(sql).run(id, companyId, number, kind, JSON.stringify(state), createdAt, updatedAt, step);
				} catch (thrown) {
					if (isMissingReference(thrown)) throw new Fault('STORE_RECORD_MISSING', { what: 'company' }, thrown);
					throw thrown;
				}
				return { ...dossier, number };
			});
		},

		async update({ id, state, updatedAt }, step) {
			const sql = 'UPDATE dossier SET state_json = ?, step = ?, updated_at = ? WHERE id = ?';
			store.write((database) => database.prepare(sql).run(JSON.stringify(state), step, updatedAt, id));
		},

		async remove(id) {
			store.write((database) => {
				const number = database.prepare('SELECT number FROM dossier WHERE id = ?').pluck().get(id) as
					| string
					| undefined;
				const [, year, count] = /^HS-(\d+)-(\d+)$/.exec(number ?? '') ?? [];
				if (!year || !count) return;
				const highest = Math.max(removedNumber(database, Number(year)), Number(count));
				database
					.prepare(
						'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
					)
					.run(removedKey(Number(year)), String(highest));
				const evidence = 'SELECT id FROM signature_evidence WHERE dossier_id = ?';
				database.prepare(`DELETE FROM signature_evidence_item WHERE evidence_id IN (${evidence})`).run(id);
				database.prepare('DELETE FROM signature_evidence WHERE dossier_id = ?').run(id);
				database.prepare('DELETE FROM dossier WHERE id = ?').run(id);
			});
		},
	};
}

/** The highest number of a year among the dossiers that were removed; 0 where none was. */
function removedNumber(database: Database.Database, year: number): number {
	return Number(database.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(removedKey(year)) ?? 0);
}

function removedKey(year: number): string {
	return `dossier.removed.${year}`;
}

function prefix(year: number): string {
	return `HS-${year}-`;
}

/** HS-2026-001: counted from 1 in every year, a number is never given twice. */
function nextNumber(taken: readonly string[], year: number, removed: number): string {
	const last = Math.max(removed, ...taken.map((number) => Number(number.slice(prefix(year).length))));
	return prefix(year) + String(last + 1).padStart(3, '0');
}

function record(row: Row): DossierRecord {
	return {
		id: row.id,
		companyId: row.company_id,
		number: row.number,
		kind: row.kind,
		createdAt: row.created_at,
		updatedAt: row.updated_at,
		state: JSON.parse(row.state_json) as DossierState,
	};
}
