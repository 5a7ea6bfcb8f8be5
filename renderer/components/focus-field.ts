/** Puts the focus into the field of that name and brings it into view. */
export function focusField(name: string) {
	const field = document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
	field?.scrollIntoView({ block: 'center' });
	field?.focus();
}
