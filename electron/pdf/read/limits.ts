/** Bounds for files we did not make; numbers from the security sheet where it names one, else far above real files. */
export const limits = {
	/** Levels of arrays and dictionaries in each other, and of page tree and field nodes. */
	nesting: 100,
	/** Bytes all unpacked streams of one document may have together. */
	unpackedBytes: 200 * 1024 * 1024,
	/** Highest object number. */
	objects: 1_000_000,
	/** Entries of all cross-reference sections together. */
	entries: 4_000_000,
	/** Cross-reference sections in one chain. */
	sections: 1_000,
	/** Objects read from the file while working on one document. */
	steps: 200_000,
	/** Bytes of one object without its stream. */
	objectBytes: 8 * 1024 * 1024,
	/** Bytes of one cross-reference table: 20 for each object. */
	tableBytes: 20_100_000,
	/** Bytes of one literal string. */
	textBytes: 1024 * 1024,
	/** How far from the end `startxref` is looked for: some writers leave kilobytes of NULs behind. */
	tailBytes: 16 * 1024,
};
