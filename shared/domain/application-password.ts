/** The least number of letters of an application password; shorter ones are refused when it is stored. */
export const minPasswordLetters = 8;

/** What a reader calls letters: a decomposed `ế` is one. */
export function lettersOf(password: string): string[] {
	return [...new Intl.Segmenter().segment(password.normalize('NFC'))].map((one) => one.segment);
}
