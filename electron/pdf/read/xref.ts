import type { ByteSource } from './byte-source.ts';
import { unpack } from './filters.ts';
import { limits } from './limits.ts';
import { type Dict, isDict, isName, type PdfObject, Stream } from './objects.ts';
import { latin1, Malformed, type Parser, parseAt } from './parser.ts';

/** Where an object lies: nowhere, at a place in the file, or as a member of an object stream. */
export type Entry =
	| { kind: 'free' }
	| { kind: 'plain'; offset: number; gen: number }
	| { kind: 'packed'; container: number; index: number };

export type CrossReferences = {
	entries: Map<number, Entry>;
	/** The newest trailer; keys it lacks are taken from older ones. */
	trailer: Dict;
	/** Form and place (as `startxref` says it) of the newest section: an update continues in the same form. */
	newest: { kind: 'table' | 'stream'; offset: number };
	/** Place in the file of the byte that the file's own offsets count as 0. */
	base: number;
};

/** What may still be spent on this document: bytes from unpacking, entries of cross-reference sections. */
export type Budget = { unpackedBytes: number; entries: number };

/** Reads the whole chain of cross-reference sections (ISO 32000-1, 7.5.4 to 7.5.8), the newest first. */
export async function readCrossReferences(source: ByteSource, budget: Budget): Promise<CrossReferences> {
	const header = latin1(await source.read(0, 1024)).indexOf('%PDF-');
	if (header < 0) throw new Malformed('header');
	const newest = await findNewestSection(source);
	// Bytes before the header: some writers count offsets from the header, others from the start of the file.
	const base = header > 0 && !(await startsSection(source, newest)) ? header : 0;

	const entries = new Map<number, Entry>();
	const trailer: Dict = new Map();
	let kind: 'table' | 'stream' | undefined;
	const visited = new Set<number>();
	const waiting = [{ offset: newest, besideTable: false }];
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const { offset, besideTable } = next;
		if (visited.has(offset)) throw new Malformed('loop of cross-reference sections');
		visited.add(offset);
		if (visited.size > limits.sections) throw new Malformed('too many cross-reference sections');
		const section = await readSection(source, base + offset, budget);
		kind ??= section.kind;
		for (const [num, entry] of section.entries) if (!entries.has(num)) entries.set(num, entry);
		for (const [key, value] of section.trailer) if (!trailer.has(key)) trailer.set(key, value);
		// A hybrid file hides objects from old readers in a stream that counts before the older sections.
		if (besideTable) continue;
		for (const key of section.kind === 'table' ? ['XRefStm', 'Prev'] : ['Prev']) {
			const place = section.trailer.get(key);
			if (place === undefined) continue;
			if (typeof place !== 'number') throw new Malformed(key);
			waiting.push({ offset: place, besideTable: key === 'XRefStm' });
		}
	}
	return { entries, trailer, newest: { kind: kind ?? 'table', offset: newest }, base };
}

/** The place named by the last `startxref`. A file that goes on with objects behind its last end mark was cut off. */
async function findNewestSection(source: ByteSource): Promise<number> {
	const tail = latin1(await source.read(Math.max(0, source.size - limits.tailBytes), source.size));
	const match = tail.slice(Math.max(0, tail.lastIndexOf('startxref'))).match(/^startxref\s+(\d{1,15})\s+%%EOF(.*)$/s);
	if (!match || /\d\s+obj\b|\bendobj\b/.test(match[2] ?? '')) throw new Malformed('end of file');
	const offset = Number(match[1]);
	// The first section of a linearised file says 0: seeing it last means that the rest is missing.
	if (offset === 0) throw new Malformed('startxref');
	return offset;
}

async function startsSection(source: ByteSource, offset: number): Promise<boolean> {
	return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(latin1(await source.read(offset, offset + 64)));
}

type Section = { kind: 'table' | 'stream'; entries: Map<number, Entry>; trailer: Dict };

async function readSection(source: ByteSource, offset: number, budget: Budget): Promise<Section> {
	const isTable = await parseAt(source, offset, (parser) => parser.accept('xref'));
	if (!isTable) return await readXrefStream(source, offset, budget);
	const table = await parseAt(source, offset, readTable, limits.tableBytes);
	spend(budget, table.entries.size);
	return table;
}

function readTable(parser: Parser): Section {
	const entries = new Map<number, Entry>();
	parser.keyword('xref');
	while (parser.atNumber()) {
		const first = parser.integer();
		const count = parser.integer();
		checkRange(first, count);
		for (let num = first; num < first + count; num++) {
			const offset = parser.integer();
			const gen = parser.integer();
			const type = parser.word();
			if (type !== 'n' && type !== 'f') throw new Malformed('cross-reference entry');
			entries.set(num, type === 'n' && offset > 0 ? { kind: 'plain', offset, gen } : { kind: 'free' });
		}
	}
	parser.keyword('trailer');
	const trailer = parser.object();
	if (!isDict(trailer)) throw new Malformed('trailer');
	return { kind: 'table', entries, trailer };
}

async function readXrefStream(source: ByteSource, offset: number, budget: Budget): Promise<Section> {
	const { value } = await parseAt(source, offset, (parser) => parser.indirectObject());
	if (!(value instanceof Stream) || !isName(value.dict.get('Type'), 'XRef')) throw new Malformed('XRef');
	const length = value.dict.get('Length');
	if (typeof length !== 'number') throw new Malformed('Length');
	const data = await streamData(source, value, length, budget);

	const widths = integers(value.dict.get('W'), 8);
	const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
	const entryWidth = typeWidth + secondWidth + thirdWidth;
	if (widths.length !== 3 || entryWidth === 0) throw new Malformed('W');
	const index = integers(value.dict.get('Index') ?? [0, value.dict.get('Size') ?? 0], Number.MAX_SAFE_INTEGER);

	spend(
		budget,
		index.filter((_, i) => i % 2 === 1).reduce((sum, count) => sum + count, 0),
	);

	const entries = new Map<number, Entry>();
	let at = 0;
	const field = (width: number) => {
		let number = 0;
		for (const end = at + width; at < end; at++) number = number * 256 + (data[at] ?? 0);
		return number;
	};
	for (let i = 0; i < index.length; i += 2) {
		const [first = 0, count = 0] = index.slice(i, i + 2);
		checkRange(first, count);
		if (at + count * entryWidth > data.length) throw new Malformed('short cross-reference stream');
		for (let num = first; num < first + count; num++) {
			const type = typeWidth === 0 ? 1 : field(typeWidth);
			const second = field(secondWidth);
			const third = field(thirdWidth);
			if (type === 1) entries.set(num, { kind: 'plain', offset: second, gen: third });
			else if (type === 2) entries.set(num, { kind: 'packed', container: second, index: third });
			else entries.set(num, { kind: 'free' });
		}
	}
	return { kind: 'stream', entries, trailer: value.dict };
}

/** The unpacked data of a stream whose length is known, after a look that it ends where it should. */
export async function streamData(
	source: ByteSource,
	stream: Stream,
	length: number,
	budget: Budget,
): Promise<Uint8Array> {
	const end = stream.start + length;
	if (!Number.isSafeInteger(length) || length < 0 || end > source.size || length > budget.unpackedBytes) {
		throw new Malformed('stream length');
	}
	if (!/^\s*endstream/.test(latin1(await source.read(end, end + 16)))) throw new Malformed('endstream');
	const packed = await source.read(stream.start, end);
	const data = unpack(stream.dict, stream.decrypt?.(packed) ?? packed, budget.unpackedBytes);
	budget.unpackedBytes -= data.length;
	return data;
}

/** Sections may repeat each other, so that a small file can name far more entries than it has objects. */
function spend(budget: Budget, entries: number): void {
	budget.entries -= entries;
	if (budget.entries < 0) throw new Malformed('too many cross-reference entries');
}

function integers(value: PdfObject | undefined, most: number): number[] {
	if (!Array.isArray(value)) throw new Malformed('list of numbers');
	return value.map((item) => {
		if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 0 || item > most)
			throw new Malformed('number');
		return item;
	});
}

function checkRange(first: number, count: number): void {
	if (first + count > limits.objects + 1) throw new Malformed('too many objects');
}
