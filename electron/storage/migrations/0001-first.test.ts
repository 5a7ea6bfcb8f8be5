import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { first } from './0001-first.ts';

let database: Database.Database;

beforeEach(() => {
	database = new Database(':memory:');
	database.exec(first);
});

test('every table is strict', () => {
	const tables = database.pragma('table_list') as { name: string; strict: number }[];
	const ours = tables.filter(({ name }) => !name.startsWith('sqlite_'));
	expect(ours.map(({ name }) => name).sort()).toEqual([
		'audit',
		'audit_begun',
		'audit_head',
		'company',
		'dossier',
		'parameter_set',
		'setting',
		'vault',
	]);
	expect(ours.filter(({ strict }) => !strict)).toEqual([]);
});

test('an audit row keeps its values and stays, also when it is replaced', () => {
	const insert = database.prepare(
		"INSERT OR REPLACE INTO audit VALUES (?, '2026-11-22T00:00:00Z', 1, 'an', 'vault.unlock', '', 'ok', x'00', ?)",
	);
	insert.run(1, null);
	expect(() => database.exec("UPDATE audit SET outcome = 'x'")).toThrow('never change');
	expect(() => database.exec("UPDATE audit SET outcome = 'x', mac = x'01'")).toThrow('never change');
	expect(() => database.exec('DELETE FROM audit')).toThrow('never deleted');
	expect(() => insert.run(1, null)).toThrow('in order');
	expect(() => insert.run(3, null)).toThrow('in order');
	database.exec("UPDATE audit SET mac = x'01'");
	expect(() => database.exec("UPDATE audit SET mac = x'02'")).toThrow('never change');
	expect(() => database.exec('UPDATE audit SET mac = NULL')).toThrow('never change');
	expect(database.prepare('SELECT counter, outcome, mac FROM audit').all()).toEqual([
		{ counter: 1, outcome: 'ok', mac: Buffer.of(1) },
	]);
});

test('a parameter set needs its company and its User ID stands once in it', () => {
	database.pragma('foreign_keys = ON');
	database.exec("INSERT INTO company VALUES ('c', '0100109106', 'n', '', '', '', '', '', '{}', '')");
	const insert = database.prepare(
		"INSERT INTO parameter_set VALUES (?, ?, '', '', '', ?, '', '', '', '', '', '', '', NULL, NULL, NULL, '')",
	);
	insert.run('1', 'c', 'V2060001');
	insert.run('2', 'c', '');
	insert.run('3', 'c', '');
	expect(() => insert.run('4', 'c', 'V2060001')).toThrow('UNIQUE');
	expect(() => insert.run('5', 'nobody', 'V2060002')).toThrow('FOREIGN KEY');
});
