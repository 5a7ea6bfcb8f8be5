/** Where a sealed value stands. It opens nowhere else. */
export type Place = { table: string; row: string; field: string };

/** Seals single values while the vault is unlocked; every call is a Fault VAULT_LOCKED while it is not. */
export interface Sealer {
	seal(place: Place, text: string): Uint8Array;
	/** Fault VAULT_INTEGRITY {field} when the bytes were changed or come from another place. */
	open(place: Place, sealed: Uint8Array): string;
}
