import { type RefObject, useEffect } from 'react';

/**
 * A control that leaves `main`, or can no longer be used, while it has the focus would leave the keyboard nowhere: the
 * focus goes to the nearest part around it that stays, so that the next Tab goes on from there.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const box = main.current;
		if (!box) return;
		let around: HTMLElement[] = [];
		const note = ({ target }: FocusEvent) => {
			around = target instanceof HTMLElement && box.contains(target) ? ancestors(target, box) : [];
		};
		/** A press beside all controls takes the focus away on purpose. */
		const leave = ({ target, relatedTarget }: FocusEvent) => {
			if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
			queueMicrotask(() => {
				if (target.isConnected && !target.matches(':disabled')) around = [];
			});
		};
		const look = () => {
			const now = document.activeElement;
			if (around.length === 0 || (now !== document.body && !now?.matches(':disabled'))) return;
			const place = around.find((one) => one.isConnected && !one.matches(':disabled'));
			if (place && !place.hasAttribute('tabindex')) {
				place.tabIndex = -1;
				place.dataset.keptFocus = '';
			}
			place?.focus({ preventScroll: true });
		};
		// Not at once: on its way from one control to the next the focus is on nothing for a moment.
		let timer: ReturnType<typeof setTimeout> | undefined;
		const observer = new MutationObserver(() => {
			clearTimeout(timer);
			timer = setTimeout(look, 0);
		});
		observer.observe(box, { childList: true, subtree: true, attributeFilter: ['disabled'] });
		document.addEventListener('focusin', note);
		document.addEventListener('focusout', leave);
		return () => {
			observer.disconnect();
			clearTimeout(timer);
			document.removeEventListener('focusin', note);
			document.removeEventListener('focusout', leave);
		};
	}, [main]);
}

/** From the parent of `element` up to `box`. */
function ancestors(element: HTMLElement, box: HTMLElement): HTMLElement[] {
	if (element === box) return [];
	const parent = element.parentElement;
	return parent === null || parent === box ? [box] : [parent, ...ancestors(parent, box)];
}
