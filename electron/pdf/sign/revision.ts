import { createHash } from 'node:crypto';
import type { PdfDocument } from '../read/document.ts';
import { type Dict, Name, type PdfObject, Ref, Text } from '../read/objects.ts';
import { serialize } from './serialize.ts';

/** New and changed objects that become one incremental update (ISO 32000-1, 7.5.6). */
export class Changes {
	private readonly document: PdfDocument;
	private readonly bodies = new Map<number, { gen: number; body: Uint8Array }>();
	private next: number;

	constructor(document: PdfDocument) {
		this.document = document;
		this.next = document.nextNumber();
	}

	/** A number for a new object. */
	reserve(): Ref {
		return new Ref(this.next++, 0);
	}

	/** The object `ref` from now on: new, or in the place of an older one. */
	put(ref: Ref, value: PdfObject | Uint8Array): void {
		const entry = this.document.references.entries.get(ref.num);
		const body = value instanceof Uint8Array ? value : Buffer.from(serialize(value), 'latin1');
		this.bodies.set(ref.num, { gen: entry?.kind === 'plain' ? entry.gen : 0, body });
	}

	add(value: PdfObject | Uint8Array): Ref {
		const ref = this.reserve();
		this.put(ref, value);
		return ref;
	}

	addStream(dict: Dict, data: Uint8Array): Ref {
		const full: Dict = new Map([...dict, ['Length', data.length]]);
		return this.add(
			Buffer.concat([
				Buffer.from(`${serialize(full)}\nstream\n`, 'latin1'),
				data,
				Buffer.from('\nendstream', 'latin1'),
			]),
		);
	}

	/**
	 * The bytes to append to a file of `fileSize` bytes, with a cross-reference section of the same form as the newest
	 * one, and where in these bytes each object's own text begins.
	 */
	async write(fileSize: number): Promise<{ bytes: Buffer; bodyAt: Map<number, number> }> {
		const { source, references } = this.document;
		const [last] = await source.read(fileSize - 1, fileSize);
		const parts: Uint8Array[] = [];
		let length = 0;
		const append = (part: Uint8Array | string) => {
			const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
			parts.push(bytes);
			length += bytes.length;
		};
		if (last !== 10) append('\n');

		const rows = new Map<number, { offset: number; gen: number }>();
		const bodyAt = new Map<number, number>();
		const toOffset = (at: number) => fileSize + at - references.base;
		for (const [num, { gen, body }] of [...this.bodies].toSorted(([a], [b]) => a - b)) {
			rows.set(num, { offset: toOffset(length), gen });
			append(`${num} ${gen} obj\n`);
			bodyAt.set(num, length);
			append(body);
			append('\nendobj\n');
		}

		const startxref = toOffset(length);
		const trailer = await this.trailer();
		if (references.newest.kind === 'table') append(table(rows, trailer.set('Size', this.next)));
		else {
			const own = this.reserve();
			rows.set(own.num, { offset: startxref, gen: 0 });
			append(xrefStream(own, rows, trailer.set('Size', this.next)));
		}
		append(`startxref\n${startxref}\n%%EOF\n`);
		return { bytes: Buffer.concat(parts), bodyAt };
	}

	private async trailer(): Promise<Dict> {
		const { trailer, newest } = this.document.references;
		const dict: Dict = new Map();
		for (const key of ['Root', 'Info']) {
			const value = trailer.get(key);
			if (value !== undefined) dict.set(key, value);
		}
		// The first identifier names the document through all revisions, the second names this one (14.4).
		const hash = createHash('sha256');
		for (const { body } of this.bodies.values()) hash.update(body);
		const second = new Text(hash.digest().subarray(0, 16));
		const [first] = (await this.document.list(trailer.get('ID'))) ?? [];
		dict.set('ID', [first instanceof Text ? first : second, second]);
		dict.set('Prev', newest.offset);
		return dict;
	}
}

type Rows = Map<number, { offset: number; gen: number }>;

/** Runs of neighbouring object numbers as `[first, count]`. */
function runs(rows: Rows): [number, number][] {
	const found: [number, number][] = [];
	for (const num of [...rows.keys()].toSorted((a, b) => a - b)) {
		const run = found.at(-1);
		if (run && run[0] + run[1] === num) run[1]++;
		else found.push([num, 1]);
	}
	return found;
}

function table(rows: Rows, trailer: Dict): string {
	const lines = runs(rows).flatMap(([first, count]) => [
		`${first} ${count}\n`,
		...Array.from({ length: count }, (_, i) => {
			const { offset, gen } = rows.get(first + i)!;
			return `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n \n`;
		}),
	]);
	return `xref\n${lines.join('')}trailer\n${serialize(trailer)}\n`;
}

const offsetWidth = 5;

function xrefStream(own: Ref, rows: Rows, trailer: Dict): Buffer {
	const sections = runs(rows);
	const rowWidth = 1 + offsetWidth + 2;
	const data = Buffer.alloc(rows.size * rowWidth);
	let at = 0;
	for (const [first, count] of sections) {
		for (let num = first; num < first + count; num++, at += rowWidth) {
			const { offset, gen } = rows.get(num)!;
			data.writeUInt8(1, at);
			data.writeUIntBE(offset, at + 1, offsetWidth);
			data.writeUInt16BE(gen, at + 1 + offsetWidth);
		}
	}
	const dict: Dict = new Map<string, PdfObject>([
		['Type', new Name('XRef')],
		['W', [1, offsetWidth, 2]],
		['Index', sections.flat()],
		...trailer,
		['Length', data.length],
	]);
	return Buffer.concat([
		Buffer.from(`${own.num} ${own.gen} obj\n${serialize(dict)}\nstream\n`, 'latin1'),
		data,
		Buffer.from('\nendstream\nendobj\n', 'latin1'),
	]);
}
