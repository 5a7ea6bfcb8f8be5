/**
 * Requests to customs with the events recorded of them, and changes of certificates. The status of a request follows
 * from its events, in the order in which they were recorded. `label` and `old_certificate` stay when their records are gone; certificates are
 * JSON; `done` is JSON, an ISO instant by place.
 */
export const requests = `
CREATE TABLE portal_request (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('registration', 'correction', 'cancel-user-code', 'cancel-terminal', 'cancel-user-id')),
	subject_id TEXT NOT NULL,
	label TEXT NOT NULL,
	ends_on TEXT NOT NULL,
	note TEXT NOT NULL,
	signature_kind TEXT NOT NULL,
	created_at TEXT NOT NULL,
	who TEXT NOT NULL
) STRICT;
CREATE INDEX portal_request_company ON portal_request (company_id);

CREATE TABLE portal_request_event (
	id TEXT PRIMARY KEY,
	request_id TEXT NOT NULL REFERENCES portal_request(id) ON DELETE CASCADE,
	type TEXT NOT NULL CHECK (type IN ('saved', 'sent', 'approved', 'rejected', 'deleted', 'reopened', 'undone')),
	at TEXT NOT NULL,
	who TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	note TEXT NOT NULL
) STRICT;
CREATE INDEX portal_request_event_request ON portal_request_event (request_id);

CREATE TABLE certificate_change (
	id TEXT PRIMARY KEY,
	company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
	reason TEXT NOT NULL CHECK (reason IN ('renewed', 'replaced', 'lost', 'expired')),
	old_token_at_hand INTEGER NOT NULL CHECK (old_token_at_hand IN (0, 1)),
	old_certificate TEXT NOT NULL,
	new_certificate TEXT,
	done TEXT NOT NULL,
	refused_at TEXT,
	started_at TEXT NOT NULL,
	closed_at TEXT
) STRICT;
CREATE INDEX certificate_change_company ON certificate_change (company_id);

-- Which certificate the National Single Window knows; empty: nothing was recorded.
ALTER TABLE nsw_account ADD COLUMN certificate_serial TEXT NOT NULL DEFAULT '';
`;
