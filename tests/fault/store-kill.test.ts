import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../shared/contracts/parameters-contract.ts';
import { openAccountCore, password } from '../security/account-core.ts';
import { runUntilKilled } from './run-until-killed.ts';

/** 50 in every run of the tests; `VNACCS_KEYRING_KILLS=500` for the long one. */
const kills = Number(process.env.VNACCS_KEYRING_KILLS ?? 50);

/** Writers run side by side, each on its own data folder: most of the time goes by waiting for the disk. */
const lanes = 4;

test(`killed ${kills} times in mid-write, every record that was reported is there, and the log is whole`, {
	timeout: kills * 6000,
}, async () => {
	const reported = await Promise.all(Array.from({ length: lanes }, () => killRepeatedly(Math.ceil(kills / lanes))));
	expect(reported.flat().length, 'the writers must have been killed at work').toBeGreaterThan(kills);
});

/** Answers the numbers that were reported; all of them were found after every kill. */
async function killRepeatedly(rounds: number): Promise<number[]> {
	const folder = mkdtempSync(`${tmpdir()}/vnk-`);
	const reported: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const afterMs = Math.floor(Math.random() * 60);
		const first = String(round * 100_000 + 1);
		const lines = await runUntilKilled('store-writer.ts', [folder, first], afterMs, round % 5);
		reported.push(...lines.map(Number));

		const core = openAccountCore(folder);
		const integrity = core.store.read((database) => database.pragma('integrity_check', { simple: true }));
		expect(integrity).toBe('ok');
		expect(await core.audit.settleInterrupted()).toMatchObject({ ok: true });
		const [company] = await core.value<Company[]>('companies.list', {});
		const sets = await core.value<ParameterSetRow[]>('parameters.list', { companyId: company?.id });
		const stored = new Map(sets.map((set) => [set.userId, set]));
		const lost = reported.filter((number) => !stored.has(`N${number}`));
		expect(lost, `round ${round}, killed after ${afterMs} ms`).toEqual([]);
		// Opening the vault is what takes long: secrets and MACs are looked at in every fifth round and at the end.
		if (round % 5 === 4 || round === rounds - 1) {
			await core.value('vault.unlock', { password });
			for (const number of reported.slice(-10)) {
				const id = stored.get(`N${number}`)?.id;
				expect(await core.value('parameters.reveal', { kind: 'user', id, field: 'password' })).toEqual({
					value: `MATKHAU${number}`,
				});
			}
			expect(await core.audit.verify()).toMatchObject({ value: { firstBad: null, macsChecked: true } });
		}
		core.store.close();
	}
	rmSync(folder, { recursive: true });
	return reported;
}
