import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announceExchange, finishExchange, newestAside } from './put-aside.ts';

let data: string;
const at = '2026-11-22T01:02:03.456Z';
const aside = path.join('set-aside', '20261122T010203456Z');

function fill(folder: string, mark: string): void {
	mkdirSync(path.join(data, folder, 'dossiers', 'a'), { recursive: true });
	writeFileSync(path.join(data, folder, 'keyring.db'), mark);
	writeFileSync(path.join(data, folder, 'dossiers', 'a', 'signed.pdf'), mark);
}

const marks = (folder: string) =>
	['keyring.db', 'dossiers/a/signed.pdf'].map((name) => readFileSync(path.join(data, folder, name), 'utf8'));

beforeEach(() => {
	data = mkdtempSync(path.join(tmpdir(), 'vnk-'));
	fill('.', 'cũ');
	writeFileSync(path.join(data, 'keyring.db-wal'), 'cũ');
	writeFileSync(path.join(data, 'preferences.json'), '{}');
	fill('restoring', 'mới');
});

afterEach(() => rmSync(data, { recursive: true }));

function expectExchanged(): void {
	expect(marks('.')).toEqual(['mới', 'mới']);
	expect(marks(aside)).toEqual(['cũ', 'cũ']);
	expect(readdirSync(path.join(data, aside)), 'the log of the old file goes with it').toContain('keyring.db-wal');
	expect(readdirSync(data).sort()).toEqual(['dossiers', 'keyring.db', 'preferences.json', 'set-aside']);
}

test('without an announcement nothing moves', async () => {
	expect(await finishExchange(data)).toEqual({ ok: true, value: false });
	expect(marks('.')).toEqual(['cũ', 'cũ']);
});

test('an announced exchange swaps the data and leaves the rest of the folder alone', async () => {
	await announceExchange(data, 'restoring', at);
	expect(marks('.')).toEqual(['cũ', 'cũ']);
	expect(await finishExchange(data)).toEqual({ ok: true, value: true });
	expectExchanged();
	expect(await finishExchange(data)).toEqual({ ok: true, value: false });
	expect(await newestAside(data)).toEqual({ folder: aside, at });
});

const from = (...parts: string[]) => path.join(data, ...parts);

test.each([
	['before anything moved', () => {}],
	['with the data file out', () => moveOut('keyring.db')],
	['with everything out', () => moveOut('keyring.db', 'keyring.db-wal', 'dossiers')],
	[
		'with the data file in',
		() => {
			moveOut('keyring.db', 'keyring.db-wal', 'dossiers');
			setPhaseIn();
			renameSync(from('restoring', 'keyring.db'), from('keyring.db'));
		},
	],
	[
		'with everything in and the journal left',
		() => {
			moveOut('keyring.db', 'keyring.db-wal', 'dossiers');
			setPhaseIn();
			for (const part of ['keyring.db', 'dossiers']) renameSync(from('restoring', part), from(part));
			rmSync(from('restoring'), { recursive: true });
		},
	],
])('an exchange cut short %s is finished by the next start', async (_when, cut) => {
	await announceExchange(data, 'restoring', at);
	cut();
	expect(await finishExchange(data)).toEqual({ ok: true, value: true });
	expectExchanged();
});

function moveOut(...parts: string[]): void {
	mkdirSync(from(aside), { recursive: true });
	for (const part of parts) renameSync(from(part), from(aside, part));
}

function setPhaseIn(): void {
	const journal = JSON.parse(readFileSync(from('restore.json'), 'utf8'));
	writeFileSync(from('restore.json'), JSON.stringify({ ...journal, phase: 'in' }));
}

test('an empty start puts everything aside and forgets that there were data', async () => {
	writeFileSync(from('keyring.made'), '');
	await announceExchange(data, null, at);
	await finishExchange(data);
	expect(existsSync(from('keyring.db'))).toBe(false);
	expect(existsSync(from('keyring.made'))).toBe(false);
	expect(marks(aside)).toEqual(['cũ', 'cũ']);
});
