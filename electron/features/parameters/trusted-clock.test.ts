import { beforeEach, expect, test } from 'vitest';
import { createTrustedClock, type TrustedClock } from './trusted-clock.ts';

const hour = 3_600_000;
let wall: number;
let monotonic: number;
let clock: TrustedClock;
let kept: Map<string, string>;
const memory = {
	get: async (key: string) => kept.get(key),
	set: async (key: string, value: string) => void kept.set(key, value),
};
const pass = (time: number) => {
	wall += time;
	monotonic += time;
};
/** The PC sleeps; where the running clock stands still, only the PC's clock goes on. */
const sleep = (time: number) => {
	clock.sleep();
	wall += time;
	clock.wake();
};

beforeEach(() => {
	wall = Date.UTC(2026, 10, 16, 1, 45);
	monotonic = 77_000;
	kept = new Map();
	clock = createTrustedClock({ wall: () => wall, monotonic: () => monotonic });
});

test('time passes as the PC says, also over a sleep', () => {
	const start = wall;
	pass(2 * hour);
	sleep(8 * hour);
	pass(hour);
	expect(clock.now()).toBe(start + 11 * hour);
	expect(clock.jump()).toBe(0);
});

test('set forward by a day, only the time that really passed counts, also over a sleep', () => {
	const start = wall;
	pass(hour);
	wall += 24 * hour;
	expect(clock.now()).toBe(start + hour);
	sleep(3 * hour);
	pass(hour);
	expect(clock.now()).toBe(start + 5 * hour);
	expect(clock.jump()).toBe(24 * hour);
});

test('set back, the PC is believed, so that a wait lasts longer and never shorter', () => {
	const start = wall;
	pass(hour);
	wall -= 2 * hour;
	expect(clock.now()).toBe(start - hour);
	expect(clock.jump()).toBe(-2 * hour);
});

test('set forward while the PC sleeps, it is taken for sleep', () => {
	clock.sleep();
	wall += 24 * hour;
	expect(clock.now()).toBe(wall);
	clock.wake();
	expect(clock.jump()).toBe(0);
});

test('a clock that stands before what an earlier start saw is named until the user trusts it', async () => {
	await clock.recall(memory);
	expect(clock.behind()).toBe(0);
	await clock.keep(memory);
	wall -= 30 * 24 * hour;
	const next = createTrustedClock({ wall: () => wall, monotonic: () => monotonic });
	await next.recall(memory);
	await next.keep(memory);
	expect(next.behind()).toBe(30 * 24 * hour);
	await next.trust(memory);
	expect(next.behind()).toBe(0);
	const third = createTrustedClock({ wall: () => wall, monotonic: () => monotonic });
	await third.recall(memory);
	expect(third.behind()).toBe(0);
});

test('what is kept as seen is the time that really passed, not the clock that was set forward', async () => {
	const start = wall;
	pass(hour);
	wall += 24 * hour;
	await clock.keep(memory);
	expect([...kept.values()]).toEqual([String(start + hour)]);
});
