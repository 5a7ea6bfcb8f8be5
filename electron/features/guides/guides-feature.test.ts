import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import {
	type AccountCore,
	closeCore,
	openAccountCore,
	openWithCompany,
	parameterDraft,
} from '../../../tests/security/account-core.ts';

const nobody = '019a0000-0000-7000-8000-000000000000';

let folder: string;
let core: AccountCore;
let company: Company;
let set: ParameterSetRow;
let time: number;

beforeEach(async () => {
	time = Date.UTC(2026, 10, 22, 8);
	({ folder, core, company } = await openWithCompany(() => time));
	set = await core.value<ParameterSetRow>('parameters.save', parameterDraft(company.id));
});

afterEach(() => closeCore(core, folder));

const start = (guide = 'issue-password') =>
	core.value<GuideRun>('guides.start', { companyId: company.id, guide, subject: set.id });
const list = () => core.value<GuideRun[]>('guides.list', {});

test('a run keeps its ticks with their times over a restart, until it is closed', async () => {
	const run = await start();
	await core.value('guides.tick', { id: run.id, step: 'open', done: true });
	time += 60_000;
	await core.value('guides.tick', { id: run.id, step: 'menu', done: true });
	await core.value('guides.tick', { id: run.id, step: 'open', done: false });
	core.store.close();
	core = openAccountCore(folder, () => time);
	expect(await list()).toEqual([{ ...run, ticks: { menu: '2026-11-22T08:01:00.000Z' } }]);
	await core.value('guides.close', { id: run.id, outcome: 'done' });
	expect(await list()).toEqual([]);
});

test('starting a guide that is open for the subject goes on with it; another guide or a closed one starts anew', async () => {
	const run = await start();
	await core.value('guides.tick', { id: run.id, step: 'open', done: true });
	expect(await start()).toMatchObject({ id: run.id, ticks: { open: '2026-11-22T08:00:00.000Z' } });
	expect((await start('check-password')).id).not.toBe(run.id);
	await core.value('guides.close', { id: run.id, outcome: 'dropped' });
	expect(await start()).toMatchObject({ ticks: {}, preparedId: null });
});

test('a step the guide does not have, and a run nobody began, are refused', async () => {
	const run = await start();
	expect(await core.outcome('guides.tick', { id: run.id, step: 'mail', done: true })).toBe('STORE_RECORD_MISSING');
	expect(await core.outcome('guides.tick', { id: nobody, step: 'open', done: true })).toBe('STORE_RECORD_MISSING');
	expect(await core.outcome('guides.close', { id: nobody, outcome: 'done' })).toBe('STORE_RECORD_MISSING');
	const other = { companyId: nobody, guide: 'issue-password', subject: nobody };
	expect(await core.outcome('guides.start', other)).toBe('STORE_RECORD_MISSING');
});

test('the runs of a User ID go with it, and those of a company with the company', async () => {
	await start();
	await core.value('parameters.remove', { id: set.id });
	expect(await list()).toEqual([]);
	await core.value('guides.start', { companyId: company.id, guide: 'forgotten-nsw-password', subject: nobody });
	await core.value('companies.remove', { id: company.id });
	expect(await list()).toEqual([]);
});

test('beginning, ticking and closing leave their rows in the log', async () => {
	const run = await start();
	await core.value('guides.tick', { id: run.id, step: 'open', done: true });
	await core.value('guides.close', { id: run.id, outcome: 'done' });
	const rows = await core.value<{ action: string }[]>('audit.about', { subjects: [run.id], limit: 10 });
	expect(rows.map(({ action }) => action)).toEqual(['guides.close', 'guides.tick', 'guides.start']);
});
