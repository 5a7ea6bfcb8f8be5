import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type {
	BackupEntry,
	BackupKind,
	BackupStatus,
	backupContract,
} from '../../../shared/contracts/backup-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { noTries, waitSeconds } from '../../../shared/domain/throttle.ts';
import { capture, Fault, ok, type Result, unwrap } from '../../../shared/result.ts';
import type { KnownHead } from '../audit/audit-store-port.ts';
import {
	type Backup,
	bytesOf,
	copyBackup,
	dataFileName,
	listBackups,
	makeBackup,
	readBackup,
	unpackBackup,
} from './backup-folder.ts';
import type { BackupDatabase, BackupSettings } from './backup-port.ts';
import { announceExchange, newestAside, unpackedFolder } from './put-aside.ts';
import { surplus } from './rotation.ts';

type Parts = {
	/** The data folder. */
	data: string;
	database: BackupDatabase;
	/** Null while the data file cannot be opened. */
	settings: BackupSettings | null;
	/** Whether somebody has begun to use the data; empty ones need no backup. */
	inUse: () => Promise<boolean>;
	/** Milliseconds since 1970. */
	now: () => number;
};

export type BackupFeature = {
	handlers: Omit<Handlers<typeof backupContract>, 'chooseTarget' | 'choose'>;
	/** Makes a backup here and in the second folder, and removes what is surplus. */
	make(kind: BackupKind): Promise<Result<BackupEntry>>;
	/** Makes one in any folder; answers where. Nothing is removed there. */
	makeIn(root: string): Promise<Result<string>>;
	/** Whether this day in Viet Nam has no backup yet, or the last one failed. */
	dailyDue(): Promise<boolean>;
	/** The daily one; a failure is also kept for `status`. */
	makeDaily(): Promise<Result<null>>;
	setTarget(folder: string): Promise<Result<{ target: string }>>;
	/** A backup anywhere, named by its folder. */
	examine(folder: string): Promise<Result<BackupEntry>>;
	/** What backups of the line remember of the audit log. */
	heads(line: string): Promise<KnownHead[]>;
};

const targetKey = 'backup.target';
const problemKey = 'backup.problem';

const backupFolderName = 'backups';

/** Backups of the data folder, and the way back. A restore is only announced here: opening the folder anew does it. */
export function createBackupFeature({ data, database, settings, inUse, now }: Parts): BackupFeature {
	const own = path.join(data, backupFolderName);
	/** Backups the user pointed at, by the id the page knows. */
	const chosen = new Map<string, string>();
	let tries = noTries;
	let last: Promise<unknown> = Promise.resolve();
	const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
		const mine = last.then(work, work);
		last = mine;
		return mine;
	};

	const instant = () => new Date(now()).toISOString();
	const target = async () => (await settings?.get(targetKey)) || null;

	async function make(kind: BackupKind): Promise<Backup> {
		const backup = await makeBackup({ data, root: own, kind, at: instant() }, database);
		await thinOut(own);
		await copyOut(backup);
		return backup;
	}

	async function copyOut(backup: Backup): Promise<void> {
		const second = await target();
		if (second !== null) {
			await copyBackup(backup, second);
			await thinOut(second);
		}
		await settings?.set(problemKey, '');
	}

	async function keepProblem(result: Result<unknown>): Promise<void> {
		if (result.ok || !settings) return;
		const { code, params } = result.error;
		const before = await problem();
		const seen = before?.seen === true && before.code === code;
		await settings.set(problemKey, JSON.stringify({ code, params, seen }));
	}

	async function problem(): Promise<BackupStatus['problem']> {
		const text = await settings?.get(problemKey);
		return text ? (JSON.parse(text) as BackupStatus['problem']) : null;
	}

	async function find(id: string): Promise<Backup> {
		const [place = '', name = ''] = id.split(':', 2);
		const second = await target();
		const root = place === 'own' ? own : place === 'target' ? second : null;
		const known = root === null ? undefined : (await listBackups(root)).find((one) => one.name === name);
		const folder = known?.folder ?? chosen.get(id);
		const backup = folder === undefined ? null : await readBackup(folder);
		if (!backup) throw new Fault('BACKUP_MISSING', { name: name || id });
		return backup;
	}

	async function list(): Promise<BackupEntry[]> {
		const second = await target();
		const inOwn = await listBackups(own);
		const inTarget = second === null ? [] : await listBackups(second);
		// A copy of one that is here is the same backup.
		const elsewhere = inTarget.filter(({ name }) => !inOwn.some((one) => one.name === name));
		return [
			...inOwn.map((one) => entryOf(one, 'own', `own:${one.name}`)),
			...elsewhere.map((one) => entryOf(one, 'target', `target:${one.name}`)),
		].sort((one, other) => other.at.localeCompare(one.at));
	}

	const makeCaptured = (kind: BackupKind) =>
		oneAtATime(async () => {
			const result = await capture(async () => {
				const backup = await make(kind);
				return entryOf(backup, 'own', `own:${backup.name}`);
			});
			await keepProblem(result);
			return result;
		});

	return {
		make: makeCaptured,

		makeIn: (root) =>
			oneAtATime(() =>
				capture(async () => (await makeBackup({ data, root, kind: 'manual', at: instant() }, database)).folder),
			),

		async dailyDue() {
			if (!(await inUse())) return false;
			const newest = (await listBackups(own))[0];
			if (!newest || dateInVietnam(newest.manifest.at) !== dateInVietnam(instant())) return true;
			return (await problem()) !== null;
		},

		makeDaily: () =>
			oneAtATime(async () => {
				const newest = (await listBackups(own))[0];
				const today = newest && dateInVietnam(newest.manifest.at) === dateInVietnam(instant());
				// Only the second folder was missing: the copy is made as soon as it is back.
				const result = await capture(async () => void (await (today ? copyOut(newest) : make('daily'))));
				await keepProblem(result);
				return result.ok ? ok(null) : result;
			}),

		setTarget: (folder) =>
			oneAtATime(() =>
				capture(async () => {
					const newest =
						(await listBackups(own))[0] ??
						(await makeBackup({ data, root: own, kind: 'manual', at: instant() }, database));
					await copyBackup(newest, folder);
					await settings?.set(targetKey, folder);
					await settings?.set(problemKey, '');
					return { target: folder };
				}),
			),

		examine: (folder) =>
			capture(async () => {
				const backup = await readBackup(folder);
				if (!backup) throw new Fault('BACKUP_MISSING', { name: path.basename(folder) });
				const id = `chosen:${randomUUID()}`;
				chosen.set(id, folder);
				return entryOf(backup, 'chosen', id);
			}),

		async heads(line) {
			const second = await target();
			const known = [...(await listBackups(own)), ...(second === null ? [] : await listBackups(second))];
			// A copy remembers the same as its original.
			const different = new Map(known.map((one) => [one.name, one]));
			return [...different.values()].flatMap(({ manifest }) =>
				manifest.line === line && manifest.head ? [manifest.head] : [],
			);
		},

		handlers: {
			status: () =>
				capture(async () => {
					const newest = (await listBackups(own))[0]?.manifest;
					return {
						last: newest ? { at: newest.at, kind: newest.kind } : null,
						target: await target(),
						problem: await problem(),
						undo: (await newestAside(data))?.at ?? null,
					};
				}),

			list: () => capture(list),

			create: () => makeCaptured('manual'),

			acknowledge: () =>
				capture(async () => {
					const known = await problem();
					if (known) await settings?.set(problemKey, JSON.stringify({ ...known, seen: true }));
					return null;
				}),

			clearTarget: () =>
				capture(async () => {
					await settings?.set(targetKey, '');
					await settings?.set(problemKey, '');
					return null;
				}),

			restore: ({ id, secret }) =>
				oneAtATime(() =>
					capture(async () => {
						const seconds = waitSeconds(tries, now());
						if (seconds > 0) throw new Fault('VAULT_THROTTLED', { seconds });
						const backup = await find(id);
						const unpacked = path.join(data, unpackedFolder);
						await rm(unpacked, { recursive: true, force: true });
						try {
							await unpackBackup(backup, unpacked, database);
							const file = path.join(unpacked, dataFileName);
							tries = { failed: tries.failed + 1, at: now() };
							if (!(await database.opensWith(file, secret))) throw new Fault('VAULT_WRONG_PASSWORD');
							tries = noTries;
							// Whatever is wrong with the present data must not keep an intact backup from being restored.
							if (settings && (await inUse()))
								await makeBackup({ data, root: own, kind: 'restore', at: instant() }, database);
							await database.beginLine(file);
							unwrap(await announceExchange(data, unpackedFolder, instant()));
						} catch (thrown) {
							await rm(unpacked, { recursive: true, force: true });
							throw thrown;
						}
						return null;
					}),
				),

			undo: () =>
				oneAtATime(() =>
					capture(async () => {
						const aside = await newestAside(data);
						if (!aside) throw new Fault('BACKUP_NOTHING_TO_UNDO');
						try {
							await database.examine(path.join(data, aside.folder, dataFileName));
						} catch (thrown) {
							if (thrown instanceof Fault) throw new Fault('BACKUP_NOTHING_TO_UNDO', {}, thrown);
							throw thrown;
						}
						unwrap(await announceExchange(data, aside.folder, instant()));
						return null;
					}),
				),

			startEmpty: () =>
				capture(async () => {
					if (settings) throw new Fault('IPC_BAD_REQUEST', { field: 'name' });
					unwrap(await announceExchange(data, null, instant()));
					return null;
				}),
		},
	};
}

async function thinOut(root: string): Promise<void> {
	const known = await listBackups(root);
	const gone = surplus(known.map(({ name, manifest }) => ({ name, at: manifest.at, kind: manifest.kind })));
	for (const { name, folder } of known) {
		if (gone.includes(name)) await rm(folder, { recursive: true, force: true });
	}
}

function entryOf(backup: Backup, place: BackupEntry['place'], id: string): BackupEntry {
	const { at, kind, records } = backup.manifest;
	return {
		id,
		at,
		kind,
		bytes: bytesOf(backup),
		companies: records.company ?? 0,
		dossiers: records.dossier ?? 0,
		place,
	};
}
