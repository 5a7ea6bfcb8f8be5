import { type FileHandle, open, stat } from 'node:fs/promises';
import { Fault } from '../../../shared/result.ts';

/** Random access to bytes, so that a large file never has to be in memory. */
export interface ByteSource {
	readonly size: number;
	/** The bytes from `start` up to `end`, fewer where the source ends before; in `room` if it is given and suits. */
	read(start: number, end: number, room?: Uint8Array): Promise<Uint8Array>;
}

/** The first `size` bytes of an open file: all of it, or one of its earlier revisions. */
export function fileSource(handle: FileHandle, size: number): ByteSource {
	return {
		size,
		async read(start, end, room) {
			const length = Math.max(0, Math.min(end, size) - start);
			const buffer = room?.subarray(0, length) ?? new Uint8Array(length);
			let done = 0;
			while (done < length) {
				const { bytesRead } = await handle.read(buffer, done, length - done, start + done);
				if (bytesRead === 0) break;
				done += bytesRead;
			}
			return buffer.subarray(0, done);
		},
	};
}

/** Bytes that are in memory anyway. */
export function memorySource(bytes: Uint8Array): ByteSource {
	return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** Opens `file` for `work` and closes it again. Faults: FILE_NOT_FOUND, FILE_UNREADABLE. */
export async function withFile<T>(file: string, work: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
	const handle = await openForReading(file);
	try {
		return await work(handle, (await handle.stat()).size);
	} finally {
		await handle.close();
	}
}

async function openForReading(file: string): Promise<FileHandle> {
	try {
		// Opening a pipe would wait for a writer for ever.
		if ((await stat(file)).isFile()) return await open(file, 'r');
	} catch (error) {
		const missing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
		throw new Fault(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', { file }, error);
	}
	throw new Fault('FILE_UNREADABLE', { file });
}

const chunkBytes = 512 * 1024;

/** Hands the bytes from `start` up to `end` to `use`, a piece at a time; a piece is overwritten by the next one. */
export async function eachChunk(
	source: ByteSource,
	start: number,
	end: number,
	use: (chunk: Uint8Array) => Promise<void> | void,
): Promise<void> {
	// One buffer for all: fresh ones would pile up faster than they are collected.
	const room = new Uint8Array(chunkBytes);
	for (let at = start; at < end; at += chunkBytes) {
		await use(await source.read(at, Math.min(end, at + chunkBytes), room));
	}
}
