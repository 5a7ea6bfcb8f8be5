import { Fault } from '../../../shared/result.ts';
import type { ByteSource } from './byte-source.ts';
import { Decryption, UnknownProtection, WrongPassword } from './encryption.ts';
import { limits } from './limits.ts';
import { type Dict, isDict, isName, type PdfObject, Ref, Stream, Text } from './objects.ts';
import { Malformed, Parser, parseAt } from './parser.ts';
import { type Budget, type CrossReferences, readCrossReferences, streamData } from './xref.ts';

/**
 * Runs `work` on the document in `source`. Faults: PDF_UNREADABLE for anything that breaks the rules or the limits,
 * PDF_ENCRYPTED. `file` is the name those errors carry. An encrypted document is refused unless `opening` says otherwise:
 * then one that needs no password to open, or this one, is read like any other; PDF_PASSWORD_NEEDED, PDF_PASSWORD_INCORRECT.
 */
export async function readPdf<T>(
	source: ByteSource,
	file: string,
	work: (document: PdfDocument) => Promise<T>,
	opening?: { password: string | undefined },
): Promise<T> {
	try {
		const budget = { unpackedBytes: limits.unpackedBytes, entries: limits.entries };
		const references = await readCrossReferences(source, budget);
		const document = new PdfDocument(source, references, budget);
		if (references.trailer.has('Encrypt')) {
			if (!opening) throw new Fault('PDF_ENCRYPTED', { file });
			await document.unlock(opening.password ?? '');
		}
		return await work(document);
	} catch (thrown) {
		if (thrown instanceof UnknownProtection) throw new Fault('PDF_ENCRYPTED', { file }, thrown);
		if (thrown instanceof WrongPassword) {
			throw new Fault(opening?.password ? 'PDF_PASSWORD_INCORRECT' : 'PDF_PASSWORD_NEEDED', { file }, thrown);
		}
		if (thrown instanceof Malformed) throw new Fault('PDF_UNREADABLE', { file }, thrown);
		throw thrown;
	}
}

/** Objects of one document, read when asked for. Every method may throw Malformed; use it inside `readPdf`. */
export class PdfDocument {
	readonly source: ByteSource;
	readonly references: CrossReferences;
	private readonly budget: Budget;
	private readonly loaded = new Map<number, PdfObject>();
	private readonly containers = new Map<number, Promise<Container>>();
	private steps = 0;
	private decryption: Decryption | undefined;

	constructor(source: ByteSource, references: CrossReferences, budget: Budget) {
		this.source = source;
		this.references = references;
		this.budget = budget;
	}

	/** From now on what is encrypted is read with this password; see Decryption for what may go wrong. */
	async unlock(password: string): Promise<void> {
		const [id] = (await this.list(this.references.trailer.get('ID'))) ?? [];
		const dict = await this.deep(this.references.trailer.get('Encrypt'));
		if (!isDict(dict)) throw new Malformed('Encrypt');
		this.decryption = new Decryption(dict, id instanceof Text ? id.bytes : new Uint8Array(), password);
		// The encryption dictionary itself is plain; all else is read anew.
		this.loaded.clear();
		this.containers.clear();
	}

	/** Whether the document is encrypted and has been unlocked. */
	get unlocked(): boolean {
		return this.decryption !== undefined;
	}

	/** The value with everything it refers to in place. */
	private async deep(value: PdfObject | undefined, depth = 0): Promise<PdfObject> {
		if (depth > limits.nesting) throw new Malformed('nesting');
		const resolved = await this.resolve(value);
		if (!isDict(resolved)) return resolved;
		const entries: Dict = new Map();
		for (const [key, item] of resolved) entries.set(key, await this.deep(item, depth + 1));
		return entries;
	}

	/** The object with this number; null where there is none (ISO 32000-1, 7.3.10). */
	async load(num: number): Promise<PdfObject> {
		const known = this.loaded.get(num);
		if (known !== undefined) return known;
		if (++this.steps > limits.steps) throw new Malformed('too many objects read');
		const value = await this.read(num);
		this.loaded.set(num, value);
		return value;
	}

	private async read(num: number): Promise<PdfObject> {
		const entry = this.references.entries.get(num);
		if (entry === undefined || entry.kind === 'free') return null;
		if (entry.kind === 'packed') return await this.readPacked(num, entry.container, entry.index);
		const offset = this.references.base + entry.offset;
		const object = await parseAt(this.source, offset, (parser) => parser.indirectObject());
		if (object.num !== num) throw new Malformed(`object ${num} is not at its place`);
		return this.decryption?.open(object.value, num, object.gen) ?? object.value;
	}

	private async readPacked(num: number, containerNum: number, index: number): Promise<PdfObject> {
		let container = this.containers.get(containerNum);
		if (!container) {
			container = this.readContainer(containerNum);
			this.containers.set(containerNum, container);
		}
		const { data, members } = await container;
		const member = members[index];
		if (member?.num !== num) throw new Malformed(`object ${num} is not in its object stream`);
		const parser = new Parser(data, -1);
		parser.position = member.offset;
		return parser.object();
	}

	/** An object stream (ISO 32000-1, 7.5.7); it must itself lie plainly in the file, as must the number that is its length. */
	private async readContainer(num: number): Promise<Container> {
		const stream = await this.loadPlain(num);
		if (!(stream instanceof Stream) || !isName(stream.dict.get('Type'), 'ObjStm')) throw new Malformed('ObjStm');
		const given = stream.dict.get('Length');
		const length = given instanceof Ref ? await this.loadPlain(given.num) : given;
		const count = stream.dict.get('N');
		const first = stream.dict.get('First');
		if (typeof length !== 'number' || typeof count !== 'number' || typeof first !== 'number')
			throw new Malformed('ObjStm');
		const unpacked = await streamData(this.source, stream, length, this.budget);
		// A closing delimiter spares every token a special case for the end of the data.
		const data = Buffer.concat([unpacked, Buffer.from(' ]')]);
		const parser = new Parser(data, -1);
		const members: Container['members'] = [];
		while (members.length < count) members.push({ num: parser.integer(), offset: first + parser.integer() });
		return { data, members };
	}

	private async loadPlain(num: number): Promise<PdfObject> {
		if (this.references.entries.get(num)?.kind !== 'plain') throw new Malformed('object stream in an object stream');
		return await this.load(num);
	}

	/** Follows references until something else comes. */
	async resolve(value: PdfObject | undefined): Promise<PdfObject> {
		let current = value ?? null;
		for (let hops = 0; current instanceof Ref; hops++) {
			if (hops > limits.nesting) throw new Malformed('loop of references');
			current = await this.load(current.num);
		}
		return current;
	}

	async dict(value: PdfObject | undefined): Promise<Dict | undefined> {
		const resolved = await this.resolve(value);
		return isDict(resolved) ? resolved : undefined;
	}

	async list(value: PdfObject | undefined): Promise<PdfObject[] | undefined> {
		const resolved = await this.resolve(value);
		return Array.isArray(resolved) ? resolved : undefined;
	}

	/** The unpacked bytes of a stream and where in the file it begins. */
	async streamBytes(value: PdfObject | undefined): Promise<{ bytes: Uint8Array; start: number }> {
		const stream = await this.resolve(value);
		const length = stream instanceof Stream ? await this.resolve(stream.dict.get('Length')) : undefined;
		if (!(stream instanceof Stream) || typeof length !== 'number') throw new Malformed('stream');
		return { bytes: await streamData(this.source, stream, length, this.budget), start: stream.start };
	}

	/** Bytes that a stream takes in the file. Throws Malformed when it would reach beyond its end. */
	async packedLength(stream: Stream): Promise<number> {
		const length = await this.resolve(stream.dict.get('Length'));
		const whole = typeof length === 'number' && Number.isSafeInteger(length) && length >= 0;
		if (!whole || stream.start + length > this.source.size) throw new Malformed('Length');
		return length;
	}

	/** The bytes of a stream as they lie in the file, readable but not unpacked. */
	async packedBytes(stream: Stream): Promise<Uint8Array> {
		const bytes = await this.source.read(stream.start, stream.start + (await this.packedLength(stream)));
		return stream.decrypt?.(bytes) ?? bytes;
	}

	async catalog(): Promise<{ ref: Ref; dict: Dict }> {
		const ref = this.references.trailer.get('Root');
		const dict = await this.dict(ref);
		if (!(ref instanceof Ref) || !dict) throw new Malformed('catalog');
		return { ref, dict };
	}

	/** A number no object has yet: /Size may lie in both directions. */
	nextNumber(): number {
		const size = this.references.trailer.get('Size');
		let next = typeof size === 'number' && Number.isSafeInteger(size) && size <= limits.objects ? size : 1;
		for (const num of this.references.entries.keys()) next = Math.max(next, num + 1);
		return next;
	}
}

type Container = { data: Uint8Array; members: { num: number; offset: number }[] };
