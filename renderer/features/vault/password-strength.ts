import { lettersOf, minPasswordLetters } from '../../../shared/domain/application-password.ts';

export type Strength = 'short' | 'simple' | 'fair' | 'good';

/**
 * A hint while typing, not the rule. Length counts most (NIST SP 800-63B, section on memorised secrets); repeating a few
 * characters or running through the keyboard makes length worthless.
 */
export function passwordStrength(password: string): Strength {
	const characters = lettersOf(password);
	if (characters.length < minPasswordLetters) return 'short';
	const different = new Set(characters.map((one) => one.toLowerCase())).size;
	const runs = characters.filter((one, place) => place > 0 && Math.abs(code(one) - code(characters[place - 1])) <= 1);
	if (different < 5 || runs.length > characters.length / 2) return 'simple';
	return characters.length >= 14 ? 'good' : 'fair';
}

function code(character: string | undefined): number {
	return character?.toLowerCase().codePointAt(0) ?? 0;
}
