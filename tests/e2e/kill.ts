import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Dossier } from '../../shared/contracts/dossiers-contract.ts';
import { type Application, expect } from './application.ts';
import type { Keyboard } from './keyboard.ts';
import { appPassword, ask } from './prepare.ts';

/** The application ends without a chance to do anything, every process of it, and is started again. */

/** Kills main alone, which no other process outlives, and opens the dossier again. */
export async function killAndReopen(application: Application, user: Keyboard): Promise<Dossier> {
	const all = processesOf(application);
	application.kill();
	return reopen(application, user, all);
}

/** Ends every process of it at the same moment, as a power cut does, when the first temporary file appears in `folder`. */
export async function cutPowerAtFirstFile(application: Application, folder: string, act: () => Promise<void>) {
	const all = processesOf(application);
	const appeared = new Promise<void>((resolve) => {
		const watcher = watch(folder, (_event, name) => {
			if (!name || !isTemporary(name)) return;
			watcher.close();
			for (const pid of all) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
			resolve();
		});
	});
	// The application goes while a key is being pressed.
	const acted = act().catch(() => undefined);
	await appeared;
	await acted;
	return all;
}

/** Starts again after `ended` have gone, unlocks, opens the only dossier; the log and the files are looked at. */
export async function reopen(application: Application, user: Keyboard, ended: number[]): Promise<Dossier> {
	await expect.poll(() => ended.filter(isAlive), { message: 'processes that outlive the application' }).toEqual([]);
	expect(whoHolds(application.folder), 'processes that hold a file of the data folder').toEqual([]);

	const page = await application.restart();
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await expect(page.getByLabel('Mật khẩu ứng dụng').first()).toBeFocused();
	await user.type(appPassword);
	await user.press('Enter');
	await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
	await user.press('Control+4');
	await user.use(page.getByRole('button', { name: 'Mở hồ sơ HS-2026-001' }));
	await expect(page.getByRole('list', { name: 'Các bước của hồ sơ' })).toBeVisible();
	await user.keepsFocus('in the dossier opened again');

	const { firstBad } = (await ask(page, 'audit', 'verify', {})) as { firstBad: number | null };
	expect(firstBad, 'the log is whole').toBeNull();
	// The page that was opened may be writing a preview of its own.
	await expect.poll(() => temporariesIn(application.folder)).toEqual([]);
	expectWhole(application.folder);
	return theDossier(user);
}

export async function theDossier({ page }: Keyboard): Promise<Dossier> {
	const [row] = (await ask(page, 'dossiers', 'list', {})) as { id: string }[];
	return (await ask(page, 'dossiers', 'get', { id: row?.id })) as Dossier;
}

export function temporariesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isTemporary);
}

/** Every document in `folder` can be read to its end. */
function expectWhole(folder: string): void {
	for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		if (isTemporary(file)) continue;
		// Exits with an error when the file is cut off; 3 is a remark about a file that came from elsewhere.
		if (file.endsWith('.pdf')) execFileSync('qpdf', ['--warning-exit-0', '--check', join(folder, file)]);
		if (file.endsWith('.eml')) expect(readFileSync(join(folder, file), 'utf8')).toMatch(/--\s*$/);
	}
}

function isTemporary(file: string): boolean {
	return /(^|\/)\.vnk-[^/]*$/.test(file);
}

function processesOf({ electron }: Application): number[] {
	const main = electron.process().pid;
	if (main === undefined) throw new Error('The application has no process.');
	return [main, ...descendantsOf(main)];
}

function descendantsOf(pid: number): number[] {
	const children = execFileSync('ps', ['-o', 'pid=,ppid=', '-e'], { encoding: 'utf8' })
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number))
		.flatMap(([child, parent]) => (parent === pid && child ? [child] : []));
	return [...children, ...children.flatMap(descendantsOf)];
}

/** A process that has ended and that nobody has asked about is not alive. */
function isAlive(pid: number): boolean {
	try {
		return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
}

function whoHolds(folder: string): string[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((pid) => openFilesOf(pid).some((file) => file.startsWith(folder)));
}

function openFilesOf(pid: string): string[] {
	try {
		const place = join('/proc', pid, 'fd');
		return readdirSync(place).flatMap((fd) => {
			try {
				return [readlinkSync(join(place, fd))];
			} catch {
				// Closed meanwhile.
				return [];
			}
		});
	} catch {
		// Ended meanwhile, or another user's.
		return [];
	}
}
