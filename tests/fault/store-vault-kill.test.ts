import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishExchange } from '../../electron/features/backup/put-aside.ts';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../shared/contracts/parameters-contract.ts';
import { companyDraft, openAccountCore, parameterDraft, password } from '../security/account-core.ts';
import { runUntilKilled } from './run-until-killed.ts';

let folder: string;
let setId: string;
const dossier = path.join('dossiers', '019a0000-0000-7000-8000-000000000001', 'signed.pdf');

beforeEach(async () => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	const core = openAccountCore(folder);
	await core.value('vault.create', { password });
	const company = await core.value<Company>('companies.save', companyDraft());
	const set = await core.value<ParameterSetRow>(
		'parameters.save',
		parameterDraft(company.id, { password: 'MATKHAU1' }),
	);
	setId = set.id;
	core.store.close();
	mkdirSync(path.dirname(path.join(folder, dossier)), { recursive: true });
	writeFileSync(path.join(folder, dossier), 'công văn đã ký');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a password change that is killed leaves the old or the new password valid, never neither', async () => {
	let valid = password;
	for (let round = 0; round < 8; round++) {
		const afterMs = Math.floor(Math.random() * 1500);
		const printed = await runUntilKilled('vault-changer.ts', [folder, valid], afterMs);
		const known = printed.at(-1) ?? valid;
		const next = `${valid} ${printed.length + 1}`;
		const core = openAccountCore(folder);
		await core.audit.settleInterrupted();
		const opens = async (typed: string) => (await core.outcome('vault.unlock', { password: typed })) === 'ok';
		const found = (await opens(known)) ? known : (await opens(next)) ? next : null;
		expect(found, `round ${round}, killed after ${afterMs} ms`).not.toBeNull();
		valid = found ?? '';
		expect(await core.value('parameters.reveal', { kind: 'user', id: setId, field: 'password' })).toEqual({
			value: 'MATKHAU1',
		});
		expect(await core.audit.verify()).toMatchObject({ value: { firstBad: null } });
		core.store.close();
	}
});

test('a backup or restore that is killed at any moment leaves data that open, whole', async () => {
	for (let round = 0; round < 12; round++) {
		const afterMs = Math.floor(Math.random() * 1200);
		await runUntilKilled('backup-restorer.ts', [folder], afterMs);
		expect(await finishExchange(folder), `round ${round}, killed after ${afterMs} ms`).toMatchObject({ ok: true });
		const core = openAccountCore(folder);
		await core.audit.settleInterrupted();
		await core.value('vault.unlock', { password });
		expect(await core.value('parameters.reveal', { kind: 'user', id: setId, field: 'password' })).toEqual({
			value: 'MATKHAU1',
		});
		expect(await core.value('audit.verify', {})).toMatchObject({ firstBad: null });
		expect(readFileSync(path.join(folder, dossier), 'utf8')).toBe('công văn đã ký');
		core.store.close();
	}
	expect(readdirSync(path.join(folder, 'set-aside')).length, 'it must have been killed at work').toBeGreaterThan(2);
});
