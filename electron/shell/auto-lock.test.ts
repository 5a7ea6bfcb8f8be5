import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AutoLock, type PowerPort } from './auto-lock.ts';

type PowerEvent = Parameters<PowerPort['on']>[0];

const listeners = new Map<PowerEvent, () => void>();
const lock = vi.fn();
const warn = vi.fn<(secondsLeft: number) => void>();
let systemIdle: number;
let minutes: number;
let watch: AutoLock;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
	lock.mockReset();
	warn.mockReset();
	systemIdle = Number.POSITIVE_INFINITY;
	minutes = 5;
	watch = new AutoLock({
		power: { getSystemIdleTime: () => systemIdle, on: (event, listener) => listeners.set(event, listener) },
		minutes: () => minutes,
		lock,
		warn,
		elapsed: () => performance.now(),
	});
	watch.opened();
});
afterEach(() => void vi.useRealTimers());

test('after five idle minutes it locks, once, and says so for thirty seconds before', () => {
	vi.advanceTimersByTime(269_000);
	expect(warn).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1000);
	expect(warn).toHaveBeenLastCalledWith(30);
	vi.advanceTimersByTime(29_000);
	expect(warn).toHaveBeenLastCalledWith(1);
	expect(lock).not.toHaveBeenCalled();
	vi.advanceTimersByTime(2000);
	expect(lock).toHaveBeenCalledOnce();
	vi.advanceTimersByTime(600_000);
	expect(lock).toHaveBeenCalledOnce();
});

test('use of the window takes the warning back and begins the minutes anew', () => {
	vi.advanceTimersByTime(290_000);
	watch.used();
	vi.advanceTimersByTime(1000);
	expect(warn).toHaveBeenLastCalledWith(0);
	vi.advanceTimersByTime(298_000);
	expect(lock).not.toHaveBeenCalled();
	vi.advanceTimersByTime(2000);
	expect(lock).toHaveBeenCalledOnce();
});

test('work elsewhere on the PC counts as use', () => {
	systemIdle = 3;
	vi.advanceTimersByTime(3_600_000);
	expect(lock).not.toHaveBeenCalled();
});

test('the setting acts at once', () => {
	vi.advanceTimersByTime(90_000);
	minutes = 1;
	vi.advanceTimersByTime(1000);
	expect(lock).toHaveBeenCalledOnce();
});

test.each(['suspend', 'lock-screen', 'user-did-resign-active'] as const)('%s locks at once', (event) => {
	listeners.get(event)?.();
	expect(lock).toHaveBeenCalledOnce();
});

test('a PC that slept beyond the limit is locked when it wakes, before the next second', () => {
	vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
	listeners.get('resume')?.();
	expect(lock).toHaveBeenCalledOnce();
});

test('while locked nothing is locked or warned of', () => {
	watch.locked();
	vi.advanceTimersByTime(3_600_000);
	listeners.get('suspend')?.();
	listeners.get('resume')?.();
	expect(lock).not.toHaveBeenCalled();
	expect(warn).not.toHaveBeenCalled();
});
