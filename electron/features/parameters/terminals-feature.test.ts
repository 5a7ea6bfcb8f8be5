import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalDraft, TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import {
	type AccountCore,
	closeCore,
	openWithCompany,
	parameterDraft,
	terminalPart,
} from '../../../tests/security/account-core.ts';

let folder: string;
let core: AccountCore;
let company: Company;

beforeEach(async () => {
	({ folder, core, company } = await openWithCompany(() => Date.UTC(2026, 10, 22, 8)));
});

afterEach(() => closeCore(core, folder));

const draft = (changes: Partial<TerminalDraft> = {}): TerminalDraft => ({
	companyId: company.id,
	terminalId: 't1a2b3',
	computer: ' PC kho ',
	...inUse,
	...changes,
});
const save = (changes: Partial<TerminalDraft> = {}) => core.value<TerminalRow>('terminals.save', draft(changes));
const list = () => core.value<TerminalRow[]>('terminals.list', { companyId: company.id });
const reveal = async (id: string) => {
	const envelope = await core.dispatch('parameters.reveal', { kind: 'terminal', id, field: 'accessKey' });
	return envelope.ok ? (envelope.value as { value: string }).value : envelope.error.code;
};

test('a terminal is kept tidied, its access key comes back by reveal only', async () => {
	const saved = await save({ accessKey: 'abcd 1234' });
	expect(saved).toEqual({
		...draft(),
		id: saved.id,
		terminalId: 'T1A2B3',
		computer: 'PC kho',
		hasAccessKey: true,
		updatedAt: '2026-11-22T08:00:00.000Z',
	});
	expect(await list()).toEqual([saved]);
	expect(await reveal(saved.id)).toBe('ABCD1234');
	const changed = await save({ id: saved.id, computer: 'PC 2', status: 'sent', endsOn: '' });
	expect(changed).toMatchObject({ id: saved.id, computer: 'PC 2', status: 'sent', hasAccessKey: true });
	expect(await reveal(saved.id)).toBe('ABCD1234');
	expect(await save({ id: saved.id, accessKey: '' })).toMatchObject({ hasAccessKey: false });
});

test('the form of a User ID does not touch the validity of its terminal', async () => {
	const saved = await save({ endsOn: '2026-12-31' });
	await core.value('parameters.save', parameterDraft(company.id, { terminal: terminalPart({ id: saved.id }) }));
	expect((await list())[0]).toMatchObject({ endsOn: '2026-12-31', computer: 'PC phòng XNK' });
});

test('without its terminal a User ID stays', async () => {
	const saved = await save({ accessKey: 'ABCD' });
	const set = parameterDraft(company.id, { terminal: terminalPart({ id: saved.id }) });
	await core.value('parameters.save', set);
	await core.value('terminals.remove', { id: saved.id });
	const sets = await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
	expect(sets).toMatchObject([{ userId: 'V2060001', terminalRef: null, terminalId: '', hasAccessKey: false }]);
	expect(await core.outcome('terminals.remove', { id: saved.id })).toBe('STORE_RECORD_MISSING');
});

test('what does not fit is refused: no such terminal, no such company, no such day', async () => {
	const nobody = '019a0000-0000-7000-8000-000000000000';
	expect(await core.outcome('terminals.save', draft({ id: nobody }))).toBe('STORE_RECORD_MISSING');
	expect(await core.outcome('terminals.save', draft({ companyId: nobody }))).toBe('STORE_RECORD_MISSING');
	expect(await core.dispatch('terminals.save', draft({ endsOn: '2026-02-30' }))).toMatchObject({
		error: { code: 'INPUT_FIELD', params: { field: 'endsOn' } },
	});
	expect(await list()).toEqual([]);
});

test('an access key sealed when it still stood in a parameter set opens at the terminal made of it', async () => {
	const saved = await save();
	const { sealer } = core.vault;
	const old = sealer.seal({ table: 'parameter_set', row: saved.id, field: 'accessKey' }, 'KHOACU');
	core.store.write((database) => database.prepare('UPDATE terminal SET access_key_sealed = ?').run(old));
	expect(await reveal(saved.id)).toBe('KHOACU');
});

test('while locked terminals are readable and nothing else is', async () => {
	const saved = await save({ accessKey: 'ABCD' });
	await core.value('vault.lock', {});
	expect(await list()).toEqual([saved]);
	expect(await reveal(saved.id)).toBe('VAULT_LOCKED');
	expect(await core.outcome('terminals.save', draft())).toBe('VAULT_LOCKED');
	expect(await core.outcome('terminals.remove', { id: saved.id })).toBe('VAULT_LOCKED');
});
