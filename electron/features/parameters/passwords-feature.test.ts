import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdminAccount, PasswordHistoryRow } from '../../../shared/contracts/accounts-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { PasswordRecordDraft } from '../../../shared/contracts/passwords-contract.ts';
import { passwordLife } from '../../../shared/domain/account-life/password-life.ts';
import { noCertificate } from '../../../shared/domain/certificate-fields.ts';
import {
	type AccountCore,
	closeCore,
	openAccountCore,
	openWithCompany,
	parameterDraft,
} from '../../../tests/security/account-core.ts';
import { accountRepository } from '../../storage/account-repository.ts';
import { createTrustedClock } from './trusted-clock.ts';
import { lookAtWaits, lookEveryMs } from './wait-watch.ts';

const hour = 3_600_000;
const at = (text: string) => Date.parse(`${text}+07:00`);
const iso = (text: string) => new Date(at(text)).toISOString();

let folder: string;
let core: AccountCore;
let company: Company;
let user: ParameterSetRow;
let time: number;
let running: number;
const clock = () => createTrustedClock({ wall: () => time, monotonic: () => running });

const pass = (ms: number) => {
	time += ms;
	running += ms;
};

beforeEach(async () => {
	time = at('2026-11-16T08:00');
	running = 0;
	({ folder, core, company } = await openWithCompany(() => time, clock()));
	const draft = parameterDraft(company.id, { terminal: null, password: 'MATKHAU1' });
	user = await core.value<ParameterSetRow>('parameters.save', draft);
	pass(45 * 60_000);
});

afterEach(() => closeCore(core, folder));

const draft = (change: Partial<PasswordRecordDraft> = {}) => ({
	kind: 'user',
	id: user.id,
	way: 'issued',
	answer: 'succeeded',
	at: new Date(time).toISOString(),
	who: ' Nguyễn Thị Ngọc Ẩn ',
	secret: { from: 'typed', value: 'MATKHAU2' },
	...change,
});
const record = (change: Partial<PasswordRecordDraft> = {}) => core.outcome('passwords.record', draft(change));
const refused = async (change: Partial<PasswordRecordDraft>) => {
	const envelope = await core.dispatch('passwords.record', draft(change));
	return envelope.ok ? 'ok' : `${envelope.error.code} ${envelope.error.params.detail ?? envelope.error.params.what}`;
};
const typed = (value: string) => ({ secret: { from: 'typed' as const, value } });
const stored = async (kind = 'user', id = user.id) => {
	const envelope = await core.dispatch('parameters.reveal', { kind, id, field: 'password' });
	return envelope.ok ? (envelope.value as { value: string }).value : envelope.error.code;
};
const rows = (kind = 'user', id = user.id) => core.value<PasswordHistoryRow[]>('accounts.history', { kind, id });
const usable = async () =>
	(await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id }))[0]?.passwordUsableFrom;
const states = async () => {
	const history = await rows();
	const life = passwordLife(
		history.map((row) => ({ ...row, at: Date.parse(row.recordedAt) })),
		time,
	);
	return Promise.all(
		history.map(async ({ id, way }) => {
			const shown = await core.value<{ value: string }>('parameters.reveal', { kind: 'history', id, field: 'value' });
			return `${shown.value} ${way} ${life.states.get(id)}`;
		}),
	);
};
const ended: number[] = [];
const look = () =>
	lookAtWaits({ store: accountRepository(core.store), now: time, ended: (count) => ended.push(count) });

describe('"Cấp mới password cho User ID"', () => {
	test('"Cấp password mới thành công": the new one is stored at once and works to the minute 24 hours later', async () => {
		expect(await record({ at: iso('2026-11-16T08:45') })).toBe('ok');
		expect(await stored()).toBe('MATKHAU2');
		expect(await usable()).toBe(iso('2026-11-17T08:45'));
		expect(await states()).toEqual(['MATKHAU2 issued waiting', 'MATKHAU1 entered old']);
		expect((await rows())[0]?.who).toBe('Nguyễn Thị Ngọc Ẩn');
		pass(24 * hour);
		expect(await states()).toEqual(['MATKHAU2 issued in-use', 'MATKHAU1 entered old']);
	});

	test('"Mật khẩu trùng với mật khẩu cũ": the typed value is the present password, usable at once', async () => {
		expect(await record({ answer: 'same-as-old', ...typed('DUNG1234') })).toBe('ok');
		expect(await stored()).toBe('DUNG1234');
		expect(await usable()).toBeNull();
		expect(await states()).toEqual(['DUNG1234 issued in-use', 'MATKHAU1 entered old']);
	});

	test('"Mật khẩu trùng với mật khẩu cũ" during a wait proves the value and leaves the wait running', async () => {
		await record();
		pass(hour);
		expect(await record({ answer: 'same-as-old' })).toBe('ok');
		expect(await usable()).toBe(iso('2026-11-17T08:45'));
		expect((await states())[0]).toBe('MATKHAU2 issued waiting');
	});

	test.each([
		['the stored one', 'MATKHAU1', 'INPUT_FIELD PASSWORD_USED'],
		['small letters', 'matkhau2', 'INPUT_FIELD PASSWORD_RULE'],
		['a Vietnamese letter', 'MẬTKHAU2', 'INPUT_FIELD PASSWORD_RULE'],
		['nine characters', 'MATKHAU22', 'INPUT_FIELD PASSWORD_RULE'],
		['a space', 'MAT KHAU', 'INPUT_FIELD PASSWORD_RULE'],
	])('refuses %s as the new password and writes nothing', async (_, value, outcome) => {
		expect(await refused(typed(value))).toBe(outcome);
		expect(await stored()).toBe('MATKHAU1');
		expect(await rows()).toHaveLength(1);
	});

	test('refuses an earlier password of the account, not one that was only prepared or recorded by mistake', async () => {
		await record();
		pass(25 * hour);
		await record(typed('MATKHAU3'));
		pass(25 * hour);
		expect(await refused(typed('MATKHAU1'))).toBe('INPUT_FIELD PASSWORD_USED');
		expect(await refused(typed('MATKHAU2'))).toBe('INPUT_FIELD PASSWORD_USED');
		const { id } = await core.value<{ id: string }>('passwords.prepare', {
			kind: 'user',
			id: user.id,
			value: 'MATKHAU4',
		});
		expect(await record({ secret: { from: 'prepared', id } })).toBe('ok');
		await core.value('passwords.undo', { id, reason: 'bấm nhầm' });
		expect(await record(typed('MATKHAU4'))).toBe('ok');
	});

	test('a time in the future is refused, five minutes of a slow clock are not', async () => {
		expect(await refused({ at: new Date(time + 6 * 60_000).toISOString() })).toBe('INPUT_FIELD AT_FUTURE');
		expect(await refused({ at: new Date(time + 4 * 60_000).toISOString() })).toBe('ok');
	});

	test('a new change during the wait starts it again', async () => {
		await record();
		pass(10 * hour);
		await record(typed('MATKHAU3'));
		expect(await usable()).toBe(iso('2026-11-17T18:45'));
		expect(await states()).toEqual(['MATKHAU3 issued waiting', 'MATKHAU2 issued old', 'MATKHAU1 entered old']);
	});

	test('a new password that was noted before its change was recorded is the same change, told twice', async () => {
		pass(hour);
		await core.value(
			'parameters.save',
			parameterDraft(company.id, { id: user.id, terminal: null, password: 'MATKHAU2' }),
		);
		pass(60_000);
		expect(await record({ at: iso('2026-11-16T09:00') })).toBe('ok');
		expect(await stored()).toBe('MATKHAU2');
		expect(await usable()).toBe(iso('2026-11-17T09:00'));
	});
});

test('a prepared password is in the history before it is used, and the same row once it is', async () => {
	const account = { kind: 'user', id: user.id };
	const { id } = await core.value<{ id: string }>('passwords.prepare', { ...account, value: 'CHUANBI1' });
	expect(await states()).toEqual(['CHUANBI1 generated unused', 'MATKHAU1 entered in-use']);
	expect(await core.outcome('passwords.prepare', { ...account, value: 'MATKHAU1' })).toBe('INPUT_FIELD');
	const run = await core.value<GuideRun>('guides.start', {
		companyId: company.id,
		guide: 'issue-password',
		subject: user.id,
	});
	await core.value('guides.attach', { id: run.id, preparedId: id });
	expect(await core.copyValue({ kind: 'history', id, field: 'value' })).toEqual({ ok: true, value: 'CHUANBI1' });
	pass(60_000);
	expect(await record({ secret: { from: 'prepared', id }, runId: run.id })).toBe('ok');
	expect(await states()).toEqual(['CHUANBI1 issued waiting', 'MATKHAU1 entered old']);
	expect(await core.value('guides.list', {})).toEqual([]);
});

test('a prepared password belongs to its account alone', async () => {
	const other = await core.value<ParameterSetRow>(
		'parameters.save',
		parameterDraft(company.id, { terminal: null, userId: 'V2060002' }),
	);
	const { id } = await core.value<{ id: string }>('passwords.prepare', {
		kind: 'user',
		id: other.id,
		value: 'CHUANBI1',
	});
	expect(await refused({ secret: { from: 'prepared', id } })).toBe('STORE_RECORD_MISSING value');
});

test('the dialog learns whether a value was used, and nothing else', async () => {
	const check = (value: string) => core.value('passwords.check', { kind: 'user', id: user.id, value });
	await record();
	expect(await check('MATKHAU2')).toEqual({ known: 'current' });
	expect(await check('MATKHAU1')).toEqual({ known: 'earlier' });
	expect(await check('MATKHAU9')).toEqual({ known: null });
	const before = { kind: 'user', id: user.id, value: 'MATKHAU2', at: iso('2026-11-16T08:44') };
	expect(await core.value('passwords.check', before)).toEqual({ known: null });
});

test('checking by issuing: the stored value, right or changed to it by the page', async () => {
	expect(await record({ answer: 'same-as-old', secret: { from: 'stored' } })).toBe('ok');
	expect(await usable()).toBeNull();
	pass(hour);
	expect(await record({ secret: { from: 'stored' } })).toBe('ok');
	expect(await stored()).toBe('MATKHAU1');
	expect(await usable()).toBe(iso('2026-11-17T09:45'));
});

describe('undone', () => {
	test('a change recorded by mistake gives the former password back and keeps its trace', async () => {
		await record();
		const [row] = await rows();
		expect(await core.outcome('passwords.undo', { id: row!.id, reason: ' ' })).toBe('IPC_BAD_REQUEST');
		await core.value('passwords.undo', { id: row!.id, reason: 'trang báo lỗi ' });
		expect(await stored()).toBe('MATKHAU1');
		expect(await usable()).toBeNull();
		expect(await states()).toEqual(['MATKHAU2 issued undone', 'MATKHAU1 entered in-use']);
		expect((await rows())[0]).toMatchObject({ undone: true, undoneReason: 'trang báo lỗi' });
		expect(await core.outcome('passwords.undo', { id: row!.id, reason: 'x' })).toBe('STORE_RECORD_MISSING');
	});

	test('the wait of the change before it runs on', async () => {
		await record();
		pass(hour);
		await record(typed('MATKHAU3'));
		const [row] = await rows();
		await core.value('passwords.undo', { id: row!.id, reason: 'x' });
		expect(await usable()).toBe(iso('2026-11-17T08:45'));
		expect(await stored()).toBe('MATKHAU2');
	});

	test('the only record leaves no password', async () => {
		const [row] = await rows();
		await core.value('passwords.undo', { id: row!.id, reason: 'x' });
		expect(await stored()).toBe('STORE_RECORD_MISSING');
	});
});

test("the administrator's password works at once, whatever its characters; the page's own is taken as it is", async () => {
	const admin = await core.value<AdminAccount>('accounts.saveAdmin', {
		companyId: company.id,
		...noCertificate,
		password: 'Quản trị#1',
	});
	const change = { kind: 'admin', id: admin.id, way: 'changed-by-administrator' } as const;
	pass(60_000);
	expect(await record({ ...change, ...typed('Quản trị#2') })).toBe('ok');
	expect(await stored('admin', admin.id)).toBe('Quản trị#2');
	expect(await refused({ ...change, ...typed('Quản trị#1') })).toBe('INPUT_FIELD PASSWORD_USED');
	pass(60_000);
	expect(await record({ ...change, way: 'shown-by-portal', ...typed('Quản trị#1') })).toBe('ok');
	expect(await look()).toBe(lookEveryMs);
	const wait = { ...change, way: 'issued' } as unknown as Partial<PasswordRecordDraft>;
	expect(await record(wait)).toBe('IPC_BAD_REQUEST');
});

describe('the end of a wait', () => {
	beforeEach(() => {
		ended.length = 0;
	});

	test('is told once, at its minute, also after a restart', async () => {
		await record();
		expect(await look()).toBe(lookEveryMs);
		pass(24 * hour - 10_000);
		expect(await look()).toBe(10_000);
		expect(ended).toEqual([]);
		core.store.close();
		pass(10 * hour);
		core = openAccountCore(folder, () => time, clock());
		await look();
		await look();
		expect(ended).toEqual([1]);
	});

	test('of a change that was replaced or undone is not told', async () => {
		await record();
		pass(hour);
		await record(typed('MATKHAU3'));
		pass(23 * hour);
		await look();
		expect(ended).toEqual([]);
		await core.value('passwords.undo', { id: (await rows())[0]!.id, reason: 'x' });
		await look();
		expect(ended).toEqual([1]);
	});

	test('that was over when it was recorded is not told', async () => {
		await record({ at: iso('2026-11-14T08:45') });
		await look();
		expect(ended).toEqual([]);
	});
});

test('a clock that was set forward is named, and the trusted time goes on without it', async () => {
	pass(hour);
	time += 24 * hour;
	expect(await core.value('passwords.clock', {})).toEqual({
		now: iso('2026-11-16T09:45'),
		jumpMs: 24 * hour,
		behindMs: 0,
	});
	expect(await refused({ at: new Date(time).toISOString() })).toBe('INPUT_FIELD AT_FUTURE');
});

test('every act leaves its row in the log, locked nothing is done, and no value lies readable in the data folder', async () => {
	await record(typed('BIMAT9X7'));
	const { id } = await core.value<{ id: string }>('passwords.prepare', {
		kind: 'user',
		id: user.id,
		value: 'BIMAT9X8',
	});
	await core.value('passwords.undo', { id: (await rows()).find(({ way }) => way === 'issued')!.id, reason: 'x' });
	const log = await core.value<{ action: string }[]>('audit.list', { limit: 3 });
	expect(log.map(({ action }) => action)).toEqual(['passwords.undo', 'passwords.prepare', 'passwords.record']);
	await core.value('vault.lock', {});
	expect(await record()).toBe('VAULT_LOCKED');
	expect(await core.outcome('passwords.undo', { id, reason: 'x' })).toBe('VAULT_LOCKED');
	expect(await core.outcome('passwords.clock', {})).toBe('ok');
	for (const file of ['keyring.db', 'keyring.db-wal']) {
		expect(readFileSync(path.join(folder, file)).includes('BIMAT9X')).toBe(false);
	}
});
