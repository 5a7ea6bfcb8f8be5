/** Failed tries since the last right one, and when the last was made (milliseconds since 1970). */
export type Tries = { failed: number; at: number };

export const noTries: Tries = { failed: 0, at: 0 };

const freeTries = 5;
const longestWait = 30;

/**
 * Seconds until the next try is allowed: five are free, then 1, 2, 4 … 30. A clock that was set back starts the wait
 * anew instead of stretching it.
 */
export function waitSeconds(tries: Tries, now: number): number {
	if (tries.failed < freeTries) return 0;
	const wait = Math.min(longestWait, 2 ** (tries.failed - freeTries));
	const passed = Math.max(0, now - tries.at) / 1000;
	return Math.max(0, Math.ceil(wait - passed));
}
