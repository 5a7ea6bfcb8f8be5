import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { first } from './0001-first.ts';
import { accounts } from './0003-accounts.ts';

let database: Database.Database;

beforeEach(() => {
	database = new Database(':memory:');
	database.pragma('foreign_keys = ON');
	database.exec(first);
	database.exec("INSERT INTO company VALUES ('c', '0100109106', 'Công ty', 'CT', 'đ', '1', 'e', 'HP', '{}', 't')");
	const insert = database.prepare(
		`INSERT INTO parameter_set VALUES (?, 'c', 'An', 'e', ?, ?, ?, ?, 'VNPT-CA', '54', 'b', 'a', 's', x'0102', ?, 'p', 'u')`,
	);
	insert.run('1', 'V2060', 'V2060001', 'T1A2B3', 'PC 1', Buffer.of(1, 2, 3));
	insert.run('2', 'V2060', 'V2060002', '', '', null);
	insert.run('3', 'V2061', 'V2061001', '', '', Buffer.of(4));
	database.exec(accounts);
});

const all = (sql: string) => database.prepare(sql).all();

test('a terminal takes the id of its parameter set, under which its access key is sealed', () => {
	expect(
		all('SELECT id, company_id, terminal_id, computer, access_key_sealed, status, updated_at FROM terminal'),
	).toEqual([
		{
			id: '1',
			company_id: 'c',
			terminal_id: 'T1A2B3',
			computer: 'PC 1',
			access_key_sealed: Buffer.of(1, 2, 3),
			status: 'approved',
			updated_at: 'u',
		},
		{
			id: '3',
			company_id: 'c',
			terminal_id: '',
			computer: '',
			access_key_sealed: Buffer.of(4),
			status: 'approved',
			updated_at: 'u',
		},
	]);
	expect(all('SELECT id, terminal_ref FROM parameter_set ORDER BY id')).toEqual([
		{ id: '1', terminal_ref: '1' },
		{ id: '2', terminal_ref: null },
		{ id: '3', terminal_ref: '3' },
	]);
});

test('everything else of a parameter set and a company is as it was', () => {
	expect(all("SELECT * FROM parameter_set WHERE id = '1'")).toEqual([
		{
			id: '1',
			company_id: 'c',
			declarant_name: 'An',
			email: 'e',
			user_code: 'V2060',
			user_id: 'V2060001',
			certificate_provider: 'VNPT-CA',
			certificate_serial: '54',
			certificate_not_before: 'b',
			certificate_not_after: 'a',
			certificate_subject: 's',
			password_sealed: Buffer.of(1, 2),
			password_changed_at: 'p',
			updated_at: 'u',
			terminal_ref: '1',
			certificate_tax_code: '',
			status: 'approved',
			effective_at: null,
			ends_on: '',
		},
	]);
	expect(all('SELECT tax_code, name, place, kind, practice, fax FROM company')).toEqual([
		{ tax_code: '0100109106', name: 'Công ty', place: 'HP', kind: 'own', practice: 0, fax: '' },
	]);
});

test('each User code of a company stands once', () => {
	expect(all('SELECT id, code, status FROM user_code ORDER BY code')).toEqual([
		{ id: '1', code: 'V2060', status: 'approved' },
		{ id: '3', code: 'V2061', status: 'approved' },
	]);
});

test('a User ID outlives its terminal', () => {
	database.exec("DELETE FROM terminal WHERE id = '1'");
	expect(all("SELECT terminal_ref FROM parameter_set WHERE id = '1'")).toEqual([{ terminal_ref: null }]);
	expect(() => database.exec("UPDATE parameter_set SET terminal_ref = 'x'")).toThrow('FOREIGN KEY');
});

test('a company has one administrator account and one of the National Single Window', () => {
	const admin = "INSERT INTO admin_account VALUES (?, 'c', NULL, NULL, '', '', '', '', '', '', '')";
	database.prepare(admin).run('a1');
	expect(() => database.prepare(admin).run('a2')).toThrow('UNIQUE');
	const nsw = "INSERT INTO nsw_account VALUES (?, 'c', '', '', NULL, NULL, '')";
	database.prepare(nsw).run('n1');
	expect(() => database.prepare(nsw).run('n2')).toThrow('UNIQUE');
	expect(() => database.exec("DELETE FROM company WHERE id = 'c'")).toThrow('FOREIGN KEY');
});

test('all new tables are strict', () => {
	const tables = database.pragma('table_list') as { name: string; strict: number }[];
	const loose = tables.filter(({ name, strict }) => !name.startsWith('sqlite_') && !strict);
	expect(loose).toEqual([]);
});
