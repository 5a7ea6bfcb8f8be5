/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection). One that
 * already has apostrophes there gets one more, so that reading takes away exactly what writing put there.
 */
export function guardCell(text: string): string {
	return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The text before `guardCell`. */
export function unguardCell(text: string): string {
	return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
