/** Characters nobody sees: zero-width, direction marks, soft hyphens, controls other than line ends and tabs. */
const invisible = /[\p{DI}\p{Cf}]|(?!\s)\p{Cc}/gu;
const spaces = /\s/gu;

export type NormalizedCode = {
	value: string;
	/** How many spaces and line ends were removed. */
	spaces: number;
	/** How many invisible characters were removed. */
	invisible: number;
};

/** NFC without spaces, line ends and invisible characters, and how many of them there were (a paste must say so). */
export function normalizeCode(text: string): NormalizedCode {
	const visible = text.normalize('NFC').replace(invisible, '');
	const value = visible.replace(spaces, '').normalize('NFC');
	return {
		value,
		spaces: visible.match(spaces)?.length ?? 0,
		invisible: text.normalize('NFC').match(invisible)?.length ?? 0,
	};
}

/** Upper case for a-z only: a Vietnamese letter stays as typed, so that the check can name it. */
export function upperCode(text: string): string {
	return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** What a reader calls characters: a base with its marks is one, also where Unicode has no single code for it. */
export function charactersOf(text: string): string[] {
	return text.normalize('NFC').match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

/** A letter the Vietnamese keyboard tool makes out of plain ones: `AA` arrives as `Â`, `DD` as `Đ`. */
export function isVietnameseLetter(character: string): boolean {
	return /^[đĐ]$|^[A-Za-z]\p{M}+$/u.test(character.normalize('NFD'));
}
