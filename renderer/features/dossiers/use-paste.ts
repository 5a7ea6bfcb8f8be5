import { useEffect, useRef } from 'react';

/** Ctrl+V anywhere on the screen, but not in a field or behind a dialog. `act` gets copied files; none for a copied picture. */
export function usePaste(act: (files: readonly File[]) => void) {
	const latest = useRef(act);
	latest.current = act;
	useEffect(() => {
		const hear = (event: ClipboardEvent) => {
			const target = event.target;
			if (
				target instanceof HTMLElement &&
				target.closest('input, textarea, select, [contenteditable], [role="dialog"]')
			)
				return;
			if (document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"]')) return;
			event.preventDefault();
			latest.current([...(event.clipboardData?.files ?? [])]);
		};
		document.addEventListener('paste', hear);
		return () => document.removeEventListener('paste', hear);
	}, []);
}
