import { expect, test } from 'vitest';
import { findShortcut, keysOf } from './shortcuts.ts';

const none = { ctrlKey: false, altKey: false, shiftKey: false };
const entry = (keys: string, inDialog = false) => ({ keys, inDialog, act: () => {} });

test('letters are named by their place, because a typing tool or Alt may change the sign', () => {
	expect(keysOf({ ...none, altKey: true, key: 'ă', code: 'KeyG' })).toBe('Alt+G');
	expect(keysOf({ ...none, ctrlKey: true, shiftKey: true, key: 'C', code: 'KeyC' })).toBe('Ctrl+Shift+C');
	expect(keysOf({ ...none, ctrlKey: true, key: '1', code: 'Digit1' })).toBe('Ctrl+1');
	expect(keysOf({ ...none, key: 'F5', code: 'F5' })).toBe('F5');
});

test('the newest entry for the keys acts', () => {
	const newest = entry('Ctrl+S');
	expect(findShortcut([entry('Ctrl+S'), newest, entry('Ctrl+N')], 'Ctrl+S', false)).toBe(newest);
	expect(findShortcut([entry('Ctrl+S')], 'Ctrl+N', false)).toBeUndefined();
});

test('behind an open dialog only the keys of the dialog act', () => {
	const page = entry('Alt+G');
	const dialog = entry('Alt+G', true);
	expect(findShortcut([page], 'Alt+G', true)).toBeUndefined();
	expect(findShortcut([dialog, page], 'Alt+G', true)).toBe(dialog);
});
