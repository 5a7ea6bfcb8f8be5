import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';

const driver = z.strictObject({
	vendor: z.string(),
	/** How well the names are known: seen in others' code, documented by the maker, or opened by us. */
	confidence: z.enum(['hint', 'documented', 'confirmed']),
	sources: z.array(z.string()),
	/** A token to try things with, never one that counts. */
	practice: z.boolean().optional(),
	win32: z.array(z.string()),
	darwin: z.array(z.string()),
	linux: z.array(z.string()),
});
const driversFile = z.strictObject({ about: z.string(), reviewed: z.iso.date(), drivers: z.array(driver) });

export type Driver = z.infer<typeof driver>;
export type FoundModule = { path: string; vendor: string; practice: boolean };

/** The driver list of `resources/drivers/drivers.json` or the user's own copy; INPUT_JSON when it is broken. */
export async function readDrivers(file: string): Promise<Result<Driver[]>> {
	const name = path.basename(file);
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (thrown) {
		const missing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
		return fail(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', { file: name });
	}
	const parsed = parseDrivers(text);
	return parsed.success
		? ok(parsed.data.drivers)
		: fail('INPUT_JSON', { file: name, detail: parsed.error.issues[0]?.path.join('.') ?? '' });
}

function parseDrivers(text: string): ReturnType<typeof driversFile.safeParse> {
	try {
		return driversFile.safeParse(JSON.parse(text));
	} catch {
		// Not JSON at all: the schema refuses undefined, so the answer has one shape.
		return driversFile.safeParse(undefined);
	}
}

/** Every path a driver of the list may lie at on this system, in the list's order, whether it exists or not. */
export function candidatePaths(
	drivers: readonly Driver[],
	platform: NodeJS.Platform,
	environment: Record<string, string | undefined>,
): FoundModule[] {
	if (platform !== 'win32' && platform !== 'darwin' && platform !== 'linux') return [];
	return drivers.flatMap(({ vendor, practice, [platform]: places }) =>
		places.flatMap((place) => {
			const absolute = platform === 'win32' ? windowsPath(place, environment) : place;
			return absolute === undefined ? [] : [{ path: absolute, vendor, practice: practice ?? false }];
		}),
	);
}

/** The drivers of the list that are installed here. A path of the user's own goes before these, unfiltered. */
export async function discoverModules(
	drivers: readonly Driver[],
	platform = process.platform,
	environment: Record<string, string | undefined> = process.env,
): Promise<FoundModule[]> {
	const candidates = candidatePaths(drivers, platform, environment);
	const present = await Promise.all(candidates.map((candidate) => exists(candidate.path)));
	return candidates.filter((_, index) => present[index]);
}

/** "name.dll" lies in System32; "%ProgramFiles%\…" names its folder by a variable of Windows. */
function windowsPath(place: string, environment: Record<string, string | undefined>): string | undefined {
	if (!place.includes('\\')) return path.win32.join(environment.SystemRoot ?? 'C:\\Windows', 'System32', place);
	const [, variable, rest] = /^%([^%]+)%(\\.*)$/.exec(place) ?? [];
	if (variable === undefined || rest === undefined) return place;
	const folder = environment[variable];
	return folder === undefined ? undefined : folder + rest;
}

async function exists(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		// Absent or out of reach: either way not a driver that can be tried.
		return false;
	}
}
