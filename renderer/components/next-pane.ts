/** The parts of the window that F6 goes through, in this order on the screen. */
const panes = '.top-bar, .rail, .screen .card, .status-bar';
const focusable = 'input:not([disabled]), button:not([disabled]), a[href], select, textarea, [tabindex="0"]';

/** F6: the focus goes to the next part of the window (`by` 1) or the one before (−1), as in Windows programs. */
export function goToPane(by: 1 | -1): void {
	const parts = [...document.querySelectorAll<HTMLElement>(panes)].filter((part) => part.querySelector(focusable));
	const here = parts.findIndex((part) => part.contains(document.activeElement));
	const next = parts[(here + by + parts.length) % parts.length];
	(next?.querySelector<HTMLElement>('button[aria-current]') ?? next?.querySelector<HTMLElement>(focusable))?.focus();
}
