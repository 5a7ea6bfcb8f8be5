import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwrap } from '../../../shared/result.ts';
import { createScansFeature, type ScansFeature } from './scans-feature.ts';

let folder: string;
let now: number;
let stored: Map<string, string>;
let scans: ScansFeature;

beforeEach(async () => {
	folder = path.join(await mkdtemp(path.join(tmpdir(), 'vnk-')), 'Máy quét');
	await mkdir(folder);
	now = Date.now();
	stored = new Map();
	scans = open();
	unwrap(await scans.setFolder(folder));
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

const open = () =>
	createScansFeature({
		settings: { get: async (key) => stored.get(key), set: async (key, value) => void stored.set(key, value) },
		now: () => now,
	});
const offered = async () => unwrap(await scans.handlers.offered({}));
const names = async () => (await offered()).files.map(({ name, ready }) => `${name} ${ready ? 'ready' : 'growing'}`);
const at = (name: string) => path.join(folder, name);
async function scanned(name: string, ageSeconds: number, content = 'x') {
	await writeFile(at(name), content);
	const time = (now - ageSeconds * 1000) / 1000;
	await utimes(at(name), time, time);
}

test('new scans are offered by name, oldest first, and nothing else of the folder is', async () => {
	await scanned('trang 2.jpg', 100);
	await scanned('trang 1.PDF', 200);
	await scanned('tuần trước.pdf', 8 * 24 * 3600);
	await scanned('ghi chú.txt', 100);
	await scanned('~dở.pdf', 100);
	await mkdir(at('thư mục.pdf'));
	const answer = await offered();
	expect(answer.folder).toBe('Máy quét');
	expect(answer.files.map(({ name }) => name)).toEqual(['trang 1.PDF', 'trang 2.jpg']);
	expect(JSON.stringify(answer)).not.toContain(folder);
});

test('a file that grows is not ready until its size has stood still for two seconds', async () => {
	await writeFile(at('đang quét.pdf'), 'x');
	now = Date.now();
	expect(await names()).toEqual(['đang quét.pdf growing']);
	now += 1900;
	expect(await names()).toEqual(['đang quét.pdf growing']);
	await appendFile(at('đang quét.pdf'), 'more');
	now += 1900;
	expect(await names()).toEqual(['đang quét.pdf growing']);
	now += 2000;
	expect(await names()).toEqual(['đang quét.pdf ready']);
});

test('an empty file never becomes ready', async () => {
	await scanned('rỗng.pdf', 500, '');
	expect(await names()).toEqual(['rỗng.pdf growing']);
});

test('what was taken or dismissed is not offered again, also after a restart; scanned anew it is', async () => {
	await scanned('một.pdf', 300);
	await scanned('hai.pdf', 200);
	const { files } = await offered();
	const [path] = scans.pathsOf([files[0]!.id]);
	expect(path).toBe(at('một.pdf'));
	await scans.taken([path!]);
	expect(await names()).toEqual(['hai.pdf ready']);
	unwrap(await scans.handlers.dismiss({ ids: [files[1]!.id] }));
	scans = open();
	expect(await names()).toEqual([]);
	await scanned('một.pdf', 90, 'longer');
	expect(await names()).toEqual(['một.pdf ready']);
});

test('an id that is not on offer leads to no file', () => {
	expect(() => scans.pathsOf(['01900000-0000-7000-8000-000000000001'])).toThrow('STORE_RECORD_MISSING');
});

test('a folder that has gone is said to be missing, and is back when it is back', async () => {
	await rm(folder, { recursive: true });
	expect(await offered()).toEqual({ folder: 'Máy quét', missing: true, files: [] });
	await mkdir(folder);
	await scanned('một.pdf', 100);
	expect((await offered()).missing).toBe(false);
	expect(await names()).toEqual(['một.pdf ready']);
});

test('a forgotten folder is not looked at any more', async () => {
	await scanned('một.pdf', 100);
	expect(unwrap(await scans.handlers.forgetFolder({}))).toEqual({ folder: null, missing: false, files: [] });
});
