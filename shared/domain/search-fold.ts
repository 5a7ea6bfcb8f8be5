/** Text as it is searched: without marks, đ as d, lower case. "ĐƯỜNG" and "duong" find each other, in NFC and NFD. */
export function searchFold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd');
}

/** The rows whose text has every word of the query somewhere, in any order: "phu 0201" finds 0201234567 Trần Phú. */
export function filterRows<Row>(rows: readonly Row[], query: string, textOf: (row: Row) => string): readonly Row[] {
	const words = searchFold(query).split(/\s+/).filter(Boolean);
	if (words.length === 0) return rows;
	return rows.filter((row) => {
		const text = searchFold(textOf(row));
		return words.every((word) => text.includes(word));
	});
}
