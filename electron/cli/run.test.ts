import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findResources } from '../platform/resources.ts';
import type { CommandContext } from './command.ts';
import { commands } from './commands.ts';
import { runCli } from './run.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'vnk-hồ sơ '));
});
afterAll(() => rm(folder, { recursive: true }));

const surroundings = (): Omit<CommandContext, 'texts'> => ({
	resources: findResources(),
	path: (typed) => path.resolve(folder, typed),
	sibling: (name) => path.join(folder, name),
	progress: () => {},
	readSecret: async () => new Uint8Array(),
	now: new Date('2026-11-22T05:00:00Z'),
});

const run = (line: string) => runCli(line.split(' ').filter(Boolean), surroundings());
const error = async (line: string) => {
	const { status, stdout, stderr } = await run(`${line} --json`);
	return { status, stderr, ...JSON.parse(stdout).error };
};
const file = (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content);

describe('check params', () => {
	test('answers every problem with its set, field and words, and exit status 1', async () => {
		await file('sets.json', JSON.stringify([{ userCode: 'A1234' }, { userCode: 'a1234', taxcode: '1' }]));
		const { status, stdout } = await run('check params sets.json --json');
		expect(status).toBe(1);
		const { ok, value } = JSON.parse(stdout);
		expect(ok).toBe(true);
		expect(value.problems).toEqual([
			expect.objectContaining({ index: 1, field: 'userCode', code: 'CODE_LOWER_CASE', severity: 'error' }),
			expect.objectContaining({ index: 1, field: 'taxcode', code: 'FIELD_UNKNOWN', severity: 'warning' }),
		]);
		for (const { message } of value.problems) expect(message).toMatch(/\p{L}+ \p{L}+/u);
	});

	test('a set with warnings only is in order', async () => {
		await file('warn.json', JSON.stringify({ taxCode: '0100109107', password: 'AB12' }));
		const { status, stdout } = await run('check params warn.json --json');
		expect(JSON.parse(stdout).value.problems.map(({ code }: { code: string }) => code)).toEqual([
			'TAX_CODE_CHECK_DIGIT',
			'PASSWORD_SHORT',
		]);
		expect(status).toBe(0);
	});

	test('reads a file with a byte order mark and one in UTF-16, as Notepad writes them', async () => {
		await file('bom.json', '\ufeff{"userCode":"A1234"}');
		await file('utf16.json', Buffer.from('\ufeff{"userCode":"A1234"}', 'utf16le'));
		for (const name of ['bom.json', 'utf16.json']) expect((await run(`check params ${name}`)).status, name).toBe(0);
	});

	test.each([
		['{"password": "GEHEIM", x}', '1', '24'],
		['{"a": 1,\n "b": nope}', '2', '7'],
		['[{"a": "\\x"}]', '1', '8'],
		['{"a": 1}\n}', '2', '1'],
		['{"a" 1}', '1', '6'],
		['[1, 2', '1', '6'],
		['[1,]', '1', '4'],
		['{"a": 1,}', '1', '9'],
		['{"a": "one\ntwo"}', '1', '7'],
		['', '1', '1'],
		['{]', '1', '2'],
		['1 2', '1', '3'],
		["{'a': 1}", '1', '2'],
	])('%j is refused with its place and without its text', async (text, line, column) => {
		await file('bad.json', text);
		const { status, code, message } = await error('check params bad.json');
		expect({ status, code }).toEqual({ status: 2, code: 'INPUT_JSON' });
		expect(message).toContain(`dòng ${line}, cột ${column}`);
		expect(message).not.toContain('GEHEIM');
	});

	test.each([
		['1', 2],
		['[{}, null]', 2],
		['[[]]', 2],
		['[]', 0],
		['{}', 0],
	])('%s has exit status %d', async (text, status) => {
		await file('shape.json', text);
		expect((await run('check params shape.json')).status).toBe(status);
	});

	test('names a missing file, a folder and text that is not UTF-8', async () => {
		await file('latin.json', Buffer.from([0x7b, 0xe9, 0x7d]));
		expect(await error('check params none.json')).toMatchObject({ status: 2, code: 'FILE_NOT_FOUND' });
		expect(await error('check params .')).toMatchObject({ status: 2, code: 'FILE_UNREADABLE' });
		expect(await error('check params latin.json')).toMatchObject({ status: 2, code: 'INPUT_JSON' });
	});
});

describe('answers', () => {
	test('are one JSON document with code, message and advice when something is wrong', async () => {
		const { status, stdout, stderr } = await run('frobnicate --json');
		expect(stdout.split('\n')).toEqual([expect.stringMatching(/^\{.*\}$/), '']);
		expect(JSON.parse(stdout)).toEqual({
			ok: false,
			error: { code: 'INPUT_USAGE', message: expect.stringContaining('"frobnicate"'), advice: expect.any(String) },
		});
		expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
	});

	test('come in the language asked for', async () => {
		expect((await run('check params none.json --lang en')).stderr).toMatch(/^File /);
		expect((await run('check params none.json --lang=vi')).stderr).toContain('Không tìm thấy');
		expect(await error('check params none.json --lang fr')).toMatchObject({ status: 2, code: 'INPUT_USAGE' });
	});

	test('show a defect by its number and places, never by its words, with exit status 5', async () => {
		const broken = {
			...surroundings(),
			path: (): string => {
				throw new TypeError('GEHEIM');
			},
		};
		const { status, stdout, stderr } = await runCli(['check', 'params', 'x', '--json'], broken);
		expect(status).toBe(5);
		expect(JSON.parse(stdout).error.code).toBe('INTERNAL_DEFECT');
		expect(stderr).toMatch(/TypeError\n\s+at /);
		expect(stdout + stderr).not.toContain('GEHEIM');
	});
});

describe('help', () => {
	const lines = ['', ...commands.map(({ words }) => words.join(' ')), 'token', 'letter'];
	test.each(lines)('explains "%s" in both languages', async (line) => {
		for (const language of ['vi', 'en']) {
			const { status, stdout } = await run(`${line} --help --lang ${language}`);
			expect(status).toBe(0);
			expect(stdout).toContain(`vnaccs-keyring ${line}`.trim());
			expect(stdout).toContain('--json');
		}
	});

	test('is a JSON document, too, when that is asked for', async () => {
		const { stdout } = await run('--help --json');
		expect(JSON.parse(stdout).value.help).toContain('check params');
	});
});
