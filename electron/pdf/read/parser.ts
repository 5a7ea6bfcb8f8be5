import type { ByteSource } from './byte-source.ts';
import { limits } from './limits.ts';
import { type Dict, isDict, Name, type PdfObject, Ref, Stream, Text } from './objects.ts';

/** The bytes do not follow the rules of the format; the reader turns it into PDF_UNREADABLE. */
export class Malformed extends Error {}

/** The window ended before the object did. */
class WindowEnd extends Malformed {}

const firstWindow = 4 * 1024;

/**
 * Runs `parse` on a window of `source` that begins at `offset`, with ever larger windows until it has enough.
 * `parse` must therefore be free of side effects.
 */
export async function parseAt<T>(
	source: ByteSource,
	offset: number,
	parse: (parser: Parser) => T,
	largest: number = limits.objectBytes,
): Promise<T> {
	if (!(Number.isSafeInteger(offset) && offset >= 0 && offset < source.size)) throw new Malformed('offset');
	for (let length = firstWindow; ; length *= 8) {
		const end = Math.min(source.size, offset + Math.min(length, largest));
		const bytes = await source.read(offset, end);
		try {
			return parse(new Parser(bytes, offset));
		} catch (error) {
			if (!(error instanceof WindowEnd)) throw error;
			if (end === source.size || length >= largest) throw new Malformed('unfinished object');
		}
	}
}

const [tab, lineFeed, formFeed, carriageReturn, space] = [9, 10, 12, 13, 32];
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));

function isSpace(byte: number): boolean {
	return (
		byte === space || byte === lineFeed || byte === carriageReturn || byte === tab || byte === formFeed || byte === 0 // NUL counts as white space (ISO 32000-1, table 1)
	);
}

function isDigit(byte: number): boolean {
	return byte >= 48 && byte <= 57;
}

const namedEscapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Reads tokens and objects (ISO 32000-1, 7.2 and 7.3) from a piece of a file. */
export class Parser {
	readonly bytes: Uint8Array;
	/** Place of the first byte in the file; -1 when the bytes come from an object stream. */
	readonly base: number;
	position = 0;

	constructor(bytes: Uint8Array, base: number) {
		this.bytes = bytes;
		this.base = base;
	}

	private peek(): number {
		const byte = this.bytes[this.position];
		if (byte === undefined) throw new WindowEnd();
		return byte;
	}

	/** True at the end of bytes that are known to be complete. */
	get done(): boolean {
		return this.position >= this.bytes.length;
	}

	skipSpace(): void {
		while (!this.done) {
			const byte = this.peek();
			if (byte === 37) {
				while (!this.done && this.peek() !== lineFeed && this.peek() !== carriageReturn) this.position++;
			} else if (isSpace(byte)) this.position++;
			else return;
		}
	}

	/** A run of characters that are neither space nor delimiter. */
	word(): string {
		this.skipSpace();
		return this.rawWord();
	}

	private rawWord(): string {
		const start = this.position;
		while (!isSpace(this.peek()) && !delimiters.has(this.peek())) this.position++;
		return latin1(this.bytes.subarray(start, this.position));
	}

	integer(): number {
		const word = this.word();
		if (!/^\+?\d{1,15}$/.test(word)) throw new Malformed(`not a number: ${word}`);
		return Number(word);
	}

	keyword(expected: string): void {
		const word = this.word();
		if (word !== expected) throw new Malformed(`${expected} expected`);
	}

	/** Consumes `expected` if it comes next. */
	accept(expected: string): boolean {
		this.skipSpace();
		const start = this.position;
		if (this.rawWord() === expected) return true;
		this.position = start;
		return false;
	}

	atNumber(): boolean {
		this.skipSpace();
		return isDigit(this.peek());
	}

	/** `num gen obj`, then the object; a stream is returned with the place of its data. */
	indirectObject(): { num: number; gen: number; value: PdfObject } {
		const num = this.integer();
		const gen = this.integer();
		this.keyword('obj');
		const value = this.object();
		if (!isDict(value) || !this.accept('stream')) return { num, gen, value };
		if (this.peek() === carriageReturn) this.position++;
		if (this.peek() === lineFeed) this.position++;
		return { num, gen, value: new Stream(value, this.base + this.position) };
	}

	object(depth = 0): PdfObject {
		if (depth > limits.nesting) throw new Malformed('nesting');
		this.skipSpace();
		const byte = this.peek();
		if (isDigit(byte) || byte === 43 || byte === 45 || byte === 46) return this.numberOrRef();
		switch (String.fromCharCode(byte)) {
			case '/':
				return new Name(this.name());
			case '(':
				return this.literalString();
			case '[':
				return this.array(depth);
			case '<':
				this.position++;
				if (this.peek() !== 60) return this.hexString();
				this.position++;
				return this.dict(depth);
		}
		const word = this.rawWord();
		if (word === 'true') return true;
		if (word === 'false') return false;
		if (word === 'null') return null;
		throw new Malformed(`unexpected ${word}`);
	}

	private array(depth: number): PdfObject[] {
		this.position++;
		const items: PdfObject[] = [];
		for (;;) {
			this.skipSpace();
			if (this.peek() === 93) break;
			items.push(this.object(depth + 1));
		}
		this.position++;
		return items;
	}

	private dict(depth: number): Dict {
		const dict: Dict = new Map();
		for (;;) {
			this.skipSpace();
			if (this.peek() === 62) break;
			if (this.peek() !== 47) throw new Malformed('key expected');
			const key = this.name();
			// Viewers disagree on which of two equal keys counts, so such a file may show different things to different people.
			if (dict.has(key)) throw new Malformed(`key ${key} twice`);
			dict.set(key, this.object(depth + 1));
		}
		this.position++;
		if (this.peek() !== 62) throw new Malformed('>> expected');
		this.position++;
		return dict;
	}

	private name(): string {
		this.position++;
		return this.rawWord().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
			String.fromCharCode(Number.parseInt(hex, 16)),
		);
	}

	private numberOrRef(): number | Ref {
		const word = this.rawWord();
		if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new Malformed(`not a number: ${word}`);
		const after = this.position;
		if (/^\d+$/.test(word)) {
			const gen = this.atNumber() ? this.rawWord() : '';
			if (/^\d{1,5}$/.test(gen) && this.accept('R')) return new Ref(Number(word), Number(gen));
		}
		this.position = after;
		return Number(word);
	}

	private hexString(): Text {
		const start = this.base + this.position - 1;
		const close = this.bytes.indexOf(62, this.position);
		if (close < 0) throw new WindowEnd();
		const digits = latin1(this.bytes.subarray(this.position, close)).replace(/[\s\0]/g, '');
		if (!/^[0-9a-fA-F]*$/.test(digits)) throw new Malformed('hex string');
		this.position = close + 1;
		return this.text(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), start);
	}

	private literalString(): Text {
		const start = this.base + this.position;
		this.position++;
		const bytes: number[] = [];
		for (let open = 1; ; ) {
			const byte = this.peek();
			if (bytes.length > limits.textBytes) throw new Malformed('long string');
			this.position++;
			if (byte === 40) open++;
			if (byte === 41 && --open === 0) break;
			if (byte === 92) this.escape(bytes);
			else bytes.push(byte);
		}
		return this.text(Uint8Array.from(bytes), start);
	}

	private escape(bytes: number[]): void {
		const byte = this.peek();
		if (byte >= 48 && byte <= 55) {
			let value = 0;
			for (let i = 0; i < 3 && this.peek() >= 48 && this.peek() <= 55; i++, this.position++) {
				value = value * 8 + this.peek() - 48;
			}
			bytes.push(value & 255);
			return;
		}
		this.position++;
		if (byte === carriageReturn) {
			if (this.peek() === lineFeed) this.position++;
		} else if (byte !== lineFeed) bytes.push(namedEscapes[String.fromCharCode(byte)] ?? byte);
	}

	private text(bytes: Uint8Array, start: number): Text {
		return this.base < 0 ? new Text(bytes) : new Text(bytes, start, this.base + this.position);
	}
}

export function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
