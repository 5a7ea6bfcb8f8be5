/** Puts text that is no secret on the clipboard. The page has no permission of its own; copying a selection needs none. */
export function copyText(text: string): boolean {
	const box = document.createElement('textarea');
	box.value = text;
	box.className = 'sr-only';
	// Inside an open dialog the focus may not leave it.
	(document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document.body).append(box);
	const before = document.activeElement;
	box.select();
	const copied = document.execCommand('copy');
	box.remove();
	if (before instanceof HTMLElement) before.focus();
	return copied;
}
