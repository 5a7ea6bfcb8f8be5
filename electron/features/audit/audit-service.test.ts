import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditRow } from '../../../shared/contracts/audit-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { ok } from '../../../shared/result.ts';
import {
	type AccountCore,
	companyDraft,
	openAccountCore,
	parameterDraft,
	password,
} from '../../../tests/security/account-core.ts';
import { nextRow } from './audit-chain.ts';
import type { AuditRecord } from './audit-store-port.ts';

let folder: string;
let core: AccountCore;

beforeEach(() => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	core = openAccountCore(folder);
});

afterEach(() => {
	core.store.close();
	rmSync(folder, { recursive: true });
});

const rows = () => core.value<AuditRow[]>('audit.list', { limit: 1000 });
const story = async () => (await rows()).reverse().map(({ action, outcome }) => `${action} ${outcome}`);

async function verified() {
	const result = await core.audit.verify();
	if (!result.ok) throw new Error(result.error.code);
	return result.value;
}

/** Does to the file what someone without the application could do. */
function tamper(sql: string): void {
	core.store.write((database) => {
		for (const name of ['audit_only_appends', 'audit_keeps_rows', 'audit_keeps_values']) {
			database.exec(`DROP TRIGGER IF EXISTS ${name}`);
		}
		database.exec(sql);
	});
}

function restart(): void {
	core.store.close();
	core = openAccountCore(folder);
}

/** Rows 1 to 8: created, company, locked, wrong password, unlocked, three sets. */
async function someHistory(): Promise<string> {
	await core.value('vault.create', { password });
	const company = await core.value<Company>('companies.save', companyDraft());
	await core.value('vault.lock', {});
	await core.outcome('vault.unlock', { password: 'sai mật khẩu' });
	await core.value('vault.unlock', { password });
	for (const userId of ['V2060001', 'V2060002', 'V2060003']) {
		await core.value('parameters.save', parameterDraft(company.id, { userId, password: 'MATKHAU1' }));
	}
	return company.id;
}

test('each audited call leaves one row with its order, time, user, action, subject and outcome', async () => {
	const companyId = await someHistory();
	expect(await story()).toEqual([
		'vault.create ok',
		'companies.save ok',
		'vault.lock ok',
		'vault.unlock VAULT_WRONG_PASSWORD',
		'vault.unlock ok',
		'parameters.save ok',
		'parameters.save ok',
		'parameters.save ok',
	]);
	const [newest] = await rows();
	const [set] = (await core.value<ParameterSetRow[]>('parameters.list', { companyId })).slice(-1);
	expect(newest).toMatchObject({ counter: 8, user: 'Đức', subject: set?.id });
	expect(Math.abs(Date.parse(newest?.at ?? '') - Date.now())).toBeLessThan(10_000);
	expect((await core.value<AuditRow[]>('audit.list', { limit: 2 })).map(({ counter }) => counter)).toEqual([8, 7]);
});

test('the whole log checks out, rows born while locked included, also after a restart', async () => {
	await someHistory();
	expect(await verified()).toMatchObject({ entries: 8, firstBad: null, macsChecked: true });
	restart();
	expect(await verified()).toMatchObject({ entries: 8, firstBad: null, macsChecked: false });
	await core.outcome('vault.unlock', { password: 'sai mật khẩu' });
	await core.value('vault.unlock', { password });
	expect(await verified()).toMatchObject({ entries: 10, firstBad: null, macsChecked: true });
});

test.each([
	['a changed value', "UPDATE audit SET outcome = 'ok' WHERE counter = 4", 4],
	['a changed last row', "UPDATE audit SET subject = 'x' WHERE counter = 8", 8],
	['a changed time', "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE counter = 2", 2],
	['a deleted row', 'DELETE FROM audit WHERE counter = 4', 4],
	['a deleted first row', 'DELETE FROM audit WHERE counter = 1', 1],
	[
		'a deleted row with the rest moved up',
		'DELETE FROM audit WHERE counter = 4; UPDATE audit SET counter = counter - 1 WHERE counter > 4',
		4,
	],
	[
		'two rows in each other’s place',
		'UPDATE audit SET counter = -4 WHERE counter = 4; UPDATE audit SET counter = 4 WHERE counter = 5; UPDATE audit SET counter = 5 WHERE counter = -4',
		4,
	],
	['a cut tail', 'DELETE FROM audit WHERE counter > 6', 7],
	['an emptied log', 'DELETE FROM audit', 1],
	[
		'a duplicate at the end',
		'INSERT INTO audit SELECT 9, at, elapsed_ms, user, action, subject, outcome, previous, mac FROM audit WHERE counter = 8',
		9,
	],
	['a removed MAC', 'UPDATE audit SET mac = NULL WHERE counter = 3', 3],
	['a removed head', 'DELETE FROM audit_head', 8],
])('the check names the first bad counter for %s', async (_what, sql, firstBad) => {
	await someHistory();
	tamper(sql);
	expect((await verified()).firstBad).toBe(firstBad);
});

/** Rewrites the log from `counter` on as someone without the key would: chain whole, MACs missing. */
function forge(counter: number, counters: (from: number) => number = (from) => from): void {
	tamper('');
	core.store.write((database) => {
		const select = `SELECT counter, at, elapsed_ms AS elapsedMs, user, action, subject, outcome, previous, mac FROM audit`;
		const all = database.prepare(`${select} ORDER BY counter`).all() as AuditRecord[];
		database.prepare('DELETE FROM audit WHERE counter >= ?').run(counter);
		let last = all[counter - 2] ?? null;
		for (const row of all.slice(counter - 1)) {
			const entry = { ...row, outcome: 'ok', user: 'kẻ khác' };
			const { record } = nextRow({ last, head: null, headRecord: null, waiting: [] }, entry, null);
			const moved = { ...entry, ...record, counter: counters(record.counter) };
			database
				.prepare('INSERT INTO audit VALUES (@counter,@at,@elapsedMs,@user,@action,@subject,@outcome,@previous,@mac)')
				.run(moved);
			last = moved;
		}
	});
}

test.each([
	['the head as it was', ''],
	['the head taken away', 'DELETE FROM audit_head'],
	['the head set back', 'UPDATE audit_head SET counter = 3'],
])('rows forged into a closed log are not vouched for by the next unlock, %s', async (_what, sql) => {
	await someHistory();
	forge(4);
	tamper(sql);
	for (let start = 0; start < 2; start++) {
		restart();
		await core.value('vault.unlock', { password });
		expect((await verified()).firstBad).toBe(4);
	}
});

test('a gap shows also without the key, although its chain fits', async () => {
	await someHistory();
	await core.value('vault.lock', {});
	forge(7, (counter) => counter + 1);
	expect(await verified()).toMatchObject({ firstBad: 7, macsChecked: false });
});

test('when the log cannot take the intention, the act does not happen', async () => {
	const companyId = await someHistory();
	const [set] = await core.value<ParameterSetRow[]>('parameters.list', { companyId });
	core.store.write((database) =>
		database.exec("CREATE TRIGGER full BEFORE INSERT ON audit_begun BEGIN SELECT RAISE(ABORT, 'no room'); END"),
	);
	expect(await core.outcome('parameters.remove', { id: set?.id })).toBe('INTERNAL_DEFECT');
	expect(await core.outcome('parameters.reveal', { kind: 'user', id: set?.id, field: 'password' })).toBe(
		'INTERNAL_DEFECT',
	);
	expect(await core.value('parameters.list', { companyId })).toHaveLength(3);
	expect(await rows()).toHaveLength(8);
});

test('locking happens even when the log cannot be written', async () => {
	await someHistory();
	core.store.write((database) =>
		database.exec("CREATE TRIGGER full BEFORE INSERT ON audit_begun BEGIN SELECT RAISE(ABORT, 'no room'); END"),
	);
	expect(await core.outcome('vault.lock', {})).toBe('INTERNAL_DEFECT');
	expect(core.vault.isUnlocked()).toBe(false);
});

test('when the row itself cannot be written, the answer stays here and the next start writes the row', async () => {
	const companyId = await someHistory();
	const [set] = await core.value<ParameterSetRow[]>('parameters.list', { companyId });
	core.store.write((database) =>
		database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"),
	);
	const answer = await core.dispatch('parameters.reveal', { kind: 'user', id: set?.id, field: 'password' });
	expect(JSON.stringify(answer)).not.toContain('MATKHAU1');
	expect(answer.ok).toBe(false);
	core.store.write((database) => database.exec('DROP TRIGGER full'));
	restart();
	expect(await core.audit.settleInterrupted()).toEqual(ok(null));
	expect((await rows())[0]).toMatchObject({ action: 'parameters.reveal', subject: set?.id, outcome: 'interrupted' });
	expect(await core.audit.settleInterrupted()).toEqual(ok(null));
	await core.value('vault.unlock', { password });
	expect(await verified()).toMatchObject({ entries: 10, firstBad: null, macsChecked: true });
});

test('acts that overlap get one row each and the chain holds', async () => {
	await core.value('vault.create', { password });
	const drafts = ['0100109106', '0101248141', '0100109106001', '0100109106002'].map(companyDraft);
	await Promise.all(drafts.map((draft) => core.value('companies.save', draft)));
	expect(await verified()).toMatchObject({ entries: 5, firstBad: null, macsChecked: true });
});
