import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const chunkBytes = 256 * 1024;

/**
 * For each path the first of `paths` that leads to the same bytes: the same scan added twice need not be written twice.
 * A file that cannot be read is only like itself; whoever opens it next says why.
 */
export function sameFiles(paths: readonly string[]): Map<string, string> {
	const first = new Map<string, string>();
	for (const path of new Set(paths)) {
		const like = [...new Set(first.values())].find((known) => known === path || haveSameBytes(known, path));
		first.set(path, like ?? path);
	}
	return first;
}

function haveSameBytes(one: string, other: string): boolean {
	const open: number[] = [];
	try {
		for (const path of [one, other]) open.push(openSync(path, 'r'));
		const [a, b] = open.map((fd) => ({ fd, size: fstatSync(fd).size, room: Buffer.allocUnsafe(chunkBytes) }));
		if (a!.size !== b!.size) return false;
		for (let at = 0; at < a!.size; at += chunkBytes) {
			const [length, otherLength] = [a!, b!].map(({ fd, room }) => readSync(fd, room, 0, chunkBytes, at));
			if (length !== otherLength || !a!.room.subarray(0, length).equals(b!.room.subarray(0, length))) return false;
		}
		return true;
	} catch {
		return false;
	} finally {
		for (const fd of open) closeSync(fd);
	}
}
