import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../../shared/result.ts';
import { databaseFileName, knownSchema, openStore, type Store } from './database.ts';

let folder: string;
let file: string;

beforeEach(() => {
	folder = path.join(mkdtempSync(path.join(tmpdir(), 'vnk-')), 'Nguyễn Văn Đức', "hồ sơ 100% 'mật'");
	file = path.join(folder, databaseFileName);
});

afterEach(() => {
	vi.unstubAllGlobals();
	rmSync(path.join(folder, '..', '..'), { recursive: true, force: true });
});

function opened(result: Result<Store>): Store {
	if (!result.ok) throw new Error(result.error.code);
	return result.value;
}

function remember(store: Store, key: string): void {
	store.write((database) => database.prepare('INSERT INTO setting VALUES (?, ?)').run(key, 'value'));
}

function keys(store: Store): unknown[] {
	return store.read((database) => database.prepare('SELECT key FROM setting ORDER BY key').pluck().all());
}

/** Every change inside the main file shows here; the files beside it are SQLite's own. */
function digest(): string {
	return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function expectRefusal(code: string, params: object): void {
	const before = digest();
	expect(openStore(folder)).toEqual({ ok: false, error: { code, params } });
	expect(digest(), 'the file must stay as it is').toBe(before);
}

test('a new data folder is made under a Vietnamese path and keeps what was written', () => {
	const store = opened(openStore(folder));
	remember(store, 'a');
	store.close();
	const again = opened(openStore(folder));
	expect(keys(again)).toEqual(['a']);
	again.close();
	expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('the settings that hold against power loss are on', () => {
	const store = opened(openStore(folder));
	const pragma = (name: string) => store.read((database) => database.pragma(name, { simple: true }));
	expect(pragma('journal_mode')).toBe('wal');
	expect(pragma('synchronous')).toBe(2);
	expect(pragma('foreign_keys')).toBe(1);
	expect(pragma('application_id')).toBe(0x564e4b52);
	expect(pragma('integrity_check')).toBe('ok');
	// Below 3.51.3 a defect of SQLite can lose commits when the log is reset.
	const version = store.read((database) => database.prepare('SELECT sqlite_version()').pluck().get()) as string;
	expect(version.localeCompare('3.51.3', 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
	store.close();
});

test('a write that fails half-way leaves nothing behind', () => {
	const store = opened(openStore(folder));
	expect(() =>
		store.write(() => {
			remember(store, 'half');
			throw new Error('stop');
		}),
	).toThrow('stop');
	expect(keys(store)).toEqual([]);
	store.close();
});

test('while one store is open a second opening gives up with STORE_BUSY', () => {
	const store = opened(openStore(folder));
	expect(openStore(folder)).toEqual({ ok: false, error: { code: 'STORE_BUSY', params: {} } });
	remember(store, 'still writable');
	store.close();
	opened(openStore(folder)).close();
});

test('a newer schema is refused and the file not touched', () => {
	opened(openStore(folder)).close();
	const database = new Database(file);
	database.pragma('user_version = 99');
	database.close();
	expectRefusal('STORE_NEWER_SCHEMA', { found: 99, known: knownSchema });
});

test('a newer schema that stands only in the log is refused, too, and stays there', () => {
	opened(openStore(folder)).close();
	const database = new Database(file);
	database.pragma('user_version = 99');
	const [main, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
	database.close();
	writeFileSync(file, main);
	writeFileSync(`${file}-wal`, log);
	expectRefusal('STORE_NEWER_SCHEMA', { found: 99, known: knownSchema });
	expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);
});

test('a foreign database with our name is refused', () => {
	mkdirSync(folder, { recursive: true });
	const database = new Database(file);
	database.exec('CREATE TABLE theirs (x)');
	database.close();
	expectRefusal('STORE_CORRUPT', { path: folder });
});

test('an empty file is damage, not a new start', () => {
	mkdirSync(folder, { recursive: true });
	writeFileSync(file, '');
	expectRefusal('STORE_CORRUPT', { path: folder });
});

test('a data file that has vanished is a loss, not a new start', () => {
	opened(openStore(folder)).close();
	rmSync(file);
	expect(openStore(folder)).toEqual({ ok: false, error: { code: 'STORE_CORRUPT', params: { path: folder } } });
	expect(readdirSync(folder)).not.toContain(databaseFileName);
});

test('a log without its main file is damage, not a new start', () => {
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${file}-wal`, 'data of somebody');
	expect(openStore(folder)).toEqual({ ok: false, error: { code: 'STORE_CORRUPT', params: { path: folder } } });
	expect(readdirSync(folder)).toEqual([`${databaseFileName}-wal`]);
});

test.each([
	['the header', (bytes: Buffer) => bytes.fill(0x5a, 0, 100)],
	['the first page', (bytes: Buffer) => bytes.fill(0x5a, 100, 1000)],
	['an inner page', (bytes: Buffer) => bytes.fill(0x5a, 4096 * 4, 4096 * 5)],
	['the second half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
])('damage in %s is refused without touching the file', (_where, damage) => {
	const store = opened(openStore(folder));
	for (let n = 0; n < 500; n++) remember(store, `key ${n}`);
	store.close();
	writeFileSync(file, damage(readFileSync(file)));
	expectRefusal('STORE_CORRUPT', { path: folder });
});

test('a write-protected file or folder is refused', () => {
	opened(openStore(folder)).close();
	chmodSync(file, 0o444);
	expectRefusal('STORE_READ_ONLY', { path: folder });
	chmodSync(file, 0o644);
	chmodSync(folder, 0o555);
	expectRefusal('STORE_READ_ONLY', { path: folder });
	chmodSync(folder, 0o755);
});

test('a file in the place of the folder and a folder in the place of the file are refused', () => {
	mkdirSync(path.dirname(folder), { recursive: true });
	writeFileSync(folder, '');
	expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'STORE_CANNOT_OPEN' } });
	rmSync(folder);
	mkdirSync(file, { recursive: true });
	expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'STORE_CANNOT_OPEN' } });
});

test('a runtime whose Node-API is too old is told so before the driver is loaded', () => {
	vi.stubGlobal('process', { ...process, versions: { ...process.versions, napi: '9' } });
	expect(() => openStore(folder)).toThrow('Node-API 10 is needed');
});
