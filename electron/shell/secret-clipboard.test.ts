import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clipboardSeconds, SecretClipboard } from './secret-clipboard.ts';

let content = '';
const clipboard = {
	readText: () => content,
	writeText: (text: string) => {
		content = text;
	},
	clear: () => {
		content = '';
	},
};
const tell = vi.fn<(id: string, field: string, secondsLeft: number) => void>();
let held: SecretClipboard;

beforeEach(() => {
	vi.useFakeTimers();
	tell.mockReset();
	content = 'something of the user';
	held = new SecretClipboard(clipboard, tell);
});
afterEach(() => void vi.useRealTimers());

test('a copied value counts down and leaves the clipboard on time', async () => {
	await held.hold('MATKHAU1', 'id', 'password');
	expect(content).toBe('MATKHAU1');
	await vi.advanceTimersByTimeAsync((clipboardSeconds - 1) * 1000);
	expect(content).toBe('MATKHAU1');
	expect(tell).toHaveBeenLastCalledWith('id', 'password', 1);
	await vi.advanceTimersByTimeAsync(1000);
	expect(content).toBe('');
	expect(tell).toHaveBeenLastCalledWith('id', 'password', 0);
	tell.mockReset();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(tell).not.toHaveBeenCalled();
});

test('what somebody else put on the clipboard meanwhile stays', async () => {
	await held.hold('MATKHAU1', 'id', 'password');
	content = 'copied from elsewhere';
	await held.clear();
	expect(content).toBe('copied from elsewhere');
});

test('a second copy ends the first countdown and starts its own', async () => {
	await held.hold('MATKHAU1', 'id', 'password');
	await vi.advanceTimersByTimeAsync(15_000);
	await held.hold('KHOA2', 'id', 'accessKey');
	expect(tell).toHaveBeenCalledWith('id', 'password', 0);
	await vi.advanceTimersByTimeAsync(15_000);
	expect(content).toBe('KHOA2');
	await held.clear();
	expect(content).toBe('');
});
