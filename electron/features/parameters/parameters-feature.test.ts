import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterDraft, ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import {
	type AccountCore,
	companyDraft,
	openAccountCore,
	parameterDraft,
	password,
} from '../../../tests/security/account-core.ts';

const nobody = '019a0000-0000-7000-8000-000000000000';

let folder: string;
let core: AccountCore;
let company: Company;
let time: number;

beforeEach(async () => {
	folder = mkdtempSync(`${tmpdir()}/vnk-`);
	time = Date.UTC(2026, 10, 22, 8);
	core = openAccountCore(folder, () => time);
	await core.value('vault.create', { password });
	company = await core.value<Company>('companies.save', companyDraft());
});

afterEach(() => {
	core.store.close();
	rmSync(folder, { recursive: true });
});

const save = (changes: Partial<ParameterDraft> = {}) =>
	core.value<ParameterSetRow>('parameters.save', parameterDraft(company.id, changes));
const list = () => core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
const reveal = async (id: string, field: string) => {
	const envelope = await core.dispatch('parameters.reveal', { id, field });
	return envelope.ok ? (envelope.value as { value: string }).value : envelope.error;
};
const problems = async (changes: Partial<ParameterDraft> = {}) =>
	core.value<{ field: string; code: string; params: object }[]>(
		'parameters.check',
		parameterDraft(company.id, changes),
	);

test('a set is kept without its secrets in sight, and each secret comes back by reveal', async () => {
	const saved = await save({ password: 'MATKHAU1', accessKey: 'ABCD1234EFGH5678' });
	expect(saved).toEqual({
		...parameterDraft(company.id),
		id: saved.id,
		certificateSerial: '5404FFFEB7033FB316D672201B7FF8AE',
		hasPassword: true,
		hasAccessKey: true,
		passwordChangedAt: '2026-11-22T08:00:00.000Z',
		updatedAt: '2026-11-22T08:00:00.000Z',
	});
	expect(await list()).toEqual([saved]);
	expect(await reveal(saved.id, 'password')).toBe('MATKHAU1');
	expect(await reveal(saved.id, 'accessKey')).toBe('ABCD1234EFGH5678');
});

test('while locked the list is readable and nothing else is', async () => {
	const saved = await save({ password: 'MATKHAU1' });
	await core.value('vault.lock', {});
	expect(await list()).toEqual([saved]);
	const draft = { ...parameterDraft(company.id), id: saved.id };
	expect(await core.outcome('parameters.check', draft)).toBe('VAULT_LOCKED');
	expect(await core.outcome('parameters.save', draft)).toBe('VAULT_LOCKED');
	expect(await core.outcome('parameters.remove', { id: saved.id })).toBe('VAULT_LOCKED');
	expect(await core.outcome('parameters.reveal', { id: saved.id, field: 'password' })).toBe('VAULT_LOCKED');
	expect(await core.parameters.copyValue({ id: saved.id, field: 'password' })).toMatchObject({
		error: { code: 'VAULT_LOCKED' },
	});
});

test('a secret that is not sent stays, an empty one goes, and the time tells the last real change', async () => {
	const first = await save({ password: 'MATKHAU1', accessKey: 'ABCD' });
	time += 60_000;
	const kept = await save({ id: first.id, computer: 'PC khác' });
	expect(kept).toMatchObject({ computer: 'PC khác', hasPassword: true, passwordChangedAt: first.passwordChangedAt });
	expect(kept.updatedAt).not.toBe(first.updatedAt);
	const same = await save({ id: first.id, password: 'MATKHAU1' });
	expect(same.passwordChangedAt).toBe(first.passwordChangedAt);
	const changed = await save({ id: first.id, password: 'MATKHAU2' });
	expect(changed.passwordChangedAt).toBe('2026-11-22T08:01:00.000Z');
	expect(await reveal(first.id, 'password')).toBe('MATKHAU2');
	expect(await reveal(first.id, 'accessKey')).toBe('ABCD');
	const emptied = await save({ id: first.id, password: '', accessKey: '' });
	expect(emptied).toMatchObject({ hasPassword: false, hasAccessKey: false, passwordChangedAt: null });
	expect(await reveal(first.id, 'password')).toMatchObject({
		code: 'STORE_RECORD_MISSING',
		params: { what: 'password' },
	});
});

test('codes lose spaces and invisible characters, a password never does', async () => {
	const saved = await save({ userId: ' V2060\u200b 001', terminalId: 'T1A2B3\n', password: ' MAT KHAU' });
	expect(saved).toMatchObject({ userId: 'V2060001', terminalId: 'T1A2B3' });
	expect(await reveal(saved.id, 'password')).toBe(' MAT KHAU');
});

test('a set that breaks the rules is stored all the same, and check names what is wrong', async () => {
	const saved = await save({ userCode: 'V2060001', userId: 'X', terminalId: '', password: 'mật khẩu quá dài' });
	expect(await list()).toEqual([saved]);
	const { userCode, userId, terminalId } = saved;
	const codes = (await problems({ id: saved.id, userCode, userId, terminalId })).map(({ code }) => code);
	expect(codes).toEqual(
		expect.arrayContaining(['USER_CODE_IS_USER_ID', 'USER_ID_LENGTH', 'VALUE_EMPTY', 'PASSWORD_TOO_LONG']),
	);
});

test('check takes stored secrets for those that are not sent and finds nothing wrong with a good set', async () => {
	const saved = await save({ password: 'MATKHAU1', accessKey: 'ABCD1234EFGH5678' });
	expect(await problems({ id: saved.id })).toEqual([]);
	expect(await problems({ id: saved.id, password: 'a' })).toMatchObject([
		{ field: 'password', code: 'SECRET_LOWER_CASE' },
		{ field: 'password', code: 'PASSWORD_SHORT' },
	]);
	expect((await problems()).map(({ field, code }) => `${field} ${code}`)).toEqual(
		expect.arrayContaining(['password VALUE_EMPTY', 'accessKey VALUE_EMPTY', 'userId DUPLICATE_USER_ID']),
	);
});

test('check sees a terminal that stands elsewhere with another access key, at its place in the list', async () => {
	await save({ userId: 'V2060001', accessKey: 'ONE', terminalId: 'T1A2B3' });
	time += 1000;
	const second = await save({ userId: 'V2060002', accessKey: 'TWO', terminalId: 'OTHER1' });
	time += 1000;
	await save({ userId: 'V2060003', accessKey: 'THREE', terminalId: 'T9T9T9' });
	const found = await problems({ id: second.id, userId: 'V2060002', terminalId: 'T9T9T9', password: 'MATKHAU1' });
	expect(found).toMatchObject([{ code: 'TERMINAL_TWO_ACCESS_KEYS', params: { other: 3 } }]);
});

test('a User ID stands once in a company', async () => {
	await save();
	const envelope = await core.dispatch('parameters.save', parameterDraft(company.id, { userId: 'v2060001' }));
	expect(envelope).toEqual({
		ok: false,
		error: { code: 'STORE_DUPLICATE', params: { what: 'userId', value: 'V2060001' } },
	});
	const other = await core.value<Company>('companies.save', companyDraft('0101248141'));
	expect(await core.outcome('parameters.save', parameterDraft(other.id))).toBe('ok');
});

test('what is not there is said to be missing', async () => {
	const missing = async (name: string, request: unknown) => {
		const envelope = await core.dispatch(name, request);
		return envelope.ok ? 'ok' : [envelope.error.code, envelope.error.params.what];
	};
	expect(await missing('parameters.save', parameterDraft(nobody))).toEqual(['STORE_RECORD_MISSING', 'company']);
	expect(await missing('parameters.check', parameterDraft(nobody))).toEqual(['STORE_RECORD_MISSING', 'company']);
	const parameterSet = ['STORE_RECORD_MISSING', 'parameterSet'];
	expect(await missing('parameters.save', parameterDraft(company.id, { id: nobody }))).toEqual(parameterSet);
	expect(await missing('parameters.check', parameterDraft(company.id, { id: nobody }))).toEqual(parameterSet);
	expect(await missing('parameters.remove', { id: nobody })).toEqual(parameterSet);
	expect(await missing('parameters.reveal', { id: nobody, field: 'password' })).toEqual(parameterSet);
});

test('a removed set is gone', async () => {
	const saved = await save({ password: 'MATKHAU1' });
	expect(await core.outcome('parameters.remove', { id: saved.id })).toBe('ok');
	expect(await list()).toEqual([]);
});

test('a day that does not exist is refused by its field', async () => {
	const draft = parameterDraft(company.id, { certificateNotAfter: '2026-02-30' });
	expect(await core.dispatch('parameters.save', draft)).toMatchObject({
		error: { code: 'INPUT_FIELD', params: { field: 'certificateNotAfter', detail: 'DATE_INVALID' } },
	});
});

test('swapped secrets are refused, everything else stays readable, and a new value mends it', async () => {
	const one = await save({ password: 'MATKHAU1', accessKey: 'KHOA1' });
	const other = await save({ userId: 'V2060002', password: 'MATKHAU2' });
	core.store.write((database) =>
		database.prepare('UPDATE parameter_set SET password_sealed = access_key_sealed WHERE id = ?').run(one.id),
	);
	expect(await reveal(one.id, 'password')).toEqual({ code: 'VAULT_INTEGRITY', params: { field: 'password' } });
	expect(await core.outcome('parameters.check', { ...parameterDraft(company.id), id: one.id })).toBe('VAULT_INTEGRITY');
	expect(await reveal(one.id, 'accessKey')).toBe('KHOA1');
	expect(await reveal(other.id, 'password')).toBe('MATKHAU2');
	core.store.write((database) =>
		database
			.prepare(
				`UPDATE parameter_set SET access_key_sealed = (SELECT password_sealed FROM parameter_set WHERE id = ?)
				WHERE id = ?`,
			)
			.run(other.id, one.id),
	);
	expect(await reveal(one.id, 'accessKey')).toMatchObject({ code: 'VAULT_INTEGRITY' });
	expect(await list()).toHaveLength(2);
	await save({ id: one.id, password: 'MATKHAU3', accessKey: 'KHOA3' });
	expect(await reveal(one.id, 'password')).toBe('MATKHAU3');
	expect(await reveal(one.id, 'accessKey')).toBe('KHOA3');
});

test('what goes to the clipboard is one field, secret or not', async () => {
	const saved = await save({ password: 'MATKHAU1' });
	const copy = async (field: Parameters<typeof core.parameters.copyValue>[0]['field']) => {
		const result = await core.parameters.copyValue({ id: saved.id, field });
		return result.ok ? result.value : result.error.params.what;
	};
	expect([await copy('password'), await copy('userCode'), await copy('userId'), await copy('terminalId')]).toEqual([
		'MATKHAU1',
		'V2060',
		'V2060001',
		'T1A2B3',
	]);
	expect(await copy('accessKey')).toBe('accessKey');
});
