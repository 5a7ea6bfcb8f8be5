import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '../../shared/result.ts';
import { candidatePaths, type Driver, discoverModules, readDrivers } from './discover.ts';

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
		expect(await discoverModules(drivers, 'linux', {})).toEqual([
			{ path: alsoThere, vendor: 'A', practice: false },
			{ path: there, vendor: 'B', practice: true },
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
