/** Whether two prints are close enough to compare the pages themselves. Pages with hardly any ink have nothing to compare. */
export function printsAlike(one: string, other: string): boolean {
	if (one.length !== other.length) return false;
	const [a, b] = [one, other].map((print) => [...print].map((digit) => Number.parseInt(digit, 16)));
	const most = Math.max(...[a!, b!].map((digits) => digits.reduce((sum, digit) => sum + digit, 0)));
	const apart = a!.reduce((sum, digit, i) => sum + Math.abs(digit - b![i]!), 0);
	return most >= 8 && apart <= most * 0.25;
}
