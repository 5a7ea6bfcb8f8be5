import type {
	AccountKind,
	AdminAccount,
	NswAccount,
	PasswordHistoryRow,
} from '../../../shared/contracts/accounts-contract.ts';

/** One row of the password history with its sealed value. */
export type StoredPassword = PasswordHistoryRow & {
	accountKind: AccountKind;
	accountId: string;
	sealed: Uint8Array;
	/** The end of the wait that it begins has been told, or it begins none. */
	announced: boolean;
};

/** What is written when a prepared password becomes the one of its account. */
export type UsedPassword = Pick<StoredPassword, 'id' | 'way' | 'answer' | 'recordedAt' | 'who' | 'announced'>;

/** A change of a password for which customs makes the user wait; `at` in ISO. */
export type Wait = { accountId: string; at: string };

/** What one change of a password does to the history of its account. */
export type HistoryChange = {
	/** A prepared password that is the one of the account from then on. */
	used: UsedPassword | null;
	add: StoredPassword[];
};

/** A password to be written. Bytes and time are null when there is none any more. */
export type PasswordChange = { bytes: Uint8Array | null; changedAt: string | null; history: HistoryChange };

type Stored<Row> = Omit<Row, 'hasPassword'> & { sealed: Uint8Array | null };
export type StoredAdmin = Stored<AdminAccount>;
export type StoredNsw = Stored<NswAccount>;

/** A record to be written; without `password` the stored one stays, with its time of change. */
type Change<Row> = Omit<Row, 'hasPassword' | 'passwordChangedAt'> & { password: PasswordChange | undefined };
export type AdminChange = Change<AdminAccount>;
export type NswChange = Change<NswAccount>;

/**
 * Where the administrator and National Single Window accounts and all password histories are kept. Failures leave as a
 * Fault STORE_*: the company exists (STORE_RECORD_MISSING).
 */
export interface AccountStore {
	/** Of all companies. */
	admins(): Promise<StoredAdmin[]>;
	/** The one account of a company. */
	admin(companyId: string): Promise<StoredAdmin | null>;
	nsw(companyId: string): Promise<StoredNsw | null>;
	findAdmin(id: string): Promise<StoredAdmin | null>;
	findNsw(id: string): Promise<StoredNsw | null>;
	/** Adds the account, or changes it when the company has it. */
	saveAdmin(change: AdminChange): Promise<void>;
	saveNsw(change: NswChange): Promise<void>;
	/** Newest first. */
	history(accountId: string): Promise<StoredPassword[]>;
	findPassword(id: string): Promise<StoredPassword | null>;
	addPassword(row: StoredPassword): Promise<void>;
	/** Writes the password of an account, nothing else of it. STORE_RECORD_MISSING {what}. */
	savePassword(account: { kind: AccountKind; id: string }, change: PasswordChange): Promise<void>;
	/** Marks a row of the history as a mistake; `left` is the account's password then. */
	undo(row: StoredPassword, reason: string, left: Pick<PasswordChange, 'bytes' | 'changedAt'>): Promise<void>;
	/** The last change of every User ID whose wait was not announced yet. */
	waits(): Promise<Wait[]>;
	/** Marks the waits of an account that began by then (ISO) as announced. */
	announced(accountId: string, by: string): Promise<void>;
}
