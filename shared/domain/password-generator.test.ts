import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatePassword } from './password-generator.ts';
import { checkParameter } from './vnaccs-parameters.ts';

test('every password fits the portal, has a letter and a digit and no sign that looks like another', () => {
	const draws = fc.array(fc.uint8Array({ minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(draws, (given) => {
			// What follows the given draws is one that fits, so that the property ends.
			const queue = [...given, Uint8Array.of(0, 31, 2, 3, 4, 5, 6, 7)];
			const password = generatePassword(() => queue.shift()!);
			expect(password).toMatch(/^(?=.*[A-Z])(?=.*\d)[A-HJ-NP-Z2-9]{8}$/);
			expect(checkParameter('password', password)).toEqual([]);
		}),
	);
});

test('a draw of letters only or digits only is not used', () => {
	const queue = [new Uint8Array(8).fill(0), new Uint8Array(8).fill(24), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 31)];
	expect(generatePassword(() => queue.shift()!)).toBe('AAAAAAA9');
});

test('every sign is drawn by the same number of bytes', () => {
	const counts = new Map<string, number>();
	for (let byte = 0; byte < 256; byte++) {
		// Seven fixed signs with a letter and a digit, so that the first one is free.
		const sign = generatePassword(() => Uint8Array.of(byte, 0, 31, 0, 31, 0, 31, 0)).charAt(0);
		counts.set(sign, (counts.get(sign) ?? 0) + 1);
	}
	expect([...counts.values()]).toEqual(Array(32).fill(8));
});
