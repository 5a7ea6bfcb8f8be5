import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { OfferedFiles, scansContract } from '../../../shared/contracts/scans-contract.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';

/** `{path, since, taken}` as JSON; `since` in milliseconds since 1970. */
const settingKey = 'scans.folder';
type Watched = { path: string; since: number; taken: string[] };

/** What was scanned shortly before the folder was chosen is meant, too. */
const offeredBeforeMs = 24 * 3_600_000;
/** A scanner on the network writes in bursts: so long the size must stand still. */
const standingMs = 2_000;
/** A file nobody has written to for so long is complete at the first look. */
const restingMs = 60_000;
const mostFiles = 100;

const kinds = /\.(pdf|jpe?g|png|tiff?|webp|hei[cf])$/i;

type Look = { bytes: number; modified: number; since: number };

export type ScansFeature = {
	handlers: Handlers<Omit<typeof scansContract, 'chooseFolder'>>;
	setFolder: (folder: string) => Promise<Result<OfferedFiles>>;
	/** Paths of offered files; Fault STORE_RECORD_MISSING for an id that is not on offer. */
	pathsOf: (ids: readonly string[]) => string[];
	/** They are not offered again. */
	taken: (paths: readonly string[]) => Promise<void>;
};

/**
 * The folder a scanner saves into: what is new there is offered, never taken by itself. Only names, sizes and times are
 * read here. The page knows a file by an id that lasts until the application ends.
 */
export function createScansFeature({
	settings,
	now,
}: {
	settings: SettingRepository;
	now: () => number;
}): ScansFeature {
	const ids = new Map<string, string>();
	const looks = new Map<string, Look>();

	const watched = async (): Promise<Watched | undefined> => {
		const stored = await settings.get(settingKey);
		return stored ? (JSON.parse(stored) as Watched) : undefined;
	};
	const keep = (folder: Watched | undefined) => settings.set(settingKey, folder ? JSON.stringify(folder) : '');

	async function offered(): Promise<OfferedFiles> {
		const folder = await watched();
		if (!folder) return { folder: null, missing: false, files: [] };
		const name = path.basename(folder.path).normalize('NFC') || folder.path;
		const found = await metadata(folder.path);
		if (!found) return { folder: name, missing: true, files: [] };
		const files = found
			.filter((file) => file.modified > folder.since && !folder.taken.includes(markOf(file)))
			.sort((a, b) => a.modified - b.modified)
			.slice(-mostFiles)
			.map(({ file, bytes, modified }) => ({
				id: idOf(file),
				name: path.basename(file).normalize('NFC'),
				bytes,
				modifiedAt: new Date(modified).toISOString(),
				ready: standsStill(file, bytes, modified),
			}));
		return { folder: name, missing: false, files };
	}

	function idOf(file: string): string {
		const known = [...ids].find(([, other]) => other === file)?.[0];
		if (known) return known;
		const id = newId(now());
		ids.set(id, file);
		return id;
	}

	function standsStill(file: string, bytes: number, modified: number): boolean {
		const before = looks.get(file);
		const same = before?.bytes === bytes && before.modified === modified;
		const look = same ? before : { bytes, modified, since: now() };
		looks.set(file, look);
		return bytes > 0 && (now() - look.since >= standingMs || now() - modified >= restingMs);
	}

	async function taken(paths: readonly string[]): Promise<void> {
		const folder = await watched();
		if (!folder) return;
		const found = (await metadata(folder.path)) ?? [];
		// Marks of files that have gone are of no use any more.
		const left = folder.taken.filter((mark) => found.some((file) => markOf(file) === mark));
		const more = found.filter(({ file }) => paths.includes(file)).map(markOf);
		await keep({ ...folder, taken: [...new Set([...left, ...more])] });
	}

	const pathsOf = (wanted: readonly string[]) =>
		wanted.map((id) => {
			const file = ids.get(id);
			if (!file) throw new Fault('STORE_RECORD_MISSING', { what: 'file' });
			return file;
		});

	return {
		handlers: {
			offered: () => capture(offered),
			forgetFolder: () =>
				capture(async () => {
					await keep(undefined);
					return offered();
				}),
			dismiss: ({ ids: chosen }) =>
				capture(async () => {
					await taken(pathsOf(chosen));
					return offered();
				}),
		},
		setFolder: (folder) =>
			capture(async () => {
				await keep({ path: folder, since: now() - offeredBeforeMs, taken: [] });
				return offered();
			}),
		pathsOf,
		taken,
	};
}

type Metadata = { file: string; bytes: number; modified: number };

/** A file scanned again under its old name is a new one. */
function markOf({ file, bytes, modified }: Metadata): string {
	return `${path.basename(file)} ${bytes} ${Math.round(modified)}`;
}

/** Files of kinds that can be taken; undefined where the folder cannot be read. Links are not followed. */
async function metadata(folder: string): Promise<Metadata[] | undefined> {
	const names = await readdir(folder).catch(ignoreSystemError);
	if (!names) return undefined;
	const looked = await Promise.all(
		names
			.filter((name) => kinds.test(name) && !/^[.~]/.test(name))
			.map(async (name) => {
				const file = path.join(folder, name);
				// Gone since: the next look does not name it.
				const found = await lstat(file).catch(ignoreSystemError);
				return found?.isFile() ? [{ file, bytes: found.size, modified: found.mtimeMs }] : [];
			}),
	);
	return looked.flat();
}

function ignoreSystemError(thrown: NodeJS.ErrnoException): undefined {
	if (thrown.code === undefined) throw thrown;
}
