import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { type AccountCore, companyDraft, openAccountCore, password } from '../../../tests/security/account-core.ts';

let folder: string;
let core: AccountCore;

beforeEach(async () => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	core = openAccountCore(folder);
	await core.value('vault.create', { password });
});

afterEach(() => {
	core.store.close();
	rmSync(folder, { recursive: true });
});

const list = () => core.value<Company[]>('companies.list', {});
const refusal = async (request: unknown) => {
	const envelope = await core.dispatch('companies.save', request);
	return envelope.ok ? 'ok' : { ...envelope.error };
};

test('a company is kept tidied: composed, trimmed, tax code as digits', async () => {
	const draft = companyDraft(' 0100109106-001 ');
	const saved = await core.value<Company>('companies.save', { ...draft, name: `  ${draft.name.normalize('NFD')} ` });
	expect(saved).toEqual({ ...draft, id: saved.id, taxCode: '0100109106001', name: draft.name.normalize('NFC') });
	expect(await list()).toEqual([saved]);
});

test('companies can be read while locked but not changed', async () => {
	const saved = await core.value<Company>('companies.save', companyDraft());
	await core.value('vault.lock', {});
	expect(await list()).toEqual([saved]);
	expect(await core.outcome('companies.save', companyDraft('0101248141'))).toBe('VAULT_LOCKED');
	expect(await list()).toEqual([saved]);
});

test('a change replaces every field of the same company', async () => {
	const saved = await core.value<Company>('companies.save', companyDraft());
	const changed = { ...saved, phone: '', representative: { ...saved.representative, name: 'Lê Thị B' } };
	expect(await core.value('companies.save', changed)).toEqual(changed);
	expect(await list()).toEqual([changed]);
});

test('a tax code stands once', async () => {
	await core.value('companies.save', companyDraft());
	expect(await refusal(companyDraft('0100 109 106'))).toEqual({
		code: 'STORE_DUPLICATE',
		params: { what: 'taxCode', value: '0100109106' },
	});
	const other = await core.value<Company>('companies.save', companyDraft('0100109106001'));
	expect(await refusal({ ...other, taxCode: '0100109106' })).toMatchObject({ code: 'STORE_DUPLICATE' });
	expect((await list()).map(({ taxCode }) => taxCode)).toEqual(['0100109106', '0100109106001']);
});

test('what a company cannot be kept with is named by its field', async () => {
	expect(await refusal(companyDraft('123'))).toMatchObject({
		code: 'INPUT_FIELD',
		params: { field: 'taxCode', detail: 'TAX_CODE_LENGTH' },
	});
	expect(await refusal({ ...companyDraft(), name: '  ' })).toMatchObject({
		params: { field: 'name', detail: 'VALUE_EMPTY' },
	});
	const draft = companyDraft();
	draft.representative.idDate = '30/02/2021';
	expect(await refusal(draft)).toMatchObject({ params: { field: 'representative.idDate' } });
	expect(await list()).toEqual([]);
});

test('a check digit that does not fit is only a warning: the company is kept', async () => {
	await core.value('companies.save', companyDraft('0100109107'));
	expect(await list()).toHaveLength(1);
});

test('changing a company that is not there says so', async () => {
	const id = '019a0000-0000-7000-8000-000000000000';
	expect(await refusal({ ...companyDraft(), id })).toEqual({
		code: 'STORE_RECORD_MISSING',
		params: { what: 'company' },
	});
});
