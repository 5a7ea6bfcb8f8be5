import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { first } from './0001-first.ts';
import { osUnlock } from './0004-os-unlock.ts';

test('the vault keeps at most one key of the operating system, complete or not at all', () => {
	const database = new Database(':memory:');
	database.exec(first);
	database.exec(osUnlock);
	const insert = database.prepare('INSERT INTO vault_os VALUES (?, ?, ?)');
	expect(() => insert.run(2, Buffer.of(1), Buffer.of(1))).toThrow('CHECK');
	expect(() => insert.run(1, Buffer.of(1), null)).toThrow('NOT NULL');
	expect(() => insert.run(1, 'text', Buffer.of(1))).toThrow('cannot store TEXT');
	insert.run(1, Buffer.of(1), Buffer.of(2));
	expect(() => insert.run(1, Buffer.of(1), Buffer.of(2))).toThrow('UNIQUE');
});
