import { type RefObject, useEffect } from 'react';

/** A dialog of the kit focuses its first control when it opens; the one that is meant comes right after. */
export function useFirstFocus(control: RefObject<HTMLElement | null>, wanted: boolean) {
	useEffect(() => {
		if (!wanted) return;
		const timer = setTimeout(() => control.current?.focus(), 0);
		return () => clearTimeout(timer);
	}, [control, wanted]);
}
