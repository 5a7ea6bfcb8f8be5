import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { first } from './0001-first.ts';
import { trustAndEvidence } from './0002-trust-and-evidence.ts';

let database: Database.Database;

beforeEach(() => {
	database = new Database(':memory:');
	database.pragma('foreign_keys = ON');
	database.exec(first);
	database.exec("INSERT INTO company VALUES ('c', '0100109106', 'n', '', '', '', '', '', '{}', '')");
	database.exec("INSERT INTO dossier VALUES ('d', 'c', 'HS-2026-001', 'k', 'sign', '{}', '', '')");
	database.exec(trustAndEvidence);
});

test('it leaves what the first schema holds, and its tables are strict', () => {
	expect(database.prepare('SELECT number FROM dossier').pluck().all()).toEqual(['HS-2026-001']);
	const tables = database.pragma('table_list') as { name: string; strict: number }[];
	const added = tables.filter(({ name }) => /^(trusted_certificate|signature_evidence(_item)?)$/.test(name));
	expect(added.map(({ strict }) => strict)).toEqual([1, 1, 1]);
});

test('evidence belongs to a dossier and never changes', () => {
	const insert = database.prepare("INSERT INTO signature_evidence VALUES (?, ?, '', '{}')");
	expect(() => insert.run('e', 'nobody')).toThrow('FOREIGN KEY');
	insert.run('e', 'd');
	database.exec("INSERT INTO signature_evidence_item VALUES ('e', 0, 'certificate', x'30')");
	expect(() => database.exec("UPDATE signature_evidence SET signed_at = 'x'")).toThrow('never changes');
	expect(() => database.exec("UPDATE signature_evidence_item SET bytes = x'31'")).toThrow('never changes');
	expect(() => database.exec("INSERT INTO signature_evidence_item VALUES ('e', 1, 'photo', x'30')")).toThrow('CHECK');
});
