/**
 * Guides being carried out, and what the password history needs to be undone and waited for. `ticks` is JSON, an ISO
 * instant by step. `subject` is the id of an account or a request. A wait is announced once, when it is over: rows from
 * before count as announced.
 */
export const guides = `
CREATE TABLE guide_run (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
	guide TEXT NOT NULL,
	subject TEXT NOT NULL,
	ticks TEXT NOT NULL,
	prepared_id TEXT,
	started_at TEXT NOT NULL,
	outcome TEXT CHECK (outcome IN ('done', 'dropped')),
	closed_at TEXT,
	CHECK ((outcome IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX guide_run_open ON guide_run (guide, subject) WHERE closed_at IS NULL;
CREATE INDEX guide_run_company ON guide_run (company_id);

ALTER TABLE password_history ADD COLUMN undone_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE password_history ADD COLUMN announced INTEGER NOT NULL DEFAULT 1 CHECK (announced IN (0, 1));
CREATE INDEX password_history_waits ON password_history (account_id) WHERE announced = 0;
`;
