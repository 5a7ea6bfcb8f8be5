import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockJump, clockToleranceMs, clockWentBack, trustedNow } from './clock-watch.ts';

const hour = 3_600_000;
const anchor = { wall: 1_000 * hour, monotonic: 5 * hour };
const after = (monotonic: number, moved = 0) => ({
	wall: anchor.wall + monotonic + moved,
	monotonic: anchor.monotonic + monotonic,
});
const until = anchor.wall + 24 * hour;
/** Milliseconds that a wait has left by the trusted time. */
const left = (passed: number, moved: number) => Math.max(0, until - trustedNow(anchor, after(passed, moved)));

test.each([
	['runs on', 2 * hour, 0, 0, 22 * hour],
	['is set forward by a day', 2 * hour, 24 * hour, 24 * hour, 22 * hour],
	['is set back by a day', 2 * hour, -24 * hour, -24 * hour, 46 * hour],
	['is set right by two minutes', 2 * hour, 2 * 60_000, 0, 22 * hour - 2 * 60_000],
	['passes the end', 25 * hour, 0, 0, 0],
])('the clock %s', (_, passed, moved, jump, expected) => {
	expect(clockJump(anchor, after(passed, moved))).toBe(jump);
	expect(left(passed, moved)).toBe(expected);
});

test('a wait never ends earlier than the time that really passed allows, but for the tolerance', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 48 * hour }),
			fc.integer({ min: -48 * hour, max: 48 * hour }),
			(passed, moved) => {
				const really = Math.max(0, until - anchor.wall - passed);
				expect(left(passed, moved)).toBeGreaterThanOrEqual(really - clockToleranceMs);
			},
		),
	);
});

test('a clock that stands before what was already seen has gone back', () => {
	expect(clockWentBack(anchor.wall, anchor.wall - hour)).toBe(true);
	expect(clockWentBack(anchor.wall, anchor.wall - 60_000)).toBe(false);
	expect(clockWentBack(anchor.wall, anchor.wall + hour)).toBe(false);
});
