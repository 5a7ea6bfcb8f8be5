/**
 * Certificates of CAs the user trusts, and what Thông tư 15/2025/TT-BKHCN asks to be kept with every signature.
 * `signature_evidence_item.kind`: `certificate` (place 0), `chain` (nearest first), `ocsp`, `crl`; bytes are DER.
 */
export const trustAndEvidence = `
CREATE TABLE trusted_certificate (
	sha256 TEXT PRIMARY KEY,
	der BLOB NOT NULL,
	added_at TEXT NOT NULL
) STRICT;

CREATE TABLE signature_evidence (
	id TEXT PRIMARY KEY,
	dossier_id TEXT NOT NULL REFERENCES dossier(id),
	signed_at TEXT NOT NULL,
	summary_json TEXT NOT NULL CHECK (json_valid(summary_json))
) STRICT;
CREATE INDEX signature_evidence_dossier ON signature_evidence (dossier_id, signed_at);

CREATE TABLE signature_evidence_item (
	evidence_id TEXT NOT NULL REFERENCES signature_evidence(id),
	place INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('certificate', 'chain', 'ocsp', 'crl')),
	bytes BLOB NOT NULL,
	PRIMARY KEY (evidence_id, place)
) STRICT;

CREATE TRIGGER signature_evidence_keeps_values BEFORE UPDATE ON signature_evidence
BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;

CREATE TRIGGER signature_evidence_item_keeps_values BEFORE UPDATE ON signature_evidence_item
BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END;
`;
