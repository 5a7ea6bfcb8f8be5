let free = false;

/** True once the page may go with whatever stands in it. */
export function mayLeavePage(): boolean {
	return free;
}

/** Starts the page anew without a question: after a lock, what was typed must not stay in it. */
export function reloadPage(): void {
	free = true;
	window.location.reload();
}

/** Ends the application; ask about unsaved content before. */
export function quit(): void {
	free = true;
	void window.keyring.app.quit({});
}
