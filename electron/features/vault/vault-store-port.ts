import type { PasswordWrap, VaultHeader } from './key-wrap.ts';
import type { Tries } from './throttle.ts';

/** What the vault keeps on disk. Failures leave as a Fault STORE_*; every change is done completely or not at all. */
export interface VaultStore {
	load(): Promise<{ header: VaultHeader; tries: Tries } | null>;
	/** Fault VAULT_EXISTS when there is a header already. */
	create(header: VaultHeader): Promise<void>;
	replacePassword(password: PasswordWrap): Promise<void>;
	saveTries(tries: Tries): Promise<void>;
}
