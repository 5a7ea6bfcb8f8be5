import type { PdfDocument } from '../read/document.ts';
import { limits } from '../read/limits.ts';
import { type Dict, isDict, isName, type PdfObject, Ref, Stream } from '../read/objects.ts';
import { latin1, Malformed } from '../read/parser.ts';
import type { PdfWriter } from './pdf-writer.ts';

/**
 * Objects of one document on their way into another: each once, with all it leads to, except into the page tree, whose
 * nodes are placed one by one. First everything is claimed and looked at, then written: a document that turns out to be
 * broken leaves no trace.
 */
export class ObjectCopy {
	readonly #document: PdfDocument;
	/** Applied to the dictionary of each stream. */
	readonly #clean: (dict: Dict) => Dict;
	/** In the order of discovery. */
	readonly #claimed = new Map<number, PdfObject>();
	readonly #lengths = new Map<Stream, number>();
	/** What is not copied but stands for something else: nodes of the page tree. */
	readonly #instead = new Map<number, PdfObject>();
	/** Objects that are only another name of an object. */
	readonly #aliases = new Map<number, number>();
	readonly #places = new Map<number, Ref>();
	/** New data of streams. */
	readonly #data = new Map<Stream, Uint8Array>();

	constructor(document: PdfDocument, clean: (dict: Dict) => Dict = (dict) => dict) {
		this.#document = document;
		this.#clean = clean;
	}

	/** From now on references to the object `num` mean `value` (in the new document) instead. */
	replace(num: number, value: Ref | null): void {
		this.#instead.set(num, value);
		this.#claimed.delete(num);
	}

	/** Takes note of everything `value` leads to. May throw Malformed. */
	async claim(value: PdfObject): Promise<void> {
		const waiting = referencesIn(value);
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			const { num } = next;
			if (this.#claimed.has(num) || this.#instead.has(num) || this.#aliases.has(num)) continue;
			const object = await this.#document.load(num);
			if (object instanceof Ref) {
				this.#aliases.set(num, object.num);
				waiting.push(object);
			} else if (object === null || (isDict(object) && isOutside(object))) this.#instead.set(num, null);
			else {
				const kept =
					object instanceof Stream
						? new Stream(new Map(this.#clean(object.dict)), object.start, object.decrypt)
						: object;
				if (kept instanceof Stream) await this.#measure(kept, object as Stream);
				this.#claimed.set(num, kept);
				waiting.push(...referencesIn(kept));
			}
		}
	}

	/** Whether the object is among those to be written. */
	has(num: number): boolean {
		return this.#claimed.has(num);
	}

	/** Adds entries to the dictionary of a claimed stream. */
	extend(num: number, entries: Dict): void {
		const stream = this.#claimed.get(this.#final(num));
		if (!(stream instanceof Stream)) return;
		for (const [key, value] of entries) stream.dict.set(key, value);
	}

	/** Writes other data in the place of the stream `num`, which is claimed already: a picture of fewer bytes. */
	exchange(num: number, dict: Dict, data: Uint8Array): void {
		const stream = new Stream(dict, 0);
		this.#claimed.set(this.#final(num), stream);
		this.#data.set(stream, data);
	}

	/** Writes all that was claimed. */
	async write(writer: PdfWriter): Promise<void> {
		for (const num of this.#claimed.keys()) this.#places.set(num, writer.reserve());
		for (const [num, object] of this.#claimed) {
			const ref = this.#places.get(num)!;
			if (!(object instanceof Stream)) {
				writer.object(ref, this.translated(object));
				continue;
			}
			const own = this.#data.get(object);
			if (own) {
				await writer.stream(ref, this.translated(object.dict) as Dict, own);
				continue;
			}
			const end = object.start + this.#lengths.get(object)!;
			const { source } = this.#document;
			const piece = object.decrypt?.(await source.read(object.start, end)) ?? { source, start: object.start, end };
			await writer.stream(ref, this.translated(object.dict) as Dict, piece);
		}
	}

	/** A claimed value with the references of the new document; only after `write`. */
	translated(value: PdfObject): PdfObject {
		if (value instanceof Ref) {
			const num = this.#final(value.num);
			return this.#instead.get(num) ?? this.#places.get(num) ?? null;
		}
		if (Array.isArray(value)) return value.map((item) => this.translated(item));
		// An entry that leads nowhere means the same as none (ISO 32000-1, 7.3.9); viewers stumble over the first.
		if (isDict(value)) {
			const entries = [...value].map(([key, item]) => [key, this.translated(item)] as const);
			return new Map(entries.filter(([, item]) => item !== null));
		}
		return value;
	}

	#final(num: number): number {
		let current = num;
		for (let hops = 0; hops < limits.nesting; hops++) current = this.#aliases.get(current) ?? current;
		return current;
	}

	/** The length counts only where the stream really ends there. */
	async #measure(kept: Stream, original: Stream): Promise<void> {
		const { source } = this.#document;
		const length = await this.#document.resolve(original.dict.get('Length'));
		kept.dict.delete('Length');
		if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) throw new Malformed('Length');
		const end = original.start + length;
		if (end > source.size || !/^\s*endstream/.test(latin1(await source.read(end, end + 16)))) {
			throw new Malformed('endstream');
		}
		this.#lengths.set(kept, length);
	}
}

/** Parts of a document's own frame: nothing a page shows is behind them. */
function isOutside(dict: Dict): boolean {
	return ['Page', 'Pages', 'Catalog'].some((type) => isName(dict.get('Type'), type));
}

function referencesIn(value: PdfObject, depth = 0): Ref[] {
	if (depth > limits.nesting) throw new Malformed('nesting');
	if (value instanceof Ref) return [value];
	if (value instanceof Stream) return referencesIn(value.dict, depth);
	const members = Array.isArray(value) ? value : isDict(value) ? [...value.values()] : [];
	return members.flatMap((member) => (typeof member === 'object' ? referencesIn(member, depth + 1) : []));
}
