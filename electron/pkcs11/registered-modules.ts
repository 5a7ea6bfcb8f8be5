import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Everything below a key of the Windows registry as `reg query KEY /s` prints it; empty when there is no such key. */
export type ReadRegistry = (key: string) => Promise<string>;

/**
 * Where Windows keeps the libraries of certificate providers: CSPs (learn.microsoft.com, "CSP registration", value
 * Image Path) and CNG key storage providers (value Image below the subkey UM).
 */
const providerKeys = [
	'HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider',
	'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Cryptography\\Providers',
];

/** The library names of all registered providers, as they stand in the registry, each once. */
export async function providerLibraries(readRegistry: ReadRegistry): Promise<string[]> {
	const output = (await Promise.all(providerKeys.map(readRegistry))).join('\n');
	const values = output.matchAll(/^\s+Image(?: Path)?\s+REG_(?:EXPAND_)?SZ\s+(\S.*?)\s*$/gim);
	return [...new Set([...values].map(([, value = '']) => value.replaceAll('"', '').normalize('NFC')))];
}

/**
 * Where the PKCS#11 modules of providers may lie: makers put `X.dll` beside the CSP `X_s.dll` (never to be loaded
 * itself), others a module of a known name into the CSP's folder. Absolute Windows paths, whether they exist or not.
 */
export function modulesBeside(libraries: readonly string[], knownNames: readonly string[]): string[] {
	const twins = libraries.filter((library) => /_s\.dll$/i.test(library));
	const folders = new Set(libraries.map((library) => path.win32.dirname(library)));
	return [
		...twins.map((library) => library.replace(/_s(?=\.dll$)/i, '')),
		...[...folders].flatMap((folder) => knownNames.map((name) => path.win32.join(folder, name))),
	];
}

/** Asks reg.exe, with nothing but the fixed keys above in its arguments. */
export const readRegistry: ReadRegistry = (key) =>
	new Promise((resolve) => {
		const program = path.win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
		const limits = { encoding: 'buffer', timeout: 5000, maxBuffer: 8 * 1024 * 1024, windowsHide: true } as const;
		// It fails where the key does not exist: no provider then, and the known names are tried all the same.
		execFile(program, ['query', key, '/s', '/reg:64'], limits, (_failed, output) => resolve(decodeConsole(output)));
	});

/**
 * Text of a Windows console program: UTF-8 where the system is set to it, else the code page of Vietnamese Windows.
 * In any other code page a path with letters beyond ASCII comes out wrong, names no file, and is not tried.
 */
export function decodeConsole(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Not UTF-8, then.
		return new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
	}
}

/** Folders of the system (never the user's own) with one file per module (p11-kit manual, "Configuration Files"). */
export const p11KitFolders = ['/usr/share/p11-kit/modules', '/etc/pkcs11/modules'];

/**
 * Modules that packages registered with p11-kit. Names without a folder lie in `pkcs11` beside the system's libraries.
 * Its proxy repeats all the others and its trust module holds no keys: both are left out.
 */
export async function p11KitModules(folders: readonly string[]): Promise<string[]> {
	const modules: string[] = [];
	for (const folder of folders) {
		const names = (await readdir(folder).catch(absent)).filter((name) => name.endsWith('.module')).sort();
		for (const name of names) {
			const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
			const [, module] = /^\s*module\s*:\s*(\S.*?)\s*$/m.exec(text) ?? [];
			if (!module || /p11-kit-(?:proxy|trust)/.test(module)) continue;
			modules.push(...(path.isAbsolute(module) ? [module] : libraryFolders.map((one) => path.join(one, module))));
		}
	}
	return modules;
}

const libraryFolders = ['/usr/lib/x86_64-linux-gnu/pkcs11', '/usr/lib/aarch64-linux-gnu/pkcs11', '/usr/lib64/pkcs11'];

/** p11-kit is not installed: nothing is registered with it. */
const absent = (): string[] => [];
