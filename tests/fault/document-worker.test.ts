import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentWorker, documentTimeLimits } from '../../electron/pdf/worker/document-worker.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { realDocumentWorker, spawnDocumentWorker } from '../fixtures/real-document-worker.ts';

const electron = path.resolve(import.meta.dirname, '../../electron');
let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'lỗi '));
	const pdf = await PDFDocument.create();
	pdf.addPage();
	writeFileSync(at('một trang.pdf'), await pdf.save());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

/** A document worker as the real one is built, whose thread runs `code` when it is asked something. */
function program(code: string) {
	const entry = at('worker.mjs');
	const thread = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ id }) => { ${code} });`;
	const module = (name: string) => JSON.stringify(pathToFileURL(path.join(electron, 'platform', name)).href);
	writeFileSync(
		entry,
		`import { runGuarded } from ${module('guarded-thread.ts')};
		import { openParentPort } from ${module('parent-port.ts')};
		runGuarded(openParentPort(), new URL(${JSON.stringify(`data:text/javascript,${encodeURIComponent(thread)}`)}), 200);`,
	);
	return nodeSpawn({ execPath: process.execPath, entry });
}
const short = { secondsPerFile: 1, secondsPerMb: 0 };

/** Whatever the last job did, the next one works. */
async function expectStillWorking(): Promise<void> {
	expect(await realDocumentWorker.inspect(at('một trang.pdf'))).toMatchObject({
		ok: true,
		value: { kind: 'pdf' },
	});
}

describe('the document worker', () => {
	it('gives each job a process of its own, which ends with the job', async () => {
		const lives = { started: 0, ended: 0 };
		const worker = new DocumentWorker(() => {
			lives.started++;
			const link = spawnDocumentWorker();
			link.onExit(() => lives.ended++);
			return link;
		});
		for (const job of [1, 2]) {
			expect((await worker.inspect(at('một trang.pdf'))).ok).toBe(true);
			await expect.poll(() => lives, { timeout: 30_000 }).toEqual({ started: job, ended: job });
		}
	});

	it.each([
		['never answers', ''],
		['runs in a circle', 'for (;;);'],
	])('that %s is killed at the time limit and the file named', async (_, code) => {
		const worker = new DocumentWorker(program(code), short);
		// The answer comes when the process has gone.
		expect(await worker.inspect(at('một trang.pdf'))).toEqual({
			ok: false,
			error: { code: 'PDF_TIMEOUT', params: { file: 'một trang.pdf', seconds: 1 } },
		});
		await expectStillWorking();
	});

	it('that hangs at the second file is killed with that file named, and nothing is written', async () => {
		const code = `parentPort.postMessage({ kind: 'event', name: 'file', data: { file: 'hai.pdf', bytes: 0, place: 2, of: 3 } });`;
		// Long enough for the process to start and begin that file, however busy the machine is.
		const worker = new DocumentWorker(program(code), { secondsPerFile: 5, secondsPerMb: 0 });
		const parts = [{ path: at('một trang.pdf'), name: 'một trang.pdf' }];
		const begun: number[][] = [];
		const result = await worker.assemble({ parts, output: at('ra.pdf') }, { onFile: (...place) => begun.push(place) });
		expect(result).toMatchObject({ error: { code: 'PDF_TIMEOUT', params: { file: 'hai.pdf', seconds: 5 } } });
		expect(begun).toEqual([[2, 3]]);
		expect(readdirSync(folder)).not.toContain('ra.pdf');
	});

	it.each([
		['objects', 'const kept = []; for (;;) kept.push({ at: kept.length });'],
		['text', `const kept = []; for (;;) kept.push('x'.repeat(1000) + kept.length);`],
		['byte arrays', 'const kept = []; for (;;) kept.push(new Uint8Array(2e7).fill(1));'],
	])('that fills its memory with %s is ended with PDF_MEMORY, and the memory of its parent stays', async (_, code) => {
		const before = process.memoryUsage().rss;
		expect(await new DocumentWorker(program(code)).inspect(at('một trang.pdf'))).toEqual({
			ok: false,
			error: { code: 'PDF_MEMORY', params: { file: 'một trang.pdf' } },
		});
		expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
		await expectStillWorking();
	});

	it.each([
		['aborts', `process.kill(process.pid, 'SIGABRT');`],
		['leaves with a status', 'process.exit(3);'],
		['throws outside of every handler', `setTimeout(() => { throw new Error('đứt'); });`],
		['kills itself', `process.kill(process.pid, 'SIGKILL');`],
		['breaks its memory', `process.kill(process.pid, 'SIGSEGV');`],
	])('that %s ends with PDF_CRASHED and the file named', async (_, code) => {
		expect(await new DocumentWorker(program(code)).inspect(at('một trang.pdf'))).toEqual({
			ok: false,
			error: { code: 'PDF_CRASHED', params: { file: 'một trang.pdf' } },
		});
		await expectStillWorking();
	});

	it('that is stopped by the user leaves nothing behind, before its start and in the middle', async () => {
		const parts = [{ path: at('một trang.pdf'), name: 'một trang.pdf' }];
		const before = readdirSync(folder);
		const stop = new AbortController();
		const cancelled = { ok: false, error: { code: 'DOSSIER_MERGE_CANCELLED', params: {} } };
		const running = new DocumentWorker(program('for (;;);')).assemble(
			{ parts, output: at('dừng.pdf') },
			{ signal: stop.signal },
		);
		setTimeout(() => stop.abort(), 300);
		expect(await running).toEqual(cancelled);
		expect(
			await realDocumentWorker.assemble({ parts, output: at('dừng.pdf') }, { signal: AbortSignal.abort() }),
		).toEqual(cancelled);
		expect(readdirSync(folder).filter((name) => name !== 'worker.mjs')).toEqual(
			before.filter((name) => name !== 'worker.mjs'),
		);
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
		const result = await realDocumentWorker.inspect(at('bom.pdf'));
		expect(result.ok ? 'taken' : result.error.code).toMatch(/^PDF_(MEMORY|TIMEOUT|UNREADABLE)$/);
		expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
		await expectStillWorking();
	}, 30_000);

	it('sees neither the environment nor the arguments of the application', async () => {
		const code = `parentPort.postMessage({ kind: 'answer', id, value: { ok: true, value: [Object.keys(process.env), process.argv.slice(2)] } });`;
		const worker = new DocumentWorker(program(code));
		expect(await worker.inspect(at('một trang.pdf'))).toEqual({ ok: true, value: [[], []] });
	});

	it('has ten seconds for a small file and more for a large one', () => {
		expect(documentTimeLimits).toEqual({ secondsPerFile: 10, secondsPerMb: 1 });
	});
});
