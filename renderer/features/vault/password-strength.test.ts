import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

test.each([
	['', 'short'],
	['Hải Ph', 'short'],
	['aaaaaaaaaaaaaaaa', 'simple'],
	['1234567890123', 'simple'],
	['abcabcabcabc', 'simple'],
	['tàu cập bến', 'fair'],
	['tàu cập bến sáng nay', 'good'],
])('%o is judged %s', (password, expected) => {
	expect(passwordStrength(password)).toBe(expected);
});

test('a decomposed password counts its letters, not its marks', () => {
	expect(passwordStrength('ếếếếế'.normalize('NFD'))).toBe('short');
});
