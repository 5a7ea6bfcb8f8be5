import { useEffect, useRef } from 'react';

type Entry = { keys: string; act: () => void; inDialog: boolean };

/** The last entry wins, so that an inner part (a dialog, a form) can take a key from an outer one. */
const entries: Entry[] = [];

/** `Ctrl+Shift+C`, `Alt+G`, `F5`: modifiers in this order, letters in upper case. */
export function keysOf(event: Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey' | 'key' | 'code'>): string {
	// By position for letters and digits: with Alt or a typing tool on, `key` may be another sign.
	const key = /^(Key|Digit)(.)$/.exec(event.code)?.[2] ?? event.key;
	return [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', key].filter(Boolean).join('+');
}

/** The newest entry for these keys; behind an open dialog only entries of that dialog act. */
export function findShortcut(list: readonly Entry[], keys: string, dialogOpen: boolean): Entry | undefined {
	return list.findLast((entry) => entry.keys === keys && (entry.inDialog || !dialogOpen));
}

function dialogIsOpen() {
	return document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"]') !== null;
}

/** Call once at start. Only combinations with Ctrl, Alt or function keys are ever listened to. */
export function startShortcuts() {
	window.addEventListener('keydown', (event) => {
		if (!event.ctrlKey && !event.altKey && !/^F\d+$/.test(event.key)) return;
		const found = findShortcut(entries, keysOf(event), dialogIsOpen());
		if (!found) return;
		event.preventDefault();
		found.act();
	});
}

/** Acts on `keys` while the component is shown. `inDialog`: also when a dialog is open (for keys of the dialog itself). */
export function useShortcut(
	keys: string | readonly string[],
	act: () => void,
	options: { enabled?: boolean; inDialog?: boolean } = {},
) {
	const latest = useRef(act);
	latest.current = act;
	const { enabled = true, inDialog = false } = options;
	const names = typeof keys === 'string' ? keys : keys.join(' ');
	useEffect(() => {
		if (!enabled) return;
		const mine = names
			.split(' ')
			.filter(Boolean)
			.map((one) => ({ keys: one, inDialog, act: () => latest.current() }));
		entries.push(...mine);
		return () => {
			for (const entry of mine) entries.splice(entries.indexOf(entry), 1);
		};
	}, [names, enabled, inDialog]);
}
