import { type KeyboardEvent, useState } from 'react';

/** A list that opens on F8 as well as on what the kit does (Alt+↓, its button). Spread into a Combobox or Dropdown. */
export function useListKey() {
	const [open, setOpen] = useState(false);
	return {
		open,
		onOpenChange: (_event: unknown, data: { open: boolean }) => setOpen(data.open),
		onKeyDown: (event: KeyboardEvent) => {
			if (event.key !== 'F8') return;
			event.preventDefault();
			setOpen(true);
		},
	};
}
