import type Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { accountDatabase } from '../../../tests/fixtures/account-database.ts';
import { requests } from './0006-requests.ts';

let database: Database.Database;

beforeEach(() => {
	database = accountDatabase();
	database.exec("INSERT INTO nsw_account VALUES ('n', 'c', 'login', 'mailbox', NULL, NULL, 't')");
	database.exec(requests);
	database.exec(
		"INSERT INTO portal_request VALUES ('r', 'c', 'cancel-user-id', 's', 'V2060001', '2026-12-01', '', '', 't', 'An')",
	);
	database.exec("INSERT INTO portal_request_event VALUES ('e', 'r', 'saved', 't', 'An', 't', '')");
	database.exec("INSERT INTO certificate_change VALUES ('x', 'c', 'lost', 0, '{}', NULL, '{}', NULL, 't', NULL)");
});

test('an account of the National Single Window stays; nothing is recorded of its certificate', () => {
	expect(database.prepare('SELECT login, mailbox, certificate_serial FROM nsw_account').all()).toEqual([
		{ login: 'login', mailbox: 'mailbox', certificate_serial: '' },
	]);
});

test('kinds, events and reasons are those that are known', () => {
	expect(() => database.exec("UPDATE portal_request SET kind = 'other'")).toThrow('CHECK');
	expect(() => database.exec("UPDATE portal_request_event SET type = 'other'")).toThrow('CHECK');
	expect(() => database.exec("UPDATE certificate_change SET reason = 'other'")).toThrow('CHECK');
});

test('requests, their events and changes of certificates go with their company', () => {
	database.exec("DELETE FROM nsw_account; DELETE FROM company WHERE id = 'c'");
	for (const table of ['portal_request', 'portal_request_event', 'certificate_change']) {
		expect(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get(), table).toEqual({ rows: 0 });
	}
});

test('the new tables are strict', () => {
	const tables = database.pragma('table_list') as { name: string; strict: number }[];
	expect(tables.filter(({ name, strict }) => !name.startsWith('sqlite_') && !strict)).toEqual([]);
});
