import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../../shared/result.ts';
import { asReadFault } from '../../platform/read-fault.ts';
import type { ByteSource } from '../read/byte-source.ts';
import { kindOf, type PartKind } from './part-kind.ts';

/** Largest attachment taken, in megabytes of 1,000,000 bytes. */
export const maxFileMb = 25;

/** Base name for messages, as the user reads it: file names from a Mac come decomposed. */
export function shownName(file: string): string {
	return path.basename(file).normalize('NFC');
}

/**
 * Opens an attachment for `work`, which messages call `name`. Faults FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE,
 * FILE_TYPE_UNSUPPORTED; IMAGE_UNREADABLE or PDF_UNREADABLE where only the name claims the type.
 */
export async function withPart<T>(
	file: string,
	name: string,
	work: (source: ByteSource, kind: PartKind) => Promise<T>,
): Promise<T> {
	const fd = openPart(file, name);
	try {
		const { size } = fstatSync(fd);
		if (size > maxFileMb * 1e6) throw new Fault('FILE_TOO_LARGE', { file: name, limitMb: maxFileMb });
		const source = partSource(fd, size, name);
		return await work(source, kindOrFault(await source.read(0, 1024), name));
	} finally {
		closeSync(fd);
	}
}

function openPart(file: string, name: string): number {
	try {
		// Opening a pipe would wait for a writer for ever.
		if (statSync(file).isFile()) return openSync(file, 'r');
	} catch (thrown) {
		throw asReadFault(thrown, name);
	}
	throw new Fault('FILE_UNREADABLE', { file: name });
}

/** Reads without leaving the thread: it has nothing else to do, and a trip to the pool costs more than a small read. */
function partSource(fd: number, size: number, name: string): ByteSource {
	return {
		size,
		async read(start, end, room) {
			const length = Math.max(0, Math.min(end, size) - start);
			const bytes = room?.subarray(0, length) ?? new Uint8Array(length);
			let done = 0;
			try {
				while (done < length) {
					const read = readSync(fd, bytes, done, length - done, start + done);
					// Cut short while it was open.
					if (read === 0) throw new Fault('FILE_UNREADABLE', { file: name });
					done += read;
				}
			} catch (thrown) {
				throw asReadFault(thrown, name);
			}
			return bytes;
		},
	};
}

function kindOrFault(head: Uint8Array, name: string): PartKind {
	const kind = kindOf(head);
	if (kind) return kind;
	if (/\.pdf$/i.test(name)) throw new Fault('PDF_UNREADABLE', { file: name });
	if (/\.(jpe?g|png|tiff?|webp|hei[cf])$/i.test(name)) throw new Fault('IMAGE_UNREADABLE', { file: name });
	throw new Fault('FILE_TYPE_UNSUPPORTED', { file: name });
}
