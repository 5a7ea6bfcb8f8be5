import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isLocalAbsolute, moduleName } from './module-file.ts';
import {
	modulesBeside,
	p11KitFolders,
	p11KitModules,
	providerLibraries,
	type ReadRegistry,
	readRegistry,
} from './registered-modules.ts';

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
/** `vendor` is empty for a module the list does not know. */
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

/** What discovery asks of the computer. */
export type Computer = {
	platform: NodeJS.Platform;
	environment: Record<string, string | undefined>;
	/** Asked on Windows only. */
	readRegistry: ReadRegistry;
	/** Read on Linux only. */
	p11KitFolders: readonly string[];
	/** The file behind a path, to try each file once whatever it is called; undefined when it cannot be tried at all. */
	realPath: (file: string) => Promise<string | undefined>;
};

const thisComputer = (): Computer => ({
	platform: process.platform,
	environment: process.env,
	readRegistry,
	p11KitFolders,
	// Absent or out of reach: either way not a driver that can be tried.
	realPath: (file) => realpath(file).catch(() => undefined),
});

/**
 * The driver files that exist here, each file once, in the order they are to be tried: beside the provider Windows
 * knows certificates under, the names of the list (OpenSC last), what is registered with p11-kit. A path of the
 * user's own goes before these, unfiltered.
 */
export async function discoverModules(
	drivers: readonly Driver[],
	computer: Computer = thisComputer(),
): Promise<FoundModule[]> {
	const { platform, environment } = computer;
	const candidates = [
		...(platform === 'win32' ? await registeredCandidates(drivers, computer) : []),
		...candidatePaths(drivers, platform, environment),
		...(platform === 'linux' ? (await p11KitModules(computer.p11KitFolders)).map((path) => named(drivers, path)) : []),
	];
	const files = await Promise.all(candidates.map((candidate) => computer.realPath(candidate.path)));
	return candidates.filter((_, index) => files[index] !== undefined && files.indexOf(files[index]) === index);
}

async function registeredCandidates(drivers: readonly Driver[], computer: Computer): Promise<FoundModule[]> {
	const names = drivers.flatMap(({ win32 }) => win32.map((place) => path.win32.basename(place)));
	const libraries = (await providerLibraries(computer.readRegistry)).flatMap((library) => {
		const absolute = windowsPath(library, computer.environment);
		return absolute !== undefined && isLocalAbsolute(absolute, 'win32') ? [absolute] : [];
	});
	return modulesBeside(libraries, names).map((module) => named(drivers, module));
}

/** A module found by other means than its name, with what the list knows of the name. */
function named(drivers: readonly Driver[], file: string): FoundModule {
	const name = moduleName(file).toLowerCase();
	const known = drivers.find(({ win32, linux }) =>
		[...win32, ...linux].some((place) => moduleName(place).toLowerCase() === name),
	);
	return { path: file, vendor: known?.vendor ?? '', practice: known?.practice ?? false };
}

/** "name.dll" lies in System32; "%ProgramFiles%\…" names its folder by a variable of Windows. */
function windowsPath(place: string, environment: Record<string, string | undefined>): string | undefined {
	if (!place.includes('\\')) return path.win32.join(environment.SystemRoot ?? 'C:\\Windows', 'System32', place);
	const [, variable, rest] = /^%([^%]+)%(\\.*)$/.exec(place) ?? [];
	if (variable === undefined || rest === undefined) return place;
	const folder = environment[variable];
	return folder === undefined ? undefined : folder + rest;
}
