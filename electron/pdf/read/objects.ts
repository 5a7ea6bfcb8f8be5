/** The objects of ISO 32000-1, 7.3, as far as signing and checking need them. */
export type PdfObject = null | boolean | number | Name | Text | Ref | Stream | PdfObject[] | Dict;

export type Dict = Map<string, PdfObject>;

/** A name without its slash, one character per byte. */
export class Name {
	readonly value: string;

	constructor(value: string) {
		this.value = value;
	}
}

/** A string object: bytes without meaning until someone decodes them. */
export class Text {
	readonly bytes: Uint8Array;
	/** Where the token stands in the file, delimiters included; -1 inside an object stream. */
	readonly start: number;
	readonly end: number;

	constructor(bytes: Uint8Array, start = -1, end = -1) {
		this.bytes = bytes;
		this.start = start;
		this.end = end;
	}
}

export class Ref {
	readonly num: number;
	readonly gen: number;

	constructor(num: number, gen: number) {
		this.num = num;
		this.gen = gen;
	}
}

/** A stream whose bytes still lie in the file, from `start` on. */
export class Stream {
	readonly dict: Dict;
	readonly start: number;
	/** Makes the bytes of an encrypted document readable. */
	readonly decrypt: ((bytes: Uint8Array) => Uint8Array) | undefined;

	constructor(dict: Dict, start: number, decrypt?: Stream['decrypt']) {
		this.dict = dict;
		this.start = start;
		this.decrypt = decrypt;
	}
}

export function isDict(value: PdfObject | undefined): value is Dict {
	return value instanceof Map;
}

export function isName(value: PdfObject | undefined, name: string): boolean {
	return value instanceof Name && value.value === name;
}
