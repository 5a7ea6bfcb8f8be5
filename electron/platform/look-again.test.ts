import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Fault } from '../../shared/result.ts';
import { lookAgain } from './look-again.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('looks at once, then as often as each look says, until it is stopped', async () => {
	const look = vi.fn().mockResolvedValueOnce(10).mockResolvedValue(500);
	const stop = lookAgain(look, 1000);
	expect(look).toHaveBeenCalledTimes(1);
	await vi.advanceTimersByTimeAsync(10);
	expect(look).toHaveBeenCalledTimes(2);
	await vi.advanceTimersByTimeAsync(499);
	expect(look).toHaveBeenCalledTimes(2);
	stop();
	await vi.advanceTimersByTimeAsync(5000);
	expect(look).toHaveBeenCalledTimes(2);
});

test('a look that fails is made again', async () => {
	const look = vi.fn().mockRejectedValueOnce(new Fault('STORE_BUSY')).mockResolvedValue(1000);
	const stop = lookAgain(look, 1000);
	await vi.advanceTimersByTimeAsync(1000);
	expect(look).toHaveBeenCalledTimes(2);
	stop();
});

test('a look that is under way when it ends may find everything closed', async () => {
	let close = (_thrown: Error) => {};
	const stop = lookAgain(() => new Promise((_, reject) => (close = reject)), 1000);
	stop();
	close(new TypeError('The database connection is not open'));
	// An exception that nobody catches fails the run.
	await vi.advanceTimersByTimeAsync(5000);
});
