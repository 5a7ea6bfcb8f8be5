import { expect, test } from 'vitest';
import { waitSeconds } from './throttle.ts';

const at = Date.UTC(2026, 10, 22);

test('five tries are free, then the wait grows to thirty seconds', () => {
	const waits = Array.from({ length: 14 }, (_, failed) => waitSeconds({ failed, at }, at));
	expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30]);
});

test('the wait runs down and a part of a second counts as a whole one', () => {
	expect(waitSeconds({ failed: 9, at }, at + 5_500)).toBe(11);
	expect(waitSeconds({ failed: 9, at }, at + 15_999)).toBe(1);
	expect(waitSeconds({ failed: 9, at }, at + 16_000)).toBe(0);
});

test('a clock that was set back does not stretch the wait', () => {
	expect(waitSeconds({ failed: 20, at }, at - 10 * 365 * 86_400_000)).toBe(30);
});
