import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realDocumentWorker as worker } from '../fixtures/real-document-worker.ts';
import { writeBases } from './pdf-fuzz-bases.ts';
import { mutate, randomOf } from './pdf-mutations.ts';

/** Damaged files get an answer from the closed list, in time and in little memory, whatever the damage. */

const seconds = 15;
const firstSeed = 20_261_122;
/** A file of a few kilobytes takes milliseconds; this is a loop. */
const longestMs = 30_000;

let folder: string;
let extra: string;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk-fuzz-'));
	extra = mkdtempSync(path.join(tmpdir(), 'vnk-fuzz-'));
	await writeBases(folder);
});
afterAll(() => {
	for (const place of [folder, extra]) rmSync(place, { recursive: true, force: true });
});

type Line = { begin?: number; defect?: number; end?: { cases: number; slowest: { ms: number }; peakMb: number } };

/** Runs the program and watches that no case takes too long. */
function fuzz(place: string, seed: number, forSeconds: number): Promise<{ lines: Line[]; hung: Line | undefined }> {
	const program = path.join(import.meta.dirname, 'pdf-fuzz-program.ts');
	const child = spawn(process.execPath, [program, place, String(seed), String(forSeconds)], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return new Promise((resolve) => {
		const lines: Line[] = [];
		let last: Line | undefined;
		let hung: Line | undefined;
		let timer: NodeJS.Timeout | undefined;
		createInterface({ input: child.stdout }).on('line', (text) => {
			clearTimeout(timer);
			const line = JSON.parse(text) as Line;
			if (line.begin === undefined) lines.push(line);
			last = line;
			timer = setTimeout(() => {
				hung = last;
				child.kill('SIGKILL');
			}, longestMs);
		});
		child.on('close', () => {
			clearTimeout(timer);
			resolve({ lines, hung });
		});
	});
}

describe('damaged files', () => {
	it('are taken, repaired or refused by a code, without a loop and in little memory', async () => {
		const { lines, hung } = await fuzz(folder, firstSeed, seconds);
		expect(hung).toBeUndefined();
		expect(lines.filter(({ defect }) => defect !== undefined)).toEqual([]);
		const { end } = lines.at(-1)!;
		expect(end?.cases).toBeGreaterThan(100);
		expect(end?.peakMb).toBeLessThan(1024);
	}, 60_000);

	it('get their answer from the real worker, which works on afterwards', async () => {
		for (const [index, name] of readdirSync(folder)
			.filter((one) => one.endsWith('.pdf'))
			.entries()) {
			const file = path.join(extra, name);
			writeFileSync(file, mutate(readFileSync(path.join(folder, name)), randomOf(index)).damaged);
			const result = await worker.inspect(file);
			if (!result.ok) expect(result.error.code).toMatch(/^(PDF|FILE)_/);
		}
		expect((await worker.inspect(path.join(folder, 'bang.pdf'))).ok).toBe(true);
	}, 60_000);
});

describe('files built to be heavy', () => {
	const catalog = '<</Type/Catalog/Pages 2 0 R>>';
	const page = '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>';
	const pages = '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]>>';
	const bomb = deflateSync(Buffer.alloc(400_000_000), { level: 9 }).toString('latin1');
	const content = (data: string, entries = '') => `<<${entries}/Length ${data.length}>>\nstream\n${data}\nendstream`;
	const many = (count: number, item: (index: number) => string) =>
		Array.from({ length: count }, (_, i) => item(i)).join('');
	const files: [string, () => string[], RegExp][] = [
		// Content is copied as it is: nothing here unpacks it.
		['content that unpacks to 400 MB', () => [catalog, pages, page, content(bomb, '/Filter/FlateDecode')], /^taken$/],
		['a page tree that is its own kid', () => [catalog, '<</Type/Pages/Kids[2 0 R]/Count 1>>'], /^PDF_UNREADABLE$/],
		[
			'a page tree whose nodes share their kids, 2^40 pages in all',
			() => [
				catalog,
				...Array.from({ length: 40 }, (_, i) => `<</Type/Pages/Kids[${i + 3} 0 R ${i + 3} 0 R]/MediaBox[0 0 9 9]>>`),
			],
			/^PDF_UNREADABLE$/,
		],
		['arrays 100,000 deep', () => [catalog, pages, `<</Type/Page/X${'['.repeat(1e5)}>>`], /^PDF_UNREADABLE$/],
		[
			'a hundred thousand annotations',
			() => [
				catalog,
				pages,
				`<</Type/Page/Parent 2 0 R/Annots[${'5 0 R '.repeat(1e5)}]>>`,
				'null',
				'<</Subtype/Text>>',
			],
			/^(taken|PDF_UNREADABLE)$/,
		],
		[
			'resources that lead to each other in a chain of 20,000',
			() => [
				catalog,
				pages,
				'<</Type/Page/Parent 2 0 R/Resources<</X 4 0 R>>>>',
				...Array.from({ length: 20_000 }, (_, i) => `<</N ${i + 5} 0 R>>`),
			],
			/^taken$/,
		],
		[
			'a name of a megabyte',
			() => [catalog, pages, `<</Type/Page/Parent 2 0 R/${'N'.repeat(1e6)} 1>>`],
			/^(taken|PDF_UNREADABLE)$/,
		],
		[
			'a key a hundred thousand times',
			() => [catalog, pages, `<</Type/Page/Parent 2 0 R${many(1e5, (i) => `/K${i} 0`)}>>`],
			/^taken$/,
		],
	];

	it('a cross-reference stream with numbers of 2^31 bytes, found by this fuzz', async () => {
		const file = path.join(extra, 'rộng.pdf');
		const text = readFileSync(path.join(folder, 'goi.pdf'), 'latin1');
		expect(text).toMatch(/\/W \[ \d/);
		writeFileSync(file, text.replace(/\/W \[ \d+/, '/W [ 2147483648'), 'latin1');
		const result = await worker.inspect(file);
		expect(result).toMatchObject({
			ok: true,
			value: { warnings: [{ code: 'repaired' }, { code: 'form-flattened' }] },
		});
	});

	it.each(files)('%s', async (name, bodies, answer) => {
		const file = path.join(extra, `${name.slice(0, 20).replaceAll(/\W/g, '')}.pdf`);
		let text = '%PDF-1.7\n';
		const rows = bodies().map((body, index) => {
			const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
			text += `${index + 1} 0 obj\n${body}\nendobj\n`;
			return row;
		});
		text += `xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${rows.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
		writeFileSync(file, text, 'latin1');
		const result = await worker.inspect(file);
		// Never by the time limit of the worker.
		expect(result.ok ? 'taken' : result.error.code).toMatch(answer);
	});
});
