import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '../../shared/result.ts';
import { type Computer, candidatePaths, type Driver, discoverModules, readDrivers } from './discover.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/registry');
const shipped = join(import.meta.dirname, '../../resources/drivers/drivers.json');

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'trình điều khiển '));
	try {
		await work(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}

const entry = (vendor: string, places: Partial<Driver>): Driver => ({
	vendor,
	confidence: 'hint',
	sources: [],
	win32: [],
	darwin: [],
	linux: [],
	...places,
});

const linux: Computer = {
	platform: 'linux',
	environment: {},
	readRegistry: () => Promise.reject(new Error('there is no registry here')),
	p11KitFolders: [],
	realPath: (file) => realpath(file).catch(() => undefined),
};

/** Windows with these files, by what they really are, and the given output of reg.exe for each key. */
const windows = (files: Record<string, string>, registry: Record<string, string> = {}): Computer => ({
	platform: 'win32',
	environment: { SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files' },
	readRegistry: async (key) => registry[key.includes('Defaults') ? 'csp' : 'ksp'] ?? '',
	p11KitFolders: [],
	realPath: async (file) => files[file],
});

test('the shipped list is well formed, names a source for every driver and no file twice', async () => {
	const drivers = unwrap(await readDrivers(shipped));
	expect(drivers.length).toBeGreaterThan(15);
	expect(drivers.filter(({ sources }) => sources.length === 0)).toEqual([]);
	const windows = candidatePaths(drivers, 'win32', { SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files' });
	const paths = windows.map(({ path }) => path.toLowerCase());
	expect(paths.length).toBe(new Set(paths).size);
	expect(paths.filter((path) => !/^c:\\.+\.dll$/.test(path))).toEqual([]);
	// The module ending in _s is the one of the CSP, not PKCS#11.
	expect(paths.filter((path) => path.endsWith('_s.dll'))).toEqual([]);
	expect(drivers.filter(({ practice }) => practice).map(({ vendor }) => vendor)).toEqual(['SoftHSM']);
});

test('on Windows a bare name lies in System32 and a variable names its folder', () => {
	const drivers = [
		entry('A', { win32: ['a.dll', '%ProgramFiles%\\Bkav Corporation\\b.dll', '%NotSet%\\c.dll'], linux: ['/a.so'] }),
	];
	const environment = { SystemRoot: 'D:\\Windows', ProgramFiles: 'D:\\Program Files' };
	expect(candidatePaths(drivers, 'win32', environment).map(({ path }) => path)).toEqual([
		'D:\\Windows\\System32\\a.dll',
		'D:\\Program Files\\Bkav Corporation\\b.dll',
	]);
	expect(candidatePaths(drivers, 'linux', {}).map(({ path }) => path)).toEqual(['/a.so']);
	expect(candidatePaths(drivers, 'freebsd', {})).toEqual([]);
});

test('only files that exist are found, in the order of the list', () =>
	inFolder(async (folder) => {
		const [there, missing, alsoThere] = ['đây.so', 'không.so', 'cũng.so'].map((name) => join(folder, name));
		await writeFile(there!, '');
		await writeFile(alsoThere!, '');
		const drivers = [entry('A', { linux: [alsoThere!, missing!] }), entry('B', { linux: [there!], practice: true })];
		expect(await discoverModules(drivers, linux)).toEqual([
			{ path: alsoThere, vendor: 'A', practice: false },
			{ path: there, vendor: 'B', practice: true },
		]);
	}));

test('on Windows the module beside the registered CSP comes first, and its _s twin is never a candidate', async () => {
	const files = {
		'C:\\Windows\\System32\\viettel-ca_v6_s.dll': '1',
		'C:\\Windows\\System32\\viettel-ca_v6.dll': '2',
		'C:\\Program Files\\Bkav Corporation\\BkavCA Token Manager\\st3csp11.dll': '3',
		'C:\\Windows\\System32\\a.dll': '4',
	};
	const drivers = [entry('A', { win32: ['a.dll'] }), entry('Bkav', { win32: ['st3csp11.dll'] })];
	const registry = { csp: await readFile(join(fixtures, 'reg-query-csp.txt'), 'utf8') };
	const found = await discoverModules(drivers, windows(files, registry));
	expect(found.map(({ path, vendor }) => [path.split('\\').at(-1), vendor])).toEqual([
		['viettel-ca_v6.dll', ''],
		['st3csp11.dll', 'Bkav'],
		['a.dll', 'A'],
	]);
});

test('a file that is reached by two names is tried once', async () => {
	const files = { 'C:\\Windows\\System32\\a.dll': 'same', 'C:\\Program Files\\A\\a.dll': 'same' };
	const drivers = [entry('A', { win32: ['%ProgramFiles%\\A\\a.dll', 'a.dll'] })];
	expect(await discoverModules(drivers, windows(files))).toEqual([
		{ path: 'C:\\Program Files\\A\\a.dll', vendor: 'A', practice: false },
	]);
});

test('modules registered with p11-kit come last, and one that the list has already named is not repeated', () =>
	inFolder(async (folder) => {
		const at = (name: string) => join(folder, name);
		for (const name of ['opensc.so', 'vendor.so']) await writeFile(at(name), '');
		await symlink(at('opensc.so'), at('alias.so'));
		await mkdir(at('modules'));
		await writeFile(at('modules/a-opensc.module'), `# OpenSC\nmodule: ${at('alias.so')}\n`);
		await writeFile(at('modules/b.module'), `module:${at('vendor.so')}\ncritical: no\n`);
		await writeFile(at('modules/p11-kit-trust.module'), `module: ${at('p11-kit-trust.so')}\ntrust-policy: yes\n`);
		await writeFile(at('p11-kit-trust.so'), '');
		await writeFile(at('modules/readme'), `module: ${at('p11-kit-trust.so')}\n`);
		const found = await discoverModules([entry('OpenSC', { linux: [at('opensc.so')] })], {
			...linux,
			p11KitFolders: [at('missing'), at('modules')],
		});
		expect(found.map(({ path, vendor }) => [path, vendor])).toEqual([
			[at('opensc.so'), 'OpenSC'],
			[at('vendor.so'), ''],
		]);
	}));

test.each([
	['no JSON', '{', ''],
	['a driver without vendor', '{"about":"","reviewed":"2026-11-22","drivers":[{}]}', 'drivers.0.vendor'],
])('a list that is %s is refused by name', (_, text, detail) =>
	inFolder(async (folder) => {
		await writeFile(join(folder, 'drivers.json'), text);
		expect(await readDrivers(join(folder, 'drivers.json'))).toEqual({
			ok: false,
			error: { code: 'INPUT_JSON', params: { file: 'drivers.json', detail } },
		});
	}),
);

test('a list that is not there is named', async () => {
	expect(await readDrivers('/nowhere/drivers.json')).toEqual({
		ok: false,
		error: { code: 'FILE_NOT_FOUND', params: { file: 'drivers.json' } },
	});
});
