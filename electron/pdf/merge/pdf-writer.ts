import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { asWriteFault } from '../../platform/atomic-file.ts';
import type { ByteSource } from '../read/byte-source.ts';
import { type Dict, type PdfObject, Ref, Text } from '../read/objects.ts';
import { serialize } from '../sign/serialize.ts';

/** Bytes that lie elsewhere and are written as they are. */
export type Piece = { source: ByteSource; start: number; end: number };

const roomBytes = 1024 * 1024;
const sampleBytes = 4096;

/**
 * Writes a PDF from its first byte to its last, keeping only the places of the objects in memory. Calls of the system
 * are synchronous: it runs in a thread of its own, and a thread that is killed leaves no write behind.
 */
export class PdfWriter {
	readonly #fd: number;
	readonly #asFault: (thrown: unknown) => unknown;
	readonly #room = Buffer.allocUnsafe(roomBytes);
	/** Identifies the document by its structure and the beginnings of its streams. */
	readonly #hash = createHash('sha256');
	#used = 0;
	#flushed = 0;
	/** Where each object begins; index 0 is no object. */
	readonly #places: number[] = [0];

	private constructor(fd: number, asFault: (thrown: unknown) => unknown) {
		this.#fd = fd;
		this.#asFault = asFault;
	}

	/**
	 * Lets `work` write into the existing file `temp`. Faults FILE_FOLDER_MISSING, FILE_WRITE_DENIED, FILE_DISK_FULL name `target`.
	 */
	static async into<T>(temp: string, target: string, work: (writer: PdfWriter) => Promise<T>): Promise<T> {
		const asFault = (thrown: unknown) => asWriteFault(thrown, target, temp);
		let fd: number;
		try {
			fd = openSync(temp, 'r+');
		} catch (thrown) {
			throw asFault(thrown);
		}
		try {
			const writer = new PdfWriter(fd, asFault);
			writer.#append('%PDF-1.7\n');
			// A comment of bytes above 127 tells programs that the file is binary (ISO 32000-1, 7.5.2).
			writer.#appendBytes(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a));
			return await work(writer);
		} finally {
			closeSync(fd);
		}
	}

	/** A number for an object that is written later. */
	reserve(): Ref {
		return new Ref(this.#places.push(-1) - 1, 0);
	}

	object(ref: Ref, value: PdfObject): void {
		this.#begin(ref, serialize(value));
		this.#append('\nendobj\n');
	}

	add(value: PdfObject): Ref {
		const ref = this.reserve();
		this.object(ref, value);
		return ref;
	}

	/** A stream; /Length is entered here. */
	async stream(ref: Ref, dict: Dict, data: Uint8Array | Piece): Promise<void> {
		const length = data instanceof Uint8Array ? data.length : data.end - data.start;
		this.#begin(ref, serialize(new Map([...dict, ['Length', length]])));
		this.#append('\nstream\n');
		if (data instanceof Uint8Array) {
			this.#hash.update(data);
			this.#appendBytes(data);
		} else await this.#copy(data);
		this.#append('\nendstream\nendobj\n');
	}

	async addStream(dict: Dict, data: Uint8Array): Promise<Ref> {
		const ref = this.reserve();
		await this.stream(ref, dict, data);
		return ref;
	}

	/** The table and the end; a plain table, because every signing program reads it. Answers the size of the file. */
	finish(root: Ref, info: Ref | undefined, firstId: Uint8Array | undefined): number {
		const own = this.#hash.digest().subarray(0, 16);
		const start = this.#flushed + this.#used;
		this.#append(`xref\n0 ${this.#places.length}\n0000000000 65535 f \n`);
		for (const place of this.#places.slice(1)) {
			if (place < 0) throw new Error('An object was promised and not written');
			this.#append(`${String(place).padStart(10, '0')} 00000 n \n`);
		}
		const trailer: Dict = new Map<string, PdfObject>([
			['Size', this.#places.length],
			['Root', root],
			...(info ? [['Info', info] as const] : []),
			['ID', [new Text(firstId ?? own), new Text(own)]],
		]);
		this.#append(`trailer\n${serialize(trailer)}\nstartxref\n${start}\n%%EOF\n`);
		this.#flush();
		return this.#flushed;
	}

	#begin(ref: Ref, body: string): void {
		this.#places[ref.num] = this.#flushed + this.#used;
		const text = `${ref.num} 0 obj\n${body}`;
		this.#hash.update(text, 'latin1');
		this.#append(text);
	}

	#append(text: string): void {
		this.#appendBytes(Buffer.from(text, 'latin1'));
	}

	#appendBytes(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length; ) {
			if (this.#used === roomBytes) this.#flush();
			const piece = bytes.subarray(at, at + roomBytes - this.#used);
			this.#room.set(piece, this.#used);
			this.#used += piece.length;
			at += piece.length;
		}
	}

	/** Reads straight into the buffer that is written. */
	async #copy({ source, start, end }: Piece): Promise<void> {
		for (let at = start; at < end; ) {
			if (this.#used === roomBytes) this.#flush();
			const room = this.#room.subarray(this.#used);
			const wanted = Math.min(end, at + room.length);
			const read = await source.read(at, wanted, room);
			if (read.buffer !== room.buffer) room.set(read);
			// Its length was looked at before: somebody has cut the file since.
			if (read.length !== wanted - at) throw new Error('The source became shorter');
			if (at === start) this.#hash.update(read.subarray(0, sampleBytes));
			this.#used += read.length;
			at += read.length;
		}
	}

	#flush(): void {
		try {
			for (let done = 0; done < this.#used; ) {
				done += writeSync(this.#fd, this.#room, done, this.#used - done, this.#flushed + done);
			}
		} catch (thrown) {
			throw this.#asFault(thrown);
		}
		this.#flushed += this.#used;
		this.#used = 0;
	}
}
