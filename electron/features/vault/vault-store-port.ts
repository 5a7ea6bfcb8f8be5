import type { Tries } from '../../../shared/domain/throttle.ts';
import type { PasswordWrap, RecoveryWrap, VaultHeader } from './key-wrap.ts';

/** The data key, wrapped by a random secret that the operating system keeps: `secretKept` is its form of it. */
export type OsWrap = { secretKept: Uint8Array; wrapped: Uint8Array };

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
