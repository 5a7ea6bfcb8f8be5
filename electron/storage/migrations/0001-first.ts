/**
 * The first schema. A migration is text and imports nothing: what it means must not change when the code does.
 * Sealed columns hold `sealField` bytes; the vault's columns are explained in `features/vault/key-wrap.ts`.
 */
export const first = `
CREATE TABLE vault (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	format INTEGER NOT NULL,
	key_id TEXT NOT NULL,
	password_memory_kib INTEGER NOT NULL,
	password_passes INTEGER NOT NULL,
	password_lanes INTEGER NOT NULL,
	password_salt BLOB NOT NULL,
	password_wrapped BLOB NOT NULL,
	recovery_salt BLOB NOT NULL,
	recovery_wrapped BLOB NOT NULL,
	failed_tries INTEGER NOT NULL DEFAULT 0,
	failed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE company (
	id TEXT PRIMARY KEY,
	tax_code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	short_name TEXT NOT NULL,
	address TEXT NOT NULL,
	phone TEXT NOT NULL,
	email TEXT NOT NULL,
	place TEXT NOT NULL,
	representative_json TEXT NOT NULL CHECK (json_valid(representative_json)),
	updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE parameter_set (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id),
	declarant_name TEXT NOT NULL,
	email TEXT NOT NULL,
	user_code TEXT NOT NULL,
	user_id TEXT NOT NULL,
	terminal_id TEXT NOT NULL,
	computer TEXT NOT NULL,
	certificate_provider TEXT NOT NULL,
	certificate_serial TEXT NOT NULL,
	certificate_not_before TEXT NOT NULL,
	certificate_not_after TEXT NOT NULL,
	certificate_subject TEXT NOT NULL,
	password_sealed BLOB,
	access_key_sealed BLOB,
	password_changed_at TEXT,
	updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX parameter_set_user_id ON parameter_set (company_id, user_id) WHERE user_id <> '';
CREATE INDEX parameter_set_company ON parameter_set (company_id);

CREATE TABLE dossier (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id),
	number TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	step TEXT NOT NULL,
	state_json TEXT NOT NULL CHECK (json_valid(state_json)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX dossier_company ON dossier (company_id);

CREATE TABLE setting (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
	counter INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	elapsed_ms INTEGER NOT NULL,
	user TEXT NOT NULL,
	action TEXT NOT NULL,
	subject TEXT NOT NULL,
	outcome TEXT NOT NULL,
	previous BLOB NOT NULL,
	mac BLOB
) STRICT;

-- Acts that were begun and have no row in the log yet.
CREATE TABLE audit_begun (
	id TEXT PRIMARY KEY,
	action TEXT NOT NULL,
	subject TEXT NOT NULL
) STRICT;

-- The last row that carries a MAC, so that a cut tail shows.
CREATE TABLE audit_head (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	counter INTEGER NOT NULL,
	hash BLOB NOT NULL,
	mac BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_only_appends BEFORE INSERT ON audit
WHEN NEW.counter <> (SELECT coalesce(max(counter), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit rows are appended in order'); END;

CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;

CREATE TRIGGER audit_keeps_values BEFORE UPDATE ON audit
WHEN OLD.mac IS NOT NULL OR NEW.mac IS NULL
	OR (NEW.counter, NEW.at, NEW.elapsed_ms, NEW.user, NEW.action, NEW.subject, NEW.outcome, NEW.previous)
		IS NOT (OLD.counter, OLD.at, OLD.elapsed_ms, OLD.user, OLD.action, OLD.subject, OLD.outcome, OLD.previous)
BEGIN SELECT RAISE(ABORT, 'audit rows never change'); END;
`;
