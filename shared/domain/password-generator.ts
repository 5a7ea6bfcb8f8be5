/** A-Z and 0-9 without the look-alikes O/0 and I/1. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
const signs = letters + digits;

export const generatedLength = 8;

/**
 * Eight signs that the portal takes (A-Z, 0-9) with at least a letter and a digit. `randomBytes` answers that many
 * random bytes. All passwords of this form are equally likely: 32 signs fit a byte evenly, and a draw without a letter
 * or a digit is thrown away whole.
 */
export function generatePassword(randomBytes: (count: number) => Uint8Array): string {
	for (;;) {
		const drawn = Array.from(randomBytes(generatedLength), (byte) => signs.charAt(byte % signs.length)).join('');
		if (/[A-Z]/.test(drawn) && /\d/.test(drawn)) return drawn;
	}
}
