import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { capture, type Result, unwrap } from '../../../shared/result.ts';
import { asWriteFault, flushFolder, writeBeside } from '../../platform/atomic-file.ts';
import { dataFileName, fileFolders } from './backup-folder.ts';

/** What makes up the data; everything else in the folder belongs to the window or to backups. */
const parts = [dataFileName, `${dataFileName}-wal`, `${dataFileName}-shm`, ...fileFolders];
const markerName = 'keyring.made';
const journalName = 'restore.json';
const asideFolder = 'set-aside';
/** An instant without its signs, as a folder name. */
const asidePattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/;

/** Where a restore unpacks to, inside the data folder. */
export const unpackedFolder = 'restoring';

const journal = z.object({
	/** The folder whose content becomes the data; null begins with empty data. */
	from: z.string().nullable(),
	aside: z.string(),
	phase: z.enum(['out', 'in']),
});
type Journal = z.infer<typeof journal>;

/**
 * Announces an exchange of the data: what is there goes into a new folder below `set-aside`, the content of `from`
 * takes its place. Nothing moves before `finishExchange`, which the next opening of the data folder does in any case.
 */
export async function announceExchange(data: string, from: string | null, at: string): Promise<Result<null>> {
	const aside = path.join(asideFolder, at.replace(/[-:.]/g, ''));
	return note(data, { from, aside, phase: 'out' });
}

/**
 * Does an announced exchange, or the rest of one that was cut short; the data file must be closed. Answers whether
 * there was one. Fault FILE_*; called again it goes on where it stopped.
 */
export async function finishExchange(data: string): Promise<Result<boolean>> {
	return capture(async () => {
		const found = readJournal(data);
		if (!found) return false;
		try {
			await exchange(data, found);
		} catch (thrown) {
			throw asWriteFault(thrown, data, data);
		}
		return true;
	});
}

async function exchange(data: string, { from, aside, phase }: Journal): Promise<void> {
	const asidePath = path.join(data, aside);
	if (phase === 'out') {
		await mkdir(asidePath, { recursive: true, mode: 0o700 });
		await move(data, asidePath);
		unwrap(await note(data, { from, aside, phase: 'in' }));
	}
	if (from !== null) {
		const fromPath = path.join(data, from);
		// Already gone when only the journal was left.
		if (await exists(fromPath)) await move(fromPath, data);
		await rm(fromPath, { recursive: true, force: true });
	} else {
		// The mark would call an empty start a loss.
		await rm(path.join(data, markerName), { force: true });
	}
	await flushFolder(data);
	await rm(path.join(data, journalName), { force: true });
	await flushFolder(data);
}

/** The newest folder put aside that holds a data file, and when. */
export async function newestAside(data: string): Promise<{ folder: string; at: string } | null> {
	const names = (await readdir(path.join(data, asideFolder)).catch(() => [])).sort().reverse();
	for (const name of names) {
		const folder = path.join(asideFolder, name);
		const at = name.replace(asidePattern, '$1-$2-$3T$4:$5:$6.$7Z');
		if (at !== name && (await exists(path.join(data, folder, dataFileName)))) return { folder, at };
	}
	return null;
}

async function move(from: string, to: string): Promise<void> {
	for (const part of parts) {
		if (await exists(path.join(from, part))) await rename(path.join(from, part), path.join(to, part));
	}
	await flushFolder(to);
}

async function note(data: string, entry: Journal): Promise<Result<null>> {
	const written = await writeBeside(path.join(data, journalName), (temp) => writeFile(temp, JSON.stringify(entry)));
	return written.ok ? { ok: true, value: null } : written;
}

/** A journal appears complete or not at all; anything else under its name is not ours to act on. */
function readJournal(data: string): Journal | null {
	try {
		return journal.parse(JSON.parse(readFileSync(path.join(data, journalName), 'utf8')));
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw thrown;
	}
}

async function exists(place: string): Promise<boolean> {
	return stat(place).then(
		() => true,
		() => false,
	);
}
