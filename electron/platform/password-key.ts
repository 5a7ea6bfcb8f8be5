import { hashRaw } from '@node-rs/argon2';

/** How much work a key from a password costs: Argon2id (RFC 9106). */
export type KeyCosts = { memoryKib: number; passes: number; lanes: number };

/** RFC 9106 section 4, second recommended choice: 64 MiB, 3 passes, 4 lanes. */
export const chosenCosts: KeyCosts = { memoryKib: 64 * 1024, passes: 3, lanes: 4 };
/** OWASP Password Storage Cheat Sheet: not below 19 MiB, 2 passes, 1 lane. */
const floor: KeyCosts = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };
/** More than any version of ours asks for; a file that asks for more would only stop the machine. */
const ceiling: KeyCosts = { memoryKib: 1024 * 1024, passes: 20, lanes: 16 };

/** Whether costs read from a file are neither too low to protect nor too high to be ours. */
export function areSaneCosts(costs: KeyCosts): boolean {
	const names = ['memoryKib', 'passes', 'lanes'] as const;
	return names.every((name) => costs[name] >= floor[name] && costs[name] <= ceiling[name]);
}

/** A key of `length` bytes from a password; the caller clears it. */
export async function passwordKey(
	password: string,
	salt: Uint8Array,
	{ memoryKib, passes, lanes }: KeyCosts,
	length: number,
): Promise<Buffer> {
	// NFC: a Vietnamese password typed on a Mac arrives decomposed.
	const bytes = Buffer.from(password.normalize('NFC'), 'utf8');
	const key = await hashRaw(bytes, {
		algorithm: 2, // Argon2id; the enumeration of the package cannot be imported in isolated modules
		memoryCost: memoryKib,
		timeCost: passes,
		parallelism: lanes,
		salt,
		outputLen: length,
	});
	bytes.fill(0);
	return key;
}
