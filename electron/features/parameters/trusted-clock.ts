import {
	type ClockReading,
	clockJump,
	clockToleranceMs,
	clockWentBack,
	trustedNow,
} from '../../../shared/domain/account-life/clock-watch.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';

export type TrustedClock = {
	/** Milliseconds since 1970 that are sure to have come. */
	now(): number;
	/** How far the PC's clock was moved since the start, forward positive. */
	jump(): number;
	/** How far it stands before what was seen earlier; 0 when it does not. */
	behind(): number;
	/** The PC goes to sleep: its running clock may stand still until `wake`. */
	sleep(): void;
	wake(): void;
	/** Reads what an earlier start saw. */
	recall(memory: SettingRepository): Promise<void>;
	/** Keeps the present time as seen. */
	keep(memory: SettingRepository): Promise<void>;
	/** Takes the present time as right whatever was seen before. */
	trust(memory: SettingRepository): Promise<void>;
};

const key = 'clock.lastSeen';

/**
 * The clock that waits are counted by. `wall` is the PC's, in milliseconds since 1970; `monotonic` only runs forward.
 * What nobody can tell is a clock that was set forward while the application was closed.
 */
export function createTrustedClock({ wall, monotonic }: { wall(): number; monotonic(): number }): TrustedClock {
	const read = (): ClockReading => ({ wall: wall(), monotonic: monotonic() });
	let anchor = read();
	let seen = 0;
	/** The jump known when the PC fell asleep. */
	let asleep: number | null = null;
	const jump = () => asleep ?? clockJump(anchor, read());
	const now = () => (asleep === null ? trustedNow(anchor, read()) : wall() - Math.max(0, asleep));
	return {
		now,
		jump,
		behind: () => (clockWentBack(seen, wall()) ? seen - wall() : 0),
		sleep() {
			asleep = jump();
		},
		wake() {
			const reading = read();
			anchor = { ...reading, wall: reading.wall - jump() };
			asleep = null;
		},
		async recall(memory) {
			seen = Number((await memory.get(key)) ?? 0);
		},
		async keep(memory) {
			if (now() - seen < clockToleranceMs) return;
			seen = now();
			await memory.set(key, String(seen));
		},
		async trust(memory) {
			seen = wall();
			await memory.set(key, String(seen));
		},
	};
}
