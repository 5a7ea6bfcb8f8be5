import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { openAccountCore, password } from './account-core.ts';

test('twenty wrong passwords across restarts get five free tries, growing waits, and lose nothing', async () => {
	const folder = mkdtempSync(`${tmpdir()}/vnk-`);
	let time = Date.UTC(2026, 10, 22);
	let core = openAccountCore(folder, () => time);
	await core.value('vault.create', { password });
	const waits: number[] = [];
	for (let wrong = 0; wrong < 20; wrong++) {
		core.store.close();
		core = openAccountCore(folder, () => time);
		const { waitSeconds } = await core.value<{ waitSeconds: number }>('vault.status', {});
		waits.push(waitSeconds);
		if (waitSeconds > 0) {
			expect(await core.dispatch('vault.unlock', { password })).toEqual({
				ok: false,
				error: { code: 'VAULT_THROTTLED', params: { seconds: waitSeconds } },
			});
			time += waitSeconds * 1000;
		}
		expect(await core.outcome('vault.unlock', { password: `sai ${wrong}` })).toBe('VAULT_WRONG_PASSWORD');
	}
	expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, ...Array(10).fill(30)]);
	time += 30_000;
	expect(await core.outcome('vault.unlock', { password })).toBe('ok');
	expect(await core.audit.verify()).toMatchObject({
		ok: true,
		value: { entries: 1 + 20 + 15 + 1, firstBad: null, macsChecked: true },
	});
	core.store.close();
	rmSync(folder, { recursive: true });
});
