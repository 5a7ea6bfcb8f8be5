import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../shared/contracts/parameters-contract.ts';
import { openAccountCore, password } from '../security/account-core.ts';

const writer = fileURLToPath(new URL('store-writer.ts', import.meta.url));

/** Runs the writer and kills it `afterMs` behind its first output; answers the numbers it printed. */
async function writeUntilKilled(folder: string, from: number, afterMs: number): Promise<number[]> {
	const child = spawn(process.execPath, [writer, folder, String(from)], { stdio: ['ignore', 'pipe', 'pipe'] });
	let printed = '';
	let problems = '';
	const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
	const ready = new Promise((resolve) => child.stdout.once('data', resolve));
	child.stdout.on('data', (text) => {
		printed += text;
	});
	child.stderr.on('data', (text) => {
		problems += text;
	});
	await Promise.race([ready, ended]);
	await sleep(afterMs);
	child.kill('SIGKILL');
	expect(await ended, problems).toBe('SIGKILL');
	return printed.split('\n').slice(1, -1).map(Number);
}

test('killed ten times in mid-write, every record that was reported is there, and the log is whole', async () => {
	const folder = mkdtempSync(`${tmpdir()}/vnk-`);
	const reported: number[] = [];
	for (let round = 0; round < 10; round++) {
		const afterMs = Math.floor(Math.random() * 150);
		reported.push(...(await writeUntilKilled(folder, round * 100_000 + 1, afterMs)));

		const core = openAccountCore(folder);
		const integrity = core.store.read((database) => database.pragma('integrity_check', { simple: true }));
		expect(integrity).toBe('ok');
		expect(await core.audit.settleInterrupted()).toMatchObject({ ok: true });
		await core.value('vault.unlock', { password });
		const [company] = await core.value<Company[]>('companies.list', {});
		const sets = await core.value<ParameterSetRow[]>('parameters.list', { companyId: company?.id });
		const stored = new Map(sets.map((set) => [set.userId, set]));
		const lost = reported.filter((number) => !stored.has(`N${number}`));
		expect(lost, `round ${round}, killed after ${afterMs} ms`).toEqual([]);
		for (const number of reported.slice(-3)) {
			const id = stored.get(`N${number}`)?.id;
			expect(await core.value('parameters.reveal', { kind: 'user', id, field: 'password' })).toEqual({
				value: `MATKHAU${number}`,
			});
		}
		expect(await core.audit.verify()).toMatchObject({ value: { firstBad: null, macsChecked: true } });
		core.store.close();
	}
	expect(reported.length, 'the writer must have been killed at work').toBeGreaterThan(20);
	rmSync(folder, { recursive: true });
});
