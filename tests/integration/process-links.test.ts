import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minimalEnvironment, nodeSpawn } from '../../electron/platform/node-link.ts';
import { Supervisor } from '../../electron/platform/rpc.ts';

const platform = join(import.meta.dirname, '../../electron/platform');

/** A helper process with every way to misbehave. */
const program = `
import { dieWithParent, openParentPort } from ${JSON.stringify(join(platform, 'parent-port.ts'))};
import { Peer } from ${JSON.stringify(join(platform, 'rpc.ts'))};
const peer = new Peer(openParentPort(), {
	echo: (value) => value,
	pid: () => process.pid,
	environment: () => process.env,
	leave: (code) => process.exit(code),
	answerAndLeave: (code) => { setImmediate(() => process.exit(code)); return new Uint8Array(1000).fill(7); },
	abort: () => process.abort(),
	hang: () => { for (;;); },
	askBack: async () => (await peer.call('double', 21)).value,
	tell: () => { peer.emit('told', { text: 'đã xong' }); },
});
dieWithParent();
`;

/** Starts a helper that hangs, tells its pid and is killed together with nobody noticing. */
const parentProgram = `
import { nodeSpawn } from ${JSON.stringify(join(platform, 'node-link.ts'))};
import { Supervisor } from ${JSON.stringify(join(platform, 'rpc.ts'))};
const helper = new Supervisor(nodeSpawn({ execPath: process.execPath, entry: process.argv[2] }));
const { value } = await helper.call('pid', 0);
void helper.call(process.argv[3], 0);
setTimeout(() => { process.stdout.write(String(value)); process.kill(process.pid, 'SIGKILL'); }, 200);
`;

let folder: string;
let entry: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'liên kết '));
	entry = join(folder, 'helper.mjs');
	await writeFile(entry, program);
	await writeFile(join(folder, 'parent.mjs'), parentProgram);
});
afterAll(() => rm(folder, { recursive: true }));

async function withHelper(work: (helper: Supervisor, events: unknown[]) => Promise<void>): Promise<void> {
	const events: unknown[] = [];
	const helper = new Supervisor(
		nodeSpawn({ execPath: process.execPath, entry }),
		{ double: (value: number) => value * 2 },
		(name, data) => events.push([name, data]),
	);
	try {
		await work(helper, events);
	} finally {
		helper.stop();
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

async function eventuallyDead(pid: number): Promise<boolean> {
	for (let tries = 0; tries < 60 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
	return !isAlive(pid);
}

describe('a helper that is a child of Node', () => {
	test('answers, asks back, sends events, and keeps its process between calls', () =>
		withHelper(async (helper, events) => {
			expect(await helper.call('echo', { text: 'Trần Phú', none: undefined })).toEqual({
				ok: true,
				value: { text: 'Trần Phú', none: undefined },
			});
			expect(await helper.call('askBack', 0)).toEqual({ ok: true, value: 42 });
			await helper.call('tell', 0);
			expect(events).toEqual([['told', { text: 'đã xong' }]]);
			expect(await helper.call('pid', 0)).toEqual(await helper.call('pid', 0));
		}));

	test('32 MB of bytes arrive unchanged both ways', () =>
		withHelper(async (helper) => {
			const bytes = new Uint8Array(32 * 1024 * 1024).map((_, index) => index * 31);
			const back = await helper.call<Uint8Array>('echo', bytes);
			expect(back.ok && back.value instanceof Uint8Array && Buffer.compare(back.value, bytes)).toBe(0);
		}));

	test.each([
		['leaves with status 0', 'leave', 0],
		['leaves with status 3', 'leave', 3],
		['aborts', 'abort', 0],
	])('one that %s ends its call as exited, and the next call gets a fresh process', (_, method, params) =>
		withHelper(async (helper) => {
			const before = await helper.call<number>('pid', 0);
			expect(await helper.call(method, params)).toEqual({ ok: false, reason: 'exited' });
			const after = await helper.call<number>('pid', 0);
			expect(after.ok && before.ok && after.value !== before.value).toBe(true);
		}),
	);

	test('an answer sent right before leaving is not lost', () =>
		withHelper(async (helper) => {
			const answer = await helper.call<Uint8Array>('answerAndLeave', 0);
			expect(answer.ok && answer.value.length).toBe(1000);
		}));

	test('one that hangs is killed at the limit, and the next call works', () =>
		withHelper(async (helper) => {
			const pid = await helper.call<number>('pid', 0);
			expect(await helper.call('hang', 0, 300)).toEqual({ ok: false, reason: 'timeout' });
			expect(await helper.call('echo', 1)).toEqual({ ok: true, value: 1 });
			expect(await eventuallyDead(pid.ok ? pid.value : 0)).toBe(true);
		}));

	test('a program that cannot be started ends the call as exited', async () => {
		const helper = new Supervisor(nodeSpawn({ execPath: join(folder, 'no-node'), entry }));
		expect(await helper.call('echo', 1)).toEqual({ ok: false, reason: 'exited' });
	});

	test('sees only the named variables of our environment', async () => {
		expect(minimalEnvironment({ PATH: '/bin', NODE_OPTIONS: '--inspect', SECRET: 'x', LANG: 'vi_VN.UTF-8' })).toEqual({
			PATH: '/bin',
			LANG: 'vi_VN.UTF-8',
		});
		process.env.VNACCS_KEYRING_CANARY = 'must not pass';
		await withHelper(async (helper) => {
			const seen = await helper.call<Record<string, string>>('environment', 0);
			delete process.env.VNACCS_KEYRING_CANARY;
			expect(seen.ok && seen.value.PATH).toBe(process.env.PATH);
			expect(seen.ok && 'VNACCS_KEYRING_CANARY' in seen.value).toBe(false);
		});
	});

	test.each(['echo', 'hang'])('ends when its parent is killed, while it does "%s"', async (method) => {
		const { spawnSync } = await import('node:child_process');
		const parent = spawnSync(process.execPath, [join(folder, 'parent.mjs'), entry, method], { encoding: 'utf8' });
		expect(parent.signal).toBe('SIGKILL');
		expect(Number(parent.stdout)).toBeGreaterThan(1);
		expect(await eventuallyDead(Number(parent.stdout))).toBe(true);
	});
});
