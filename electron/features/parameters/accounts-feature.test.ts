import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
	AdminAccount,
	AdminDraft,
	NswAccount,
	PasswordHistoryRow,
} from '../../../shared/contracts/accounts-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterDraft, ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import {
	type AccountCore,
	closeCore,
	companyDraft,
	openWithCompany,
	parameterDraft,
	terminalPart,
} from '../../../tests/security/account-core.ts';

const nobody = '019a0000-0000-7000-8000-000000000000';

let folder: string;
let core: AccountCore;
let company: Company;
let time: number;

beforeEach(async () => {
	time = Date.UTC(2026, 10, 22, 8);
	({ folder, core, company } = await openWithCompany(() => time));
});

afterEach(() => closeCore(core, folder));

const certificate = {
	certificateProvider: ' VNPT-CA',
	certificateSerial: '54:04',
	certificateNotBefore: '2025-01-01',
	certificateNotAfter: '2028-01-01',
	certificateSubject: 'CÔNG TY TNHH THỬ NGHIỆM',
	certificateTaxCode: '0100109106',
};
const saveAdmin = (changes: Partial<AdminDraft> = {}) =>
	core.value<AdminAccount>('accounts.saveAdmin', { companyId: company.id, ...certificate, ...changes });
const saveSet = (changes: Partial<ParameterDraft>) =>
	core.value<ParameterSetRow>('parameters.save', parameterDraft(company.id, { terminal: null, ...changes }));
const get = () => core.value('accounts.get', { companyId: company.id });
const reveal = async (kind: string, id: string, field = 'password') => {
	const envelope = await core.dispatch('parameters.reveal', { kind, id, field });
	return envelope.ok ? (envelope.value as { value: string }).value : envelope.error.code;
};
/** The history with its values, newest first. */
const history = async (kind: string, id: string) => {
	const rows = await core.value<PasswordHistoryRow[]>('accounts.history', { kind, id });
	return Promise.all(
		rows.map(async ({ id: row, way, recordedAt }) => ({
			value: await reveal('history', row, 'value'),
			at: recordedAt.slice(11, 19),
			way,
		})),
	);
};

test('the administrator accounts of all companies come in one answer, without their secrets', async () => {
	const { certificateProvider, certificateSerial, certificateNotBefore, certificateNotAfter } = parameterDraft(
		company.id,
	);
	const draft = {
		...{ certificateProvider, certificateSerial, certificateNotBefore, certificateNotAfter },
		...{ certificateSubject: '', certificateTaxCode: '', password: 'QUANTRI1' },
	};
	const other = await core.value<Company>('companies.save', companyDraft('0201234569'));
	for (const { id: companyId } of [company, other]) await core.value('accounts.saveAdmin', { companyId, ...draft });
	const admins = await core.value<AdminAccount[]>('accounts.admins', {});
	expect(admins.map(({ companyId, hasPassword }) => [companyId, hasPassword]).sort()).toEqual(
		[
			[company.id, true],
			[other.id, true],
		].sort(),
	);
	expect(JSON.stringify(admins)).not.toContain('QUANTRI1');
});

test('a company has one administrator account, whose login is its tax code', async () => {
	expect(await get()).toEqual({ admin: null, nsw: null });
	const first = await saveAdmin({ password: 'QUANTRI1' });
	expect(first).toMatchObject({ certificateProvider: 'VNPT-CA', certificateSerial: '5404', hasPassword: true });
	const second = await saveAdmin({ certificateNotAfter: '' });
	expect(second).toMatchObject({ id: first.id, hasPassword: true, certificateNotAfter: '' });
	expect(await get()).toEqual({ admin: second, nsw: null });
	expect(await reveal('admin', first.id)).toBe('QUANTRI1');
	const login = await core.copyValue({ kind: 'admin', id: first.id, field: 'login' });
	expect(login).toEqual({ ok: true, value: '0100109106' });
});

test('the account of the National Single Window has its own login and mailbox', async () => {
	const draft = { companyId: company.id, login: ' thunghiem ', mailbox: 'hop@thunghiem.vn' };
	const saved = await core.value<NswAccount>('accounts.saveNsw', { ...draft, password: 'Mật khẩu#1' });
	expect(saved).toMatchObject({ login: 'thunghiem', mailbox: 'hop@thunghiem.vn', hasPassword: true });
	expect(await reveal('nsw', saved.id)).toBe('Mật khẩu#1');
	const mailbox = await core.copyValue({ kind: 'nsw', id: saved.id, field: 'mailbox' });
	expect(mailbox).toEqual({ ok: true, value: 'hop@thunghiem.vn' });
	expect(await core.outcome('accounts.saveNsw', { ...draft, companyId: nobody })).toBe('STORE_RECORD_MISSING');
});

test('a day that does not exist is refused by its field', async () => {
	const draft = { companyId: company.id, ...certificate, certificateNotAfter: '2026-02-30' };
	expect(await core.dispatch('accounts.saveAdmin', draft)).toMatchObject({
		error: { code: 'INPUT_FIELD', params: { field: 'certificateNotAfter' } },
	});
});

test('every password that was ever stored is in the history', async () => {
	const { id } = await saveSet({ password: 'MATKHAU1' });
	time += 60_000;
	await saveSet({ id, password: 'MATKHAU2' });
	time += 60_000;
	await saveSet({ id, email: 'khac@thunghiem.vn' });
	await saveSet({ id, password: 'MATKHAU2' });
	await saveSet({ id, password: '' });
	expect(await history('user', id)).toEqual([
		{ value: 'MATKHAU2', at: '08:01:00', way: 'entered' },
		{ value: 'MATKHAU1', at: '08:00:00', way: 'entered' },
	]);
	const [row] = await core.value<PasswordHistoryRow[]>('accounts.history', { kind: 'user', id });
	expect(row?.who).toBe('Đức');
});

test('a password from before there was a history enters it when it is replaced', async () => {
	const { id } = await saveSet({ password: 'MATKHAU1' });
	core.store.write((database) => database.exec('DELETE FROM password_history'));
	time += 60_000;
	await saveSet({ id, password: 'MATKHAU2' });
	expect(await history('user', id)).toEqual([
		{ value: 'MATKHAU2', at: '08:01:00', way: 'entered' },
		{ value: 'MATKHAU1', at: '08:00:00', way: 'entered' },
	]);
});

test('a generated password is in the history before it is shown, and stored it is the same row', async () => {
	const { id } = await saveSet({ password: 'MATKHAU1' });
	time += 1000;
	const { value: unused } = await core.value<{ value: string }>('accounts.generate', { kind: 'user', id });
	time += 1000;
	const { value } = await core.value<{ value: string }>('accounts.generate', { kind: 'user', id });
	expect(value).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
	expect(await reveal('user', id)).toBe('MATKHAU1');
	time += 1000;
	await saveSet({ id, password: value });
	expect(await history('user', id)).toEqual([
		{ value, at: '08:00:03', way: 'entered' },
		{ value: unused, at: '08:00:01', way: 'generated' },
		{ value: 'MATKHAU1', at: '08:00:00', way: 'entered' },
	]);
	expect(await core.outcome('accounts.generate', { kind: 'user', id: nobody })).toBe('STORE_RECORD_MISSING');
	expect(await core.outcome('accounts.generate', { kind: 'admin', id })).toBe('STORE_RECORD_MISSING');
});

test('the wait that a change on the portal begins shows at the User ID', async () => {
	await saveSet({ password: 'MATKHAU1' });
	const set = async () => (await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id }))[0];
	expect((await set())?.passwordUsableFrom).toBeNull();
	core.store.write((database) => database.exec("UPDATE password_history SET way = 'issued'"));
	expect((await set())?.passwordUsableFrom).toBe('2026-11-23T08:00:00.000Z');
	core.store.write((database) => database.exec('UPDATE password_history SET undone = 1'));
	expect((await set())?.passwordUsableFrom).toBeNull();
});

test('one damaged row of the history does not stop the next change', async () => {
	const { id } = await saveSet({ password: 'MATKHAU1' });
	await core.value('accounts.generate', { kind: 'user', id });
	core.store.write((database) => database.exec("UPDATE password_history SET value_sealed = x'00'"));
	await saveSet({ id, password: 'MATKHAU2' });
	const values = (await history('user', id)).map((row) => row.value);
	expect(values.filter((value) => value === 'VAULT_INTEGRITY')).toHaveLength(2);
	expect(values).toContain('MATKHAU2');
});

test('while locked the accounts and their histories are readable and nothing else is', async () => {
	const admin = await saveAdmin({ password: 'QUANTRI1' });
	await core.value('vault.lock', {});
	expect(await get()).toMatchObject({ admin: { id: admin.id, hasPassword: true } });
	expect(await core.value('accounts.history', { kind: 'admin', id: admin.id })).toHaveLength(1);
	expect(await reveal('admin', admin.id)).toBe('VAULT_LOCKED');
	expect(await core.outcome('accounts.generate', { kind: 'admin', id: admin.id })).toBe('VAULT_LOCKED');
	expect(await core.outcome('accounts.saveAdmin', { companyId: company.id, ...certificate })).toBe('VAULT_LOCKED');
});

test('a removed company takes its accounts, User IDs, terminals and histories with it, another keeps its own', async () => {
	const other = await core.value<Company>('companies.save', companyDraft('0101248141'));
	const draft = parameterDraft(other.id, { password: 'MATKHAU9', terminal: terminalPart({ accessKey: 'KHOA9' }) });
	const theirs = await core.value<ParameterSetRow>('parameters.save', draft);
	await saveAdmin({ password: 'QUANTRI1' });
	await saveSet({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'KHOA1' }) });
	await core.value('companies.remove', { id: company.id });
	expect(core.removedFiles).toEqual([company.id]);
	const count = (table: string) =>
		core.store.read((database) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
	expect(['company', 'parameter_set', 'terminal', 'user_code', 'password_history'].map(count)).toEqual([1, 1, 1, 1, 1]);
	expect(['admin_account', 'nsw_account'].map(count)).toEqual([0, 0]);
	expect(await reveal('user', theirs.id)).toBe('MATKHAU9');
	expect(await core.outcome('companies.remove', { id: company.id })).toBe('STORE_RECORD_MISSING');
});

test('a company with a dossier stays', async () => {
	core.store.write((database) =>
		database.prepare("INSERT INTO dossier VALUES ('d', ?, 'HS-1', 'k', 's', '{}', '', '')").run(company.id),
	);
	expect(await core.dispatch('companies.remove', { id: company.id })).toEqual({
		ok: false,
		error: { code: 'STORE_COMPANY_IN_USE', params: { dossiers: 1 } },
	});
	expect(await core.value('companies.list', {})).toHaveLength(1);
	expect(core.removedFiles).toEqual([]);
});
