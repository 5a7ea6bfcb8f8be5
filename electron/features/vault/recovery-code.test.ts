import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

test('a code is seven groups of four characters that are hard to confuse', () => {
	expect(formatRecoveryCode(Buffer.alloc(16))).toMatch(/^0000-0000-0000-0000-0000-0000-0[0-9A-Z]{3}$/);
	for (let n = 0; n < 50; n++) {
		expect(formatRecoveryCode(randomBytes(16))).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
	}
});

test('every secret comes back, however its code was typed', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (secret) => {
			const code = formatRecoveryCode(secret);
			const typings = [
				code,
				code.toLowerCase(),
				code.replaceAll('-', ''),
				` ${code.replaceAll('-', ' ')}\n`,
				code.replaceAll('-', '–'),
				code.replaceAll('0', 'O').replaceAll('1', 'I'),
				code.replaceAll('0', 'o').replaceAll('1', 'l'),
				`\u200b${code}`,
			];
			for (const typed of typings) expect(parseRecoveryCode(typed), typed).toEqual(Buffer.from(secret));
		}),
	);
});

test('a mistyped code is seen', () => {
	const code = formatRecoveryCode(Buffer.from('00112233445566778899aabbccddeeff', 'hex'));
	let seen = 0;
	for (let place = 0; place < code.length; place++) {
		if (code[place] === '-') continue;
		const other = code[place] === 'Z' ? 'Y' : 'Z';
		if (parseRecoveryCode(code.slice(0, place) + other + code.slice(place + 1)) === null) seen++;
	}
	// A check of 12 bits lets one slip of 4096 pass.
	expect(seen).toBeGreaterThanOrEqual(27);
	for (const wrong of ['', code.slice(1), `${code}0`, code.replace(/.$/, 'U'), 'không phải mã']) {
		expect(parseRecoveryCode(wrong), wrong).toBeNull();
	}
});
