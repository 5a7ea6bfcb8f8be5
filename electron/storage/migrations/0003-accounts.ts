/**
 * Companies in full, terminals of their own, the administrator and National Single Window accounts, validity, and the
 * history of passwords. `status` is draft, sent or approved, `effective_at` an instant or NULL, `ends_on` a date or ''.
 */
export const accounts = `
ALTER TABLE company ADD COLUMN kind TEXT NOT NULL DEFAULT 'own' CHECK (kind IN ('own', 'customer'));
ALTER TABLE company ADD COLUMN fax TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN contact_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN contact_email TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN customs_office_code TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN customs_office_name TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN declaration_address TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN proxy_note TEXT NOT NULL DEFAULT '';
ALTER TABLE company ADD COLUMN practice INTEGER NOT NULL DEFAULT 0 CHECK (practice IN (0, 1));

-- The access key is sealed for ever under the place ('parameter_set', id, 'accessKey'): when these rows were made, the
-- key that could have sealed it anew was not at hand. A row that comes from a parameter set therefore has its id.
CREATE TABLE terminal (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id),
	terminal_id TEXT NOT NULL,
	computer TEXT NOT NULL,
	access_key_sealed BLOB,
	status TEXT NOT NULL,
	effective_at TEXT,
	ends_on TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX terminal_company ON terminal (company_id);
CREATE INDEX terminal_terminal_id ON terminal (terminal_id);

INSERT INTO terminal (id, company_id, terminal_id, computer, access_key_sealed, status, ends_on, updated_at)
SELECT id, company_id, terminal_id, computer, access_key_sealed, 'approved', '', updated_at FROM parameter_set
WHERE terminal_id <> '' OR computer <> '' OR access_key_sealed IS NOT NULL;

ALTER TABLE parameter_set ADD COLUMN terminal_ref TEXT REFERENCES terminal(id) ON DELETE SET NULL;
UPDATE parameter_set SET terminal_ref = id WHERE id IN (SELECT id FROM terminal);
ALTER TABLE parameter_set DROP COLUMN terminal_id;
ALTER TABLE parameter_set DROP COLUMN computer;
ALTER TABLE parameter_set DROP COLUMN access_key_sealed;
ALTER TABLE parameter_set ADD COLUMN certificate_tax_code TEXT NOT NULL DEFAULT '';
ALTER TABLE parameter_set ADD COLUMN status TEXT NOT NULL DEFAULT 'approved';
ALTER TABLE parameter_set ADD COLUMN effective_at TEXT;
ALTER TABLE parameter_set ADD COLUMN ends_on TEXT NOT NULL DEFAULT '';
CREATE INDEX parameter_set_terminal ON parameter_set (terminal_ref);
CREATE INDEX parameter_set_user_id_anywhere ON parameter_set (user_id);
CREATE INDEX parameter_set_user_code ON parameter_set (user_code);
CREATE INDEX parameter_set_serial ON parameter_set (certificate_serial);

CREATE TABLE user_code (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id),
	code TEXT NOT NULL,
	status TEXT NOT NULL,
	effective_at TEXT,
	ends_on TEXT NOT NULL,
	UNIQUE (company_id, code)
) STRICT;
INSERT INTO user_code (id, company_id, code, status, ends_on)
SELECT min(id), company_id, user_code, 'approved', '' FROM parameter_set WHERE user_code <> ''
GROUP BY company_id, user_code;

-- Its login is the company's tax code.
CREATE TABLE admin_account (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL UNIQUE REFERENCES company(id),
	password_sealed BLOB,
	password_changed_at TEXT,
	certificate_provider TEXT NOT NULL,
	certificate_serial TEXT NOT NULL,
	certificate_not_before TEXT NOT NULL,
	certificate_not_after TEXT NOT NULL,
	certificate_subject TEXT NOT NULL,
	certificate_tax_code TEXT NOT NULL,
	updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE nsw_account (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL UNIQUE REFERENCES company(id),
	login TEXT NOT NULL,
	mailbox TEXT NOT NULL,
	password_sealed BLOB,
	password_changed_at TEXT,
	updated_at TEXT NOT NULL
) STRICT;

-- Every password an account had or was offered: what was recorded, from which shared/domain/account-life tells which one
-- is used now. account_id names a parameter_set, an admin_account or an nsw_account; the value is sealed under the
-- place ('password_history', id, 'value').
CREATE TABLE password_history (
	id TEXT PRIMARY KEY,
	account_kind TEXT NOT NULL CHECK (account_kind IN ('user', 'admin', 'nsw')),
	account_id TEXT NOT NULL,
	value_sealed BLOB NOT NULL,
	recorded_at TEXT NOT NULL,
	way TEXT NOT NULL,
	answer TEXT NOT NULL,
	undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
	who TEXT NOT NULL
) STRICT;
CREATE INDEX password_history_account ON password_history (account_id, recorded_at);
`;
