/** One row of the audit log. It never holds a value, only which act on which record. */
export type AuditRecord = {
	/** 1, 2, 3 … without gaps: the order, whatever the clock said. */
	counter: number;
	/** UTC, ISO 8601. */
	at: string;
	/** Milliseconds since the program started, from a clock nobody sets. */
	elapsedMs: number;
	/** Account of the operating system. */
	user: string;
	/** Name of the call. */
	action: string;
	/** Id of the record, or empty. */
	subject: string;
	/** `ok`, the code of the failure, or `interrupted`. */
	outcome: string;
	/** SHA-256 of the row before; zeros in the first. */
	previous: Uint8Array;
	/** Null while the vault has not been open since the row was born. */
	mac: Uint8Array | null;
};

/** The last row with a MAC, itself with a MAC. */
export type AuditHead = { counter: number; hash: Uint8Array; mac: Uint8Array };

/** A row as something outside the log remembers it: its counter and SHA-256 in hexadecimal. */
export type KnownHead = { counter: number; hash: string };

export type BegunAct = { id: string; action: string; subject: string };

/** What stands at the end of the log when a row is added. */
export type AuditEnd = {
	last: AuditRecord | null;
	head: AuditHead | null;
	/** The row the head names, when it is still there. */
	headRecord: AuditRecord | null;
	/** Rows behind the head, born while locked; left empty unless asked for. */
	waiting: AuditRecord[];
};

export type AuditAddition = {
	record: AuditRecord;
	macs: { counter: number; mac: Uint8Array }[];
	head: AuditHead | null;
};

/** Where the log is kept; rows are only ever added. Failures leave as a Fault STORE_*. */
export interface AuditStore {
	begin(act: BegunAct): Promise<void>;
	begun(): Promise<BegunAct[]>;
	/** In one transaction: reads the end, adds what `build` makes of it, forgets the begun act. */
	append(begunId: string, withWaiting: boolean, build: (end: AuditEnd) => AuditAddition): Promise<void>;
	/** Newest first, only rows with a counter below `below`. */
	newest(limit: number, below: number): Promise<AuditRecord[]>;
	/** What records are called, by id; ids of records that are gone are missing. */
	subjectNames(ids: readonly string[]): Promise<Map<string, string>>;
	/** The rows about these records, newest first. */
	about(subjects: readonly string[], limit: number): Promise<AuditRecord[]>;
	after(counter: number, limit: number): Promise<AuditRecord[]>;
	head(): Promise<AuditHead | null>;
}
