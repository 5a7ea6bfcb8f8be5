/** The key store of the operating system, for this user on this PC. */
export interface OsKeyStore {
	/** False where there is none, and where it only hides a value instead of encrypting it. */
	available(): Promise<boolean>;
	/** The secret as only this user of this PC can read it; null when the store refuses. */
	protect(secret: Uint8Array): Promise<Uint8Array | null>;
	/** The secret again; null when the store refuses or has changed. */
	reveal(kept: Uint8Array): Promise<Uint8Array | null>;
}

/** Where there is no such store: tests, the command line. */
export const noOsKeyStore: OsKeyStore = {
	available: async () => false,
	protect: async () => null,
	reveal: async () => null,
};
