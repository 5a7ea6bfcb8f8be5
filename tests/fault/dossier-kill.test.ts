import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';

const walker = fileURLToPath(new URL('dossier-walker.ts', import.meta.url));

type Walk = { child: ChildProcessWithoutNullStreams; line: () => Promise<unknown>; kill: () => Promise<void> };

function walk(folder: string, act: number): Walk {
	const child = spawn(process.execPath, [walker, folder, String(act)]);
	let problems = '';
	child.stderr.on('data', (text) => {
		problems += text;
	});
	const ended = new Promise<string | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	return {
		child,
		line: async () => {
			const { value, done } = await lines.next();
			if (done) throw new Error(`Act ${act} ended by itself: ${problems}`);
			return JSON.parse(value) as unknown;
		},
		kill: async () => {
			child.kill('SIGKILL');
			expect(await ended, problems).toBe('SIGKILL');
		},
	};
}

/** No file is half of anything: what is there is what the acts write. */
async function expectWhole(folder: string) {
	const root = path.join(folder, 'dossiers');
	// Killed before its first file.
	if (!existsSync(root)) return;
	for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || entry.name.endsWith('.tmp')) continue;
		const bytes = readFileSync(path.join(entry.parentPath, entry.name));
		if (entry.name.endsWith('.eml')) {
			const { attachments } = await PostalMime.parse(bytes);
			expect(Buffer.from(attachments[0]?.content as ArrayBuffer).toString()).toBe('%PDF signed');
		} else {
			expect(bytes.toString()).toMatch(/^(%PDF signed|joined|content of .+\.pdf)$/);
		}
	}
}

test('killed behind each act from the letter to the second answer, the next start stands where the last one ended', async () => {
	const folder = path.join(mkdtempSync(path.join(tmpdir(), 'vnk ')), 'hồ sơ');
	let last: unknown = null;
	for (let act = 0; ; act++) {
		const process = walk(folder, act);
		expect(await process.line(), `before act ${act}`).toEqual(last);
		last = await process.line();
		await process.kill();
		await expectWhole(folder);
		if (last === 'finished') {
			expect(act).toBe(18);
			break;
		}
	}
	rmSync(path.dirname(folder), { recursive: true });
}, 120_000);

test('killed in the middle of each act, the dossier is as before it or as behind it, and the act can be done again', async () => {
	const folder = path.join(mkdtempSync(path.join(tmpdir(), 'vnk ')), 'hồ sơ');
	for (let act = 0; act < 18; act++) {
		const broken = walk(folder, act);
		const before = (await broken.line()) as { updatedAt: string } | null;
		await sleep(Math.random() * 12);
		await broken.kill();
		await expectWhole(folder);
		const again = walk(folder, act);
		const found = (await again.line()) as { updatedAt: string } | null;
		if (JSON.stringify(found) === JSON.stringify(before)) {
			// Nothing of it is stored: it is done now.
			await again.line();
			const left = readdirSync(path.join(folder, 'dossiers'), { recursive: true });
			expect(left.filter((name) => String(name).endsWith('.tmp'))).toEqual([]);
		} else {
			expect(found?.updatedAt, `act ${act}`).not.toBe(before?.updatedAt);
		}
		await again.kill();
	}
	rmSync(path.dirname(folder), { recursive: true });
}, 120_000);
