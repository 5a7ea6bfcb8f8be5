import type { OsWrap, PasswordWrap, RecoveryWrap, VaultHeader } from './key-wrap.ts';
import type { Tries } from './throttle.ts';

/** What the vault keeps on disk. Failures leave as a Fault STORE_*; every change is done completely or not at all. */
export interface VaultStore {
	load(): Promise<{ header: VaultHeader; tries: Tries } | null>;
	/** Fault VAULT_EXISTS when there is a header already. */
	create(header: VaultHeader): Promise<void>;
	replacePassword(password: PasswordWrap): Promise<void>;
	replaceRecovery(recovery: RecoveryWrap): Promise<void>;
	loadOs(): Promise<OsWrap | null>;
	/** Null forgets it. */
	saveOs(wrap: OsWrap | null): Promise<void>;
	saveTries(tries: Tries): Promise<void>;
}
