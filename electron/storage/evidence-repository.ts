import type { EvidenceItem, EvidenceRecord, EvidenceRepository } from '../features/signing/evidence-port.ts';
import type { Store } from './database.ts';

export function evidenceRepository(store: Store): EvidenceRepository {
	return {
		async keep({ id, dossierId, signedAt, summary, items }) {
			store.write((database) => {
				database
					.prepare('INSERT INTO signature_evidence VALUES (?, ?, ?, ?)')
					.run(id, dossierId, signedAt, JSON.stringify(summary));
				const insert = database.prepare('INSERT INTO signature_evidence_item VALUES (?, ?, ?, ?)');
				for (const [place, { kind, bytes }] of items.entries()) insert.run(id, place, kind, bytes);
			});
		},

		async find(dossierId) {
			return store.read((database) => {
				const newest = `SELECT id, signed_at AS signedAt, summary_json AS summary FROM signature_evidence
					WHERE dossier_id = ? ORDER BY signed_at DESC, id DESC LIMIT 1`;
				type Row = { id: string; signedAt: string; summary: string };
				const row = database.prepare<[string], Row>(newest).get(dossierId);
				if (!row) return undefined;
				const items = database
					.prepare<[string], EvidenceItem>(
						'SELECT kind, bytes FROM signature_evidence_item WHERE evidence_id = ? ORDER BY place',
					)
					.all(row.id);
				const { id, signedAt } = row;
				return { id, dossierId, signedAt, summary: JSON.parse(row.summary) as EvidenceRecord['summary'], items };
			});
		},
	};
}
