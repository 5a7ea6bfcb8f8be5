import { afterEach, beforeEach, expect, test } from 'vitest';
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

const save = (changes: Partial<ParameterDraft> = {}) =>
	core.value<ParameterSetRow>('parameters.save', parameterDraft(company.id, changes));
const list = () => core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
const reveal = async (id: string | null, field: string) => {
	const kind = field === 'accessKey' ? 'terminal' : 'user';
	const envelope = await core.dispatch('parameters.reveal', { kind, id, field });
	return envelope.ok ? (envelope.value as { value: string }).value : envelope.error;
};
const problems = async (changes: Partial<ParameterDraft> = {}) =>
	core.value<{ field: string; code: string; params: object }[]>(
		'parameters.check',
		parameterDraft(company.id, changes),
	);

test('a set is kept without its secrets in sight, and each secret comes back by reveal', async () => {
	const saved = await save({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'ABCD1234EFGH5678' }) });
	const { terminal: _terminal, ...draft } = parameterDraft(company.id);
	expect(saved).toEqual({
		...draft,
		id: saved.id,
		terminalRef: expect.any(String),
		terminalId: 'T1A2B3',
		computer: 'PC phòng XNK',
		certificateSerial: '5404FFFEB7033FB316D672201B7FF8AE',
		hasPassword: true,
		hasAccessKey: true,
		passwordChangedAt: '2026-11-22T08:00:00.000Z',
		passwordUsableFrom: null,
		updatedAt: '2026-11-22T08:00:00.000Z',
	});
	expect(await list()).toEqual([saved]);
	expect(await reveal(saved.id, 'password')).toBe('MATKHAU1');
	expect(await reveal(saved.terminalRef, 'accessKey')).toBe('ABCD1234EFGH5678');
});

test('the list is of one company or of all', async () => {
	const saved = await save();
	time += 1000;
	const other = await core.value<Company>('companies.save', companyDraft('0101248141'));
	const theirs = await core.value<ParameterSetRow>('parameters.save', parameterDraft(other.id));
	expect(await list()).toEqual([saved]);
	expect(await core.value('parameters.list', {})).toEqual([saved, theirs]);
});

test('while locked the list is readable and nothing else is', async () => {
	const saved = await save({ password: 'MATKHAU1' });
	await core.value('vault.lock', {});
	expect(await list()).toEqual([saved]);
	const draft = { ...parameterDraft(company.id), id: saved.id };
	expect(await core.outcome('parameters.check', draft)).toBe('VAULT_LOCKED');
	expect(await core.outcome('parameters.save', draft)).toBe('VAULT_LOCKED');
	expect(await core.outcome('parameters.remove', { id: saved.id })).toBe('VAULT_LOCKED');
	expect(await core.outcome('parameters.reveal', { kind: 'user', id: saved.id, field: 'password' })).toBe(
		'VAULT_LOCKED',
	);
	expect(await core.copyValue({ kind: 'user', id: saved.id, field: 'password' })).toMatchObject({
		error: { code: 'VAULT_LOCKED' },
	});
});

test('a secret that is not sent stays, an empty one goes, and the time tells the last real change', async () => {
	const first = await save({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'ABCD' }) });
	const terminal = (changes: object = {}) => terminalPart({ id: first.terminalRef!, ...changes });
	time += 60_000;
	const kept = await save({ id: first.id, terminal: terminal({ computer: 'PC khác' }) });
	expect(kept).toMatchObject({
		terminalRef: first.terminalRef,
		computer: 'PC khác',
		hasPassword: true,
		hasAccessKey: true,
		passwordChangedAt: first.passwordChangedAt,
	});
	expect(kept.updatedAt).not.toBe(first.updatedAt);
	const same = await save({ id: first.id, password: 'MATKHAU1', terminal: terminal() });
	expect(same.passwordChangedAt).toBe(first.passwordChangedAt);
	const changed = await save({ id: first.id, password: 'MATKHAU2', terminal: terminal() });
	expect(changed.passwordChangedAt).toBe('2026-11-22T08:01:00.000Z');
	expect(await reveal(first.id, 'password')).toBe('MATKHAU2');
	expect(await reveal(first.terminalRef, 'accessKey')).toBe('ABCD');
	const emptied = await save({ id: first.id, password: '', terminal: terminal({ accessKey: '' }) });
	expect(emptied).toMatchObject({ hasPassword: false, hasAccessKey: false, passwordChangedAt: null });
	expect(await reveal(first.id, 'password')).toMatchObject({
		code: 'STORE_RECORD_MISSING',
		params: { what: 'password' },
	});
});

test('two User IDs share a terminal: what one form changes in it, the other shows', async () => {
	const one = await save({ terminal: terminalPart({ accessKey: 'ABCD' }) });
	time += 1000;
	const other = await save({ userId: 'V2060002', terminal: terminalPart({ id: one.terminalRef!, accessKey: 'EFGH' }) });
	expect(other.terminalRef).toBe(one.terminalRef);
	expect(await reveal(one.terminalRef, 'accessKey')).toBe('EFGH');
	await save({ id: other.id, userId: 'V2060002', terminal: terminalPart({ id: one.terminalRef!, computer: 'PC 9' }) });
	expect((await list()).map(({ computer }) => computer)).toEqual(['PC 9', 'PC 9']);
	expect(await save({ id: other.id, userId: 'V2060002', terminal: null })).toMatchObject({
		terminalRef: null,
		terminalId: '',
		hasAccessKey: false,
	});
	expect((await list())[0]).toMatchObject({ terminalRef: one.terminalRef, hasAccessKey: true });
});

test("a terminal of another company is none of this company's", async () => {
	const other = await core.value<Company>('companies.save', companyDraft('0101248141'));
	const theirs = await core.value<ParameterSetRow>('parameters.save', parameterDraft(other.id));
	const envelope = await core.dispatch(
		'parameters.save',
		parameterDraft(company.id, { terminal: terminalPart({ id: theirs.terminalRef! }) }),
	);
	expect(envelope).toMatchObject({ error: { code: 'STORE_RECORD_MISSING', params: { what: 'terminal' } } });
	expect(await list()).toEqual([]);
});

test('codes lose spaces and invisible characters, a password never does', async () => {
	const saved = await save({
		userId: ' V2060\u200b 001',
		terminal: terminalPart({ terminalId: 'T1A2B3\n' }),
		password: ' MAT KHAU',
	});
	expect(saved).toMatchObject({ userId: 'V2060001', terminalId: 'T1A2B3' });
	expect(await reveal(saved.id, 'password')).toBe(' MAT KHAU');
});

test('a set that breaks the rules is stored all the same, and check names what is wrong', async () => {
	const terminal = terminalPart({ terminalId: '' });
	const broken = { userCode: 'V2060001', userId: 'X', terminal, password: 'mật khẩu quá dài' };
	const saved = await save(broken);
	expect(await list()).toEqual([saved]);
	const codes = (await problems({ ...broken, id: saved.id })).map(({ code }) => code);
	expect(codes).toEqual(
		expect.arrayContaining(['USER_CODE_IS_USER_ID', 'USER_ID_LENGTH', 'VALUE_EMPTY', 'PASSWORD_TOO_LONG']),
	);
});

test('check takes stored secrets for those that are not sent and finds nothing wrong with a good set', async () => {
	const saved = await save({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'ABCD1234EFGH5678' }) });
	const terminal = terminalPart({ id: saved.terminalRef! });
	expect(await problems({ id: saved.id, terminal })).toEqual([]);
	expect(await problems({ id: saved.id, terminal, password: 'a' })).toMatchObject([
		{ field: 'password', code: 'SECRET_LOWER_CASE' },
		{ field: 'password', code: 'PASSWORD_SHORT' },
	]);
	expect((await problems({ terminal: null })).map(({ field, code }) => `${field} ${code}`)).toEqual([
		'password VALUE_EMPTY',
		'terminalId VALUE_EMPTY',
		'accessKey VALUE_EMPTY',
		'userId DUPLICATE_USER_ID',
	]);
});

test('check sees the same Terminal ID at another terminal of the company', async () => {
	const one = await save({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'KHOA1' }) });
	time += 1000;
	const again = { userId: 'V2060002', password: 'MATKHAU2', terminal: terminalPart({ accessKey: 'KHOA2' }) };
	expect(await problems(again)).toMatchObject([{ field: 'terminalId', code: 'TERMINAL_TWICE' }]);
	expect(await problems({ ...again, terminal: terminalPart({ id: one.terminalRef! }) })).toEqual([]);
});

test('check sees what another company has, too, and names it', async () => {
	const other = await core.value<Company>('companies.save', companyDraft('0101248141'));
	const theirs = { certificateTaxCode: '0101248141' };
	await core.value('parameters.save', parameterDraft(other.id, theirs));
	const found = await problems({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'KHOA1' }) });
	const clash = { company: '0101248141' };
	expect(found).toEqual([
		{ field: 'userId', code: 'USER_ID_ELSEWHERE', severity: 'error', params: clash },
		{ field: 'userCode', code: 'USER_CODE_ELSEWHERE', severity: 'warning', params: clash },
		{ field: 'terminalId', code: 'TERMINAL_ELSEWHERE', severity: 'warning', params: clash },
		{ field: 'certificateSerial', code: 'CERTIFICATE_ELSEWHERE', severity: 'warning', params: clash },
	]);
});

test('check looks at whose the certificate is and when it is valid', async () => {
	const good = { password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'KHOA1' }) };
	expect(
		await problems({ ...good, certificateNotAfter: '2026-11-21', certificateTaxCode: '0101248141' }),
	).toMatchObject([{ code: 'CERTIFICATE_TAX_CODE' }, { code: 'CERTIFICATE_ENDED' }]);
});

test('every User code in use has a record, and one that was a slip goes', async () => {
	const codes = async () => {
		const rows = await core.value<{ code: string }[]>('parameters.userCodes', { companyId: company.id });
		return rows.map(({ code }) => code);
	};
	const saved = await save({ userCode: 'V206O' });
	await save({ userCode: 'W2060', userId: 'W2060001' });
	expect(await codes()).toEqual(['V206O', 'W2060']);
	await save({ id: saved.id, userCode: 'V2060' });
	expect(await codes()).toEqual(['V2060', 'W2060']);
	await core.value('parameters.remove', { id: saved.id });
	expect(await codes()).toEqual(['W2060']);
});

test('a User ID stands once in a company', async () => {
	await save();
	const envelope = await core.dispatch('parameters.save', parameterDraft(company.id, { userId: 'v2060001' }));
	expect(envelope).toEqual({
		ok: false,
		error: { code: 'STORE_DUPLICATE', params: { what: 'userId', value: 'V2060001' } },
	});
	const other = await core.value<Company>('companies.save', companyDraft('0101248141'));
	expect(await core.outcome('parameters.save', parameterDraft(other.id, { userId: 'V2060001' }))).toBe('ok');
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
	expect(await missing('parameters.reveal', { kind: 'user', id: nobody, field: 'password' })).toEqual(parameterSet);
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
	const one = await save({ password: 'MATKHAU1', terminal: terminalPart({ accessKey: 'KHOA1' }) });
	const other = await save({ userId: 'V2060002', password: 'MATKHAU2', terminal: null });
	core.store.write((database) => {
		database
			.prepare('UPDATE parameter_set SET password_sealed = (SELECT access_key_sealed FROM terminal) WHERE id = ?')
			.run(one.id);
	});
	expect(await reveal(one.id, 'password')).toEqual({ code: 'VAULT_INTEGRITY', params: { field: 'password' } });
	expect(await core.outcome('parameters.check', { ...parameterDraft(company.id), id: one.id })).toBe('VAULT_INTEGRITY');
	expect(await reveal(one.terminalRef, 'accessKey')).toBe('KHOA1');
	expect(await reveal(other.id, 'password')).toBe('MATKHAU2');
	core.store.write((database) =>
		database
			.prepare('UPDATE terminal SET access_key_sealed = (SELECT password_sealed FROM parameter_set WHERE id = ?)')
			.run(other.id),
	);
	expect(await reveal(one.terminalRef, 'accessKey')).toMatchObject({ code: 'VAULT_INTEGRITY' });
	expect(await list()).toHaveLength(2);
	const mended = terminalPart({ id: one.terminalRef!, accessKey: 'KHOA3' });
	await save({ id: one.id, password: 'MATKHAU3', terminal: mended });
	expect(await reveal(one.id, 'password')).toBe('MATKHAU3');
	expect(await reveal(one.terminalRef, 'accessKey')).toBe('KHOA3');
});

test('what goes to the clipboard is one field, secret or not', async () => {
	const saved = await save({ password: 'MATKHAU1' });
	const copy = async (place: Parameters<typeof core.copyValue>[0]) => {
		const result = await core.copyValue(place);
		return result.ok ? result.value : result.error.params.what;
	};
	const { id } = saved;
	const terminal = saved.terminalRef!;
	expect(await copy({ kind: 'user', id, field: 'password' })).toBe('MATKHAU1');
	expect(await copy({ kind: 'user', id, field: 'userCode' })).toBe('V2060');
	expect(await copy({ kind: 'user', id, field: 'userId' })).toBe('V2060001');
	expect(await copy({ kind: 'terminal', id: terminal, field: 'terminalId' })).toBe('T1A2B3');
	expect(await copy({ kind: 'terminal', id: terminal, field: 'accessKey' })).toBe('accessKey');
});
