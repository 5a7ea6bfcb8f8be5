/** Text as it is searched: without marks, đ as d, lower case. "ĐƯỜNG" and "duong" find each other, in NFC and NFD. */
export function searchFold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd');
}
