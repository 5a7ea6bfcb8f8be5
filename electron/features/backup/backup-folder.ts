import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type BackupKind, backupKinds } from '../../../shared/contracts/backup-contract.ts';
import { Fault } from '../../../shared/result.ts';
import { asWriteFault, flush, flushFolder } from '../../platform/atomic-file.ts';
import { hashFile } from '../../platform/hash-file.ts';
import type { BackupDatabase, CopyState } from './backup-port.ts';

/**
 * A backup is a folder: a copy of the data file, the files that records name, and `backup.json`, which names every file with
 * its size and SHA-256. It appears under its name in one step, after it was opened and checked. What is sealed in the
 * data file is sealed in its copy; what is readable in the data folder is readable in the backup.
 */
export const dataFileName = 'keyring.db';
/** The folders with files that records name; a feature that keeps its own adds it here. */
export const fileFolders = ['dossiers', 'companies'] as const;
const manifestName = 'backup.json';

function isOwnPath(name: string): boolean {
	const [folder = '', ...below] = name.split('/');
	if (below.length === 0) return name === dataFileName;
	const plain = below.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
	return plain && (fileFolders as readonly string[]).includes(folder);
}

const count = z.number().int().nonnegative();
const manifestSchema = z.object({
	format: z.literal(1),
	kind: z.enum(backupKinds),
	at: z.iso.datetime(),
	schema: count,
	records: z.record(z.string(), count),
	auditEntries: count,
	head: z.object({ counter: count, hash: z.string() }).nullable(),
	line: z.string(),
	files: z.array(
		z.object({
			// Nothing that leads out of the folder.
			path: z.string().refine(isOwnPath),
			size: count,
			sha256: z.string().regex(/^[0-9a-f]{64}$/),
			/** Milliseconds since 1970, of the original: whether it was changed since. */
			modified: z.number(),
		}),
	),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Backup = { name: string; folder: string; manifest: Manifest };

type Source = { root: string; files: { path: string; modified: number }[] };

/** Makes a backup of the data folder `data` under `root`, checks it and answers it. Fault FILE_*, BACKUP_DAMAGED. */
export async function makeBackup(
	{ data, root, kind, at }: { data: string; root: string; kind: BackupKind; at: string },
	database: BackupDatabase,
): Promise<Backup> {
	const previous = (await listBackups(root))[0];
	return appear(root, nameOf(at, kind), async (temp) => {
		const file = path.join(temp, dataFileName);
		await database.copyTo(file);
		await flush(file);
		const { size, mtimeMs } = await stat(file);
		const state = await examineCopy(file, nameOf(at, kind), database);
		const kept = await copyFiles({ root: data, files: await keptFiles(data) }, temp, previous);
		const own = { path: dataFileName, size, sha256: await hashFile(file), modified: mtimeMs };
		return { format: 1, kind, at, ...state, files: [own, ...kept] };
	});
}

/** Copies a checked backup into another root, under the same name. Fault FILE_*, BACKUP_DAMAGED. */
export async function copyBackup(backup: Backup, root: string): Promise<Backup> {
	const there = await listBackups(root);
	const same = there.find(({ name }) => name === backup.name);
	if (same) return same;
	const previous = there[0];
	return appear(root, backup.name, async (temp) => {
		const files = await copyFiles({ root: backup.folder, files: backup.manifest.files }, temp, previous);
		const whole = files.every(({ sha256 }, place) => sha256 === backup.manifest.files[place]?.sha256);
		if (!whole || files.length !== backup.manifest.files.length)
			throw new Fault('BACKUP_DAMAGED', { name: backup.name });
		return backup.manifest;
	});
}

/** The complete backups of a folder, newest first; what is no backup is passed over. */
export async function listBackups(root: string): Promise<Backup[]> {
	const names = await readdir(root).catch(() => []);
	const found = await Promise.all(
		names.filter((name) => name.startsWith('vnaccs-keyring-')).map((name) => readBackup(path.join(root, name))),
	);
	return found
		.filter((one) => one !== null)
		.sort((one, other) => other.manifest.at.localeCompare(one.manifest.at) || other.name.localeCompare(one.name));
}

/** Null when the folder is no backup of ours. */
export async function readBackup(folder: string): Promise<Backup | null> {
	const text = await readFile(path.join(folder, manifestName), 'utf8').catch(() => null);
	if (text === null) return null;
	const manifest = manifestSchema.safeParse(parsed(text));
	return manifest.success ? { name: path.basename(folder), folder, manifest: manifest.data } : null;
}

/**
 * Copies a backup's files into the new folder `target`, each compared with its digest on the way, and checks the data
 * file. Fault BACKUP_DAMAGED {name}, STORE_NEWER_SCHEMA, FILE_*.
 */
export async function unpackBackup(backup: Backup, target: string, database: BackupDatabase): Promise<void> {
	await mkdir(target, { recursive: true, mode: 0o700 });
	const { manifest, name, folder } = backup;
	const copied = await copyFiles({ root: folder, files: manifest.files }, target).catch((thrown) => {
		throw asWriteFault(thrown, target, target);
	});
	const same = manifest.files.every((file) =>
		copied.some((one) => one.path === file.path && one.sha256 === file.sha256),
	);
	if (!same || !manifest.files.some((file) => file.path === dataFileName)) throw new Fault('BACKUP_DAMAGED', { name });
	const state = await examineCopy(path.join(target, dataFileName), name, database);
	if (JSON.stringify(state.records) !== JSON.stringify(manifest.records)) throw new Fault('BACKUP_DAMAGED', { name });
}

export function bytesOf({ manifest }: Backup): number {
	return manifest.files.reduce((sum, file) => sum + file.size, 0);
}

async function examineCopy(file: string, name: string, database: BackupDatabase): Promise<CopyState> {
	try {
		return await database.examine(file);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.error.code === 'STORE_CORRUPT')
			throw new Fault('BACKUP_DAMAGED', { name }, thrown);
		throw thrown;
	}
}

/** `vnaccs-keyring-20261122T081005123Z-daily` */
function nameOf(at: string, kind: BackupKind): string {
	return `vnaccs-keyring-${at.replace(/[-:.]/g, '')}-${kind}`;
}

/** Lets `fill` write into a folder beside its place; it gets its name once everything is on disk. */
async function appear(root: string, name: string, fill: (temp: string) => Promise<Manifest>): Promise<Backup> {
	const temp = path.join(root, `.vnk-${randomUUID()}.tmp`);
	const folder = path.join(root, name);
	try {
		await mkdir(root, { recursive: true, mode: 0o700 });
		await mkdir(temp, { mode: 0o700 });
		const manifest = await fill(temp);
		const file = path.join(temp, manifestName);
		await writeFile(file, `${JSON.stringify(manifest)}\n`);
		await flush(file);
		await flushFolder(temp);
		// Only the rest of one that somebody took apart can stand there.
		await rm(folder, { recursive: true, force: true });
		await rename(temp, folder);
		await flushFolder(root);
		return { name, folder, manifest };
	} catch (thrown) {
		await rm(temp, { recursive: true, force: true }).catch(() => {});
		throw asFolderFault(thrown, root);
	}
}

/** Every error of the file system here concerns the folder of the backups. */
function asFolderFault(thrown: unknown, root: string): unknown {
	if (thrown instanceof Fault || !(thrown instanceof Error)) return thrown;
	const { code } = thrown as NodeJS.ErrnoException;
	// A file stands where the folder was.
	if (code === 'EEXIST') return new Fault('FILE_FOLDER_MISSING', { file: root }, thrown);
	if ('path' in thrown) delete thrown.path;
	return asWriteFault(thrown, root, root);
}

async function keptFiles(data: string): Promise<Source['files']> {
	const inFolders = fileFolders.map((folder) =>
		readdir(path.join(data, folder), { recursive: true, withFileTypes: true }).catch(() => []),
	);
	const entries = (await Promise.all(inFolders)).flat();
	const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.vnk-'));
	const found = await Promise.all(
		files.map(async (entry) => {
			const file = path.join(entry.parentPath, entry.name);
			// One that was removed meanwhile is not part of this backup.
			const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: null }));
			return mtimeMs === null ? null : { path: path.relative(data, file).split(path.sep).join('/'), modified: mtimeMs };
		}),
	);
	return found.filter((file) => file !== null).sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Copies files with their digests. A file that the previous backup in the same place has with the same size and time
 * of change is linked to that one instead: files in backups are never written again.
 */
async function copyFiles(source: Source, target: string, previous?: Backup): Promise<Manifest['files']> {
	const known = new Map(previous?.manifest.files.map((file) => [file.path, file]));
	const copied: Manifest['files'] = [];
	for (const { path: name, modified } of source.files) {
		const from = path.join(source.root, name);
		const to = path.join(target, name);
		const size = (await stat(from).catch(() => null))?.size;
		if (size === undefined) continue;
		await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
		const before = known.get(name);
		if (previous && before?.size === size && before.modified === modified && name !== dataFileName) {
			if (await linked(path.join(previous.folder, name), to, size)) {
				copied.push(before);
				continue;
			}
		}
		const hash = createHash('sha256');
		await pipeline(
			createReadStream(from),
			async function* (chunks) {
				for await (const chunk of chunks) {
					hash.update(chunk as Buffer);
					yield chunk;
				}
			},
			createWriteStream(to),
		);
		await flush(to);
		await utimes(to, modified / 1000, modified / 1000);
		const sha256 = hash.digest('hex');
		if ((await hashFile(to)) !== sha256) throw new Fault('BACKUP_DAMAGED', { name: path.basename(target) });
		copied.push({ path: name, size, sha256, modified });
	}
	return copied;
}

/** Not every file system has links (FAT on a USB stick). */
async function linked(from: string, to: string, size: number): Promise<boolean> {
	try {
		if ((await stat(from)).size !== size) return false;
		await link(from, to);
		return true;
	} catch {
		return false;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
