/** The least number of characters of an application password; shorter ones are refused when it is stored. */
export const passwordMin = 8;

export type Strength = 'short' | 'simple' | 'fair' | 'good';

/**
 * A hint while typing, not the rule. Length counts most (NIST SP 800-63B, section on memorised secrets); repeating a few
 * characters or running through the keyboard makes length worthless.
 */
export function passwordStrength(password: string): Strength {
	const characters = lettersOf(password);
	if (characters.length < passwordMin) return 'short';
	const different = new Set(characters.map((one) => one.toLowerCase())).size;
	const runs = characters.filter((one, place) => place > 0 && Math.abs(code(one) - code(characters[place - 1])) <= 1);
	if (different < 5 || runs.length > characters.length / 2) return 'simple';
	return characters.length >= 14 ? 'good' : 'fair';
}

/** What a reader calls letters, as the store counts them. */
export function lettersOf(password: string): string[] {
	return [...new Intl.Segmenter().segment(password.normalize('NFC'))].map((one) => one.segment);
}

function code(character: string | undefined): number {
	return character?.toLowerCase().codePointAt(0) ?? 0;
}
