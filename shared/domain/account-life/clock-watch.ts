/** Two clocks of one moment, in milliseconds: the PC's, which people can set, and one that only runs forward. */
export type ClockReading = { wall: number; monotonic: number };

/** Difference from which a jump of the PC's clock is said. */
export const clockToleranceMs = 5 * 60_000;

/**
 * How far the PC's clock was moved since `anchor`: positive forward, negative back, 0 within the tolerance. Take a new anchor
 * when the PC wakes up: the monotonic clock may have stood still while it slept.
 */
export function clockJump(anchor: ClockReading, reading: ClockReading): number {
	const jump = reading.wall - anchor.wall - (reading.monotonic - anchor.monotonic);
	return Math.abs(jump) > clockToleranceMs ? jump : 0;
}

/** The time that is sure to have come: the PC's clock or, where it was set forward, what really passed since `anchor`. */
export function trustedNow(anchor: ClockReading, reading: ClockReading): number {
	const passed = anchor.wall + (reading.monotonic - anchor.monotonic);
	return clockJump(anchor, reading) > 0 ? passed : reading.wall;
}

/** Whether the PC's clock stands before a moment the application has already seen, as after an empty battery. */
export function clockWentBack(lastSeen: number, wall: number): boolean {
	return wall < lastSeen - clockToleranceMs;
}
