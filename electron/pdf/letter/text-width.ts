/** Width of a text in PDF points. */
export type Measure = (text: string) => number;

/**
 * Breaks a centred heading into lines of about equal length, never more lines than `width` needs: a last line with a
 * single word looks like a mistake. A word wider than `width` gets a line of its own.
 */
export function balanceLines(text: string, width: number, measure: Measure): string[] {
	const words = text.split(' ');
	const fill = (limit: number): string[] => {
		const lines: string[] = [];
		for (const word of words) {
			const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
			if (lines.length > 0 && measure(longer) <= limit) lines[lines.length - 1] = longer;
			else lines.push(word);
		}
		return lines;
	};
	const needed = fill(width).length;
	let [low, high] = [0, width];
	while (high - low > 1) {
		const middle = (low + high) / 2;
		if (fill(middle).length > needed) low = middle;
		else high = middle;
	}
	return fill(high);
}
