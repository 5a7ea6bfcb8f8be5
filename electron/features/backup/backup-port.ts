/** What a copy of the data file holds, read from the copy itself. */
export type CopyState = {
	schema: number;
	/** Rows by table. */
	records: Record<string, number>;
	auditEntries: number;
	/** The newest row of the audit log, so that a live log that was cut shows. */
	head: { counter: number; hash: string } | null;
	/** Changes with every restore: heads of backups are compared within one line only. */
	line: string;
};

/** The data file, as backups need it. Failures leave as a Fault STORE_*. */
export interface BackupDatabase {
	/** A consistent copy of the data file into a new file, made while others may write; closed when this resolves. */
	copyTo(file: string): Promise<void>;
	/**
	 * Opens a copy for reading, checks every page, the foreign keys and the audit log's chain. Fault STORE_CORRUPT,
	 * STORE_NEWER_SCHEMA {found} {known}.
	 */
	examine(file: string): Promise<CopyState>;
	/** Whether the application password or recovery code opens the vault in this copy. Fault VAULT_MISSING. */
	opensWith(file: string, secret: string): Promise<boolean>;
	/** Makes a copy fit to become the data file: a line of its own, nothing that belongs to another PC. */
	beginLine(file: string): Promise<void>;
}

/** Small values kept in the data file. */
export interface BackupSettings {
	get(key: string): Promise<string | undefined>;
	set(key: string, value: string): Promise<void>;
}
