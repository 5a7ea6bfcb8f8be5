import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';

/** A stored terminal with its sealed access key (null: none). */
export type StoredTerminal = Omit<TerminalRow, 'hasAccessKey'> & { sealed: Uint8Array | null };

/** A terminal to be written; without `accessKey` the stored one stays. */
export type TerminalChange = Omit<TerminalRow, 'hasAccessKey'> & {
	accessKey: { bytes: Uint8Array | null } | undefined;
};

/** Where terminals are kept. Failures leave as a Fault STORE_*: the company exists (STORE_RECORD_MISSING). */
export interface TerminalStore {
	list(companyId: string): Promise<StoredTerminal[]>;
	find(id: string): Promise<StoredTerminal | null>;
	/** Adds it, or changes the one of that id. */
	save(change: TerminalChange): Promise<void>;
	/** False when there was no such terminal. */
	remove(id: string): Promise<boolean>;
}
