/** Splits `Hồ &sơ` at its access key; the letter behind `&` is a plain ASCII letter (typing tools change the others). */
export function accessKeyOf(text: string): { before: string; letter: string; after: string; keys: string } {
	const at = text.indexOf('&');
	if (at < 0) return { before: text, letter: '', after: '', keys: '' };
	const letter = text.charAt(at + 1);
	return { before: text.slice(0, at), letter, after: text.slice(at + 2), keys: `Alt+${letter.toUpperCase()}` };
}

/** The text with its access key underlined. */
export function AccessText({ text }: { text: string }) {
	const { before, letter, after } = accessKeyOf(text);
	return (
		<span>
			{before}
			{letter && <u>{letter}</u>}
			{after}
		</span>
	);
}
