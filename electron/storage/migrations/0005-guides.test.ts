import type Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { accountDatabase } from '../../../tests/fixtures/account-database.ts';
import { guides } from './0005-guides.ts';

let database: Database.Database;

beforeEach(() => {
	database = accountDatabase();
	database.exec(
		`INSERT INTO password_history VALUES ('h', 'user', 'u', x'01', '2026-11-16T01:45:00.000Z', 'issued', 'succeeded', 0, 'An')`,
	);
	database.exec(guides);
});

const run = (id: string, closed = false) =>
	database
		.prepare("INSERT INTO guide_run VALUES (?, 'c', 'issue-password', 'u', '{}', NULL, 't', ?, ?)")
		.run(id, closed ? 'done' : null, closed ? 't' : null);

test('a password recorded before stays as it was, and its wait counts as announced', () => {
	expect(database.prepare('SELECT * FROM password_history').all()).toEqual([
		{
			id: 'h',
			account_kind: 'user',
			account_id: 'u',
			value_sealed: Buffer.of(1),
			recorded_at: '2026-11-16T01:45:00.000Z',
			way: 'issued',
			answer: 'succeeded',
			undone: 0,
			who: 'An',
			undone_reason: '',
			announced: 1,
		},
	]);
});

test('a guide is open once for its subject; closed runs stay beside it', () => {
	run('1', true);
	run('2', true);
	run('3');
	expect(() => run('4')).toThrow('UNIQUE');
});

test('an outcome and its time come together', () => {
	run('1');
	expect(() => database.exec("UPDATE guide_run SET outcome = 'done'")).toThrow('CHECK');
	database.exec("UPDATE guide_run SET outcome = 'done', closed_at = 't'");
});

test('the runs of a company go with it', () => {
	run('1');
	database.exec("DELETE FROM company WHERE id = 'c'");
	expect(database.prepare('SELECT count(*) AS runs FROM guide_run').get()).toEqual({ runs: 0 });
});
