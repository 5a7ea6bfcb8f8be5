import type { KeyboardEvent } from 'react';

const fields =
	'input:not([disabled]):not([readonly]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled]), button[role="combobox"]:not([disabled])';

/** Where Enter means "next". A text of several lines needs it for itself. */
const isField = (element: Element) =>
	element instanceof HTMLInputElement ||
	element instanceof HTMLSelectElement ||
	element.getAttribute('role') === 'combobox';

/**
 * Enter goes to the next field and from the last one to the screen's button marked `data-enter-last`; Shift+Enter goes
 * back. For `onKeyDownCapture` of a form: a closed list would otherwise open on Enter (it opens on Alt+↓). Nothing else
 * is done with keys of text fields: typing tools such as Unikey send their own.
 */
export function enterNext(event: KeyboardEvent<HTMLElement>) {
	const target = event.target as HTMLElement;
	if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.defaultPrevented) return;
	if (event.nativeEvent.isComposing || !isField(target)) return;
	if (target.getAttribute('aria-expanded') === 'true') return;
	event.preventDefault();
	event.stopPropagation();
	const list = [...event.currentTarget.querySelectorAll<HTMLElement>(fields)];
	const place = list.indexOf(target);
	// The button stands in the foot of the card, often outside the form.
	const next = event.shiftKey
		? list[place - 1]
		: (list[place + 1] ?? document.querySelector<HTMLElement>('[data-enter-last]'));
	next?.focus();
	if (next instanceof HTMLInputElement && next.type !== 'checkbox') next.select();
}
