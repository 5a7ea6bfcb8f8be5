import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretBytes = 16;
const checkBits = 12n;
const length = 28;

/** The printed form of a 128-bit secret: 28 characters in groups of four, the last 12 bits being a check. */
export function formatRecoveryCode(secret: Uint8Array): string {
	let rest = (BigInt(`0x${Buffer.from(secret).toString('hex')}`) << checkBits) | check(secret);
	let code = '';
	for (let place = 0; place < length; place++) {
		code = alphabet[Number(rest & 31n)] + code;
		rest >>= 5n;
	}
	return code.replace(/.{4}(?=.)/g, '$&-');
}

/**
 * The secret behind a typed code, null when it is mistyped. Lower case, spaces, any dashes and the look-alikes
 * O for 0 and I or L for 1 are accepted.
 */
export function parseRecoveryCode(text: string): Uint8Array | null {
	const typed = text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}]/gu, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	if (typed.length !== length || [...typed].some((one) => !alphabet.includes(one))) return null;
	let value = 0n;
	for (const one of typed) value = (value << 5n) | BigInt(alphabet.indexOf(one));
	const secret = Buffer.from((value >> checkBits).toString(16).padStart(secretBytes * 2, '0'), 'hex');
	return (value & ((1n << checkBits) - 1n)) === check(secret) ? secret : null;
}

function check(secret: Uint8Array): bigint {
	return BigInt(createHash('sha256').update(secret).digest().readUInt16BE(0) >> 4);
}
