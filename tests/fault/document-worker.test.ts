import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentWorker, documentTimeLimits } from '../../electron/pdf/worker/document-worker.ts';
import { workerSpawn } from '../../electron/platform/worker-link.ts';

let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'lỗi '));
	const pdf = await PDFDocument.create();
	pdf.addPage();
	writeFileSync(at('một trang.pdf'), await pdf.save());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const real = new URL('../../electron/document-worker.ts', import.meta.url);
/** A worker with a program of its own, as a data URL. */
const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const listening = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ id }) => {";
const short = { secondsPerFile: 1, secondsPerMb: 0 };

/** The same thread stays useful to nobody: the next job must work whatever the last one did. */
async function expectStillWorking(): Promise<void> {
	const worker = new DocumentWorker(workerSpawn({ entry: real, memoryMb: 512 }));
	expect(await worker.inspect(at('một trang.pdf'))).toMatchObject({ ok: true, value: { kind: 'pdf' } });
}

describe('the document worker', () => {
	it('starts and answers quickly enough for a fresh thread per job', async () => {
		const worker = new DocumentWorker(workerSpawn({ entry: real, memoryMb: 512 }));
		await worker.inspect(at('một trang.pdf'));
		const started = performance.now();
		expect((await worker.inspect(at('một trang.pdf'))).ok).toBe(true);
		expect(performance.now() - started).toBeLessThan(1500);
	});

	it.each([
		['never answers', `${listening} });`],
		['runs in a circle', `${listening} for (;;); });`],
	])('that %s is killed at the time limit and the file named', async (_, code) => {
		const worker = new DocumentWorker(workerSpawn({ entry: program(code), memoryMb: 128 }), short);
		const started = performance.now();
		expect(await worker.inspect(at('một trang.pdf'))).toEqual({
			ok: false,
			error: { code: 'PDF_TIMEOUT', params: { file: 'một trang.pdf', seconds: 1 } },
		});
		expect(performance.now() - started).toBeLessThan(3000);
		await expectStillWorking();
	});

	it('that hangs at the second file is killed with that file named, and nothing is written', async () => {
		const code = `${listening} parentPort.postMessage({ kind: 'event', name: 'file', data: { file: 'hai.pdf', bytes: 0 } }); });`;
		const worker = new DocumentWorker(workerSpawn({ entry: program(code), memoryMb: 128 }), short);
		const parts = [{ path: at('một trang.pdf'), name: 'một trang.pdf' }];
		expect(await worker.assemble({ parts, output: at('ra.pdf') })).toMatchObject({
			error: { code: 'PDF_TIMEOUT', params: { file: 'hai.pdf', seconds: 1 } },
		});
		expect(readdirSync(folder)).not.toContain('ra.pdf');
	});

	it.each([
		['objects', `${listening} const kept = []; for (;;) kept.push({ at: kept.length }); });`],
		['text', `${listening} const kept = []; for (;;) kept.push('x'.repeat(1000) + kept.length); });`],
		['byte arrays', `${listening} const kept = []; for (;;) kept.push(new Uint8Array(2e7).fill(1)); });`],
	])('that fills its memory with %s is ended with PDF_MEMORY', async (_, code) => {
		const worker = new DocumentWorker(workerSpawn({ entry: program(code), memoryMb: 128 }));
		expect(await worker.inspect(at('một trang.pdf'))).toEqual({
			ok: false,
			error: { code: 'PDF_MEMORY', params: { file: 'một trang.pdf' } },
		});
		await expectStillWorking();
	});

	it('survives a PDF whose object stream unpacks to gigabytes', async () => {
		// Deflated zeros, 1:1000; six of them reach the file limits long before their end.
		const bomb = deflateSync(Buffer.alloc(500_000_000), { level: 9 });
		const streams = Array.from({ length: 6 }, (_, i) =>
			Buffer.concat([
				Buffer.from(`${i + 3} 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${bomb.length}>>stream\n`),
				bomb,
				Buffer.from('\nendstream endobj\n'),
			]),
		);
		const head = '%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n';
		writeFileSync(
			at('bom.pdf'),
			Buffer.concat([Buffer.from(head), ...streams, Buffer.from('trailer<</Root 1 0 R/Size 9>>\n%%EOF')]),
		);
		const before = process.memoryUsage().rss;
		const worker = new DocumentWorker(workerSpawn({ entry: real, memoryMb: 512 }));
		const result = await worker.inspect(at('bom.pdf'));
		expect(result.ok ? 'taken' : result.error.code).toMatch(/^PDF_(MEMORY|TIMEOUT|UNREADABLE)$/);
		expect(process.memoryUsage().rss - before).toBeLessThan(2.5e9);
		await expectStillWorking();
	}, 30_000);

	it('that dies without a word is a defect, not an answer', async () => {
		const worker = new DocumentWorker(
			workerSpawn({ entry: program(`${listening} process.exit(3); });`), memoryMb: 128 }),
		);
		await expect(worker.inspect(at('một trang.pdf'))).rejects.toThrow('ended with 3');
	});

	it('sees neither the environment nor the arguments of the application', async () => {
		const code = `${listening} parentPort.postMessage({ kind: 'answer', id, value: { ok: true, value: [Object.keys(process.env), process.argv.slice(2)] } }); });`;
		const worker = new DocumentWorker(workerSpawn({ entry: program(code), memoryMb: 128 }));
		expect(await worker.inspect(at('một trang.pdf'))).toEqual({ ok: true, value: [[], []] });
	});

	it('has ten seconds for a small file and more for a large one', () => {
		expect(documentTimeLimits).toEqual({ secondsPerFile: 10, secondsPerMb: 1 });
	});
});
