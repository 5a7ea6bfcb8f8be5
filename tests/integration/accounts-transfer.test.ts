import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataFolder, withDataFolder } from '../../electron/cli/data-folder.ts';
import { runCli } from '../../electron/cli/run.ts';
import { createOe4002Feature } from '../../electron/features/oe4002/oe4002-feature.ts';
import { createVaultFeature } from '../../electron/features/vault/vault-feature.ts';
import { findResources } from '../../electron/platform/resources.ts';
import { openStore } from '../../electron/storage/database.ts';
import { vaultRepository } from '../../electron/storage/vault-repository.ts';
import { type Result, unwrap } from '../../shared/result.ts';

const password = 'con cò lặn lội bờ sông';
const resources = findResources();
const now = Date.parse('2026-11-22T05:00:00Z');
let root: string;
let folder: string;

async function newFolder(name: string): Promise<string> {
	const made = path.join(root, name);
	const store = unwrap(openStore(made));
	unwrap(await createVaultFeature({ store: vaultRepository(store), now: () => now }).handlers.create({ password }));
	store.close();
	return made;
}

beforeEach(async () => {
	root = mkdtempSync(path.join(tmpdir(), 'vk-nhập-'));
	folder = await newFolder('dữ liệu');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const cli = async (...words: string[]) => {
	const { status, stdout } = await runCli([...words, '--json'], {
		resources,
		path: (typed) => path.resolve(root, typed),
		sibling: (name) => name,
		progress: () => {},
		readSecret: async () => Buffer.from(password),
		now: new Date(now),
	});
	return { status, answer: JSON.parse(stdout) };
};
const on = <T>(where: string, work: (data: DataFolder) => Promise<T>) =>
	withDataFolder(where, { resources, now: () => now }, async (data) => {
		await data.unlock(Buffer.from(password));
		return work(data);
	});
const value = async <T>(result: Promise<Result<T>>) => unwrap(await result);
const errorOf = async (result: Promise<Result<unknown>>) => {
	const { ok, ...rest } = await result;
	return ok ? 'ok' : (rest as { error: { code: string } }).error.code;
};

const csv =
	`Mã số thuế;User ID;Họ và tên người khai;Mật khẩu (Password);Mã số máy trạm (Terminal ID);Khóa truy cập (Access key)
0100109106;V2060001;Nguyễn Thị Ngọc Ẩn;MATKHAU1;A206T1;KHOA1234TRUYCAP9
0100109106;V2060002;Trần Văn Phú;;A206T1;
0100109106;V20600;Sai;;;
`.replace('User ID', 'Mã người sử dụng (User ID)');

async function importTable(text = csv, where = folder) {
	writeFileSync(path.join(root, 'bảng.csv'), text);
	return cli('accounts', 'import', 'bảng.csv', '--store', where);
}

test('the good rows of a table come in, the bad one is named with its reason', async () => {
	const { status, answer } = await importTable();
	expect(status).toBe(1);
	expect(answer.value).toMatchObject({
		imported: 2,
		rejected: [{ index: 2, line: 4, problems: [{ field: 'userId', code: 'USER_ID_LENGTH' }] }],
	});
	const listed = await cli('accounts', 'list', '--store', folder);
	expect(listed.answer.value.accounts).toMatchObject([
		{
			taxCode: '0100109106',
			userCode: 'V2060',
			userId: 'V2060001',
			terminalId: 'A206T1',
			declarantName: 'Nguyễn Thị Ngọc Ẩn',
		},
		{ userId: 'V2060002', terminalId: 'A206T1' },
	]);
	expect(JSON.stringify(listed.answer)).not.toMatch(/MATKHAU1|KHOA1234/);
});

test('the list is searched without marks, and secrets come only with one audit row per account', async () => {
	await importTable();
	const found = await cli('accounts', 'list', '--store', folder, '--query', 'ngoc an', '--reveal');
	expect(found.answer.value.accounts).toMatchObject([{ password: 'MATKHAU1', accessKey: 'KHOA1234TRUYCAP9' }]);
	expect(found.answer.value.accounts).toHaveLength(1);
	const actions = unwrap(openStore(folder));
	const rows = actions.read((database) =>
		database.prepare("SELECT action FROM audit WHERE action LIKE '%reveal'").all(),
	);
	actions.close();
	expect(rows).toHaveLength(1);
});

test('a second import changes only what the table says, and the old password is in the history', async () => {
	await importTable();
	await importTable(
		'taxCode,userId,password,declarantName\n0100109106,V2060001,MATKHAU2,\n0100109106,V2060002,,Trần Văn Phu\n',
	);
	await on(folder, async ({ companies, merge, secrets, accounts }) => {
		const [company] = await companies.list();
		const [first, second] = (await merge.stored(company!)).users;
		expect(first).toMatchObject({ declarantName: 'Nguyễn Thị Ngọc Ẩn', terminalId: 'A206T1', userId: 'V2060001' });
		expect(secrets.open('user', first!.id, first!.sealed.password)).toBe('MATKHAU2');
		expect(second!.declarantName).toBe('Trần Văn Phu');
		expect(await accounts.history(first!.id)).toHaveLength(2);
	});
});

test('a data folder that is not there is not made', async () => {
	const { status, answer } = await cli('accounts', 'list', '--store', path.join(root, 'không có'));
	expect([status, answer.error.code]).toEqual([4, 'STORE_CANNOT_OPEN']);
});

test('what is exported comes back the same in an empty folder, in every format', async () => {
	await importTable();
	const other = await newFolder('máy khác');
	for (const format of ['xlsx', 'csv', 'json', 'vnkr'] as const) {
		const file = path.join(root, `xuất.${format}`);
		const request = { companyId: null, format, secrets: true, password, filePassword: 'mật khẩu của tệp' };
		await on(folder, ({ transfer }) => value(transfer.export(request, file, 'vi')));
		if (format === 'vnkr') expect(readFileSync(file).includes('MATKHAU1')).toBe(false);
		const counts = await on(other, async ({ transfer }) => {
			const { id } = await value(transfer.take(file));
			await value(transfer.handlers.preview({ id, filePassword: 'mật khẩu của tệp', overwrite: true }));
			return value(transfer.handlers.apply({ id, overwrite: true }));
		});
		if (format === 'xlsx') expect(counts).toEqual({ add: 2, change: 0, same: 0, refused: 0 });
		else expect(counts, format).toMatchObject({ add: 0, change: 0, refused: 0 });
	}
	const read = async (where: string) => (await cli('accounts', 'list', '--store', where, '--reveal')).answer.value;
	expect(await read(other)).toEqual(await read(folder));
});

test('secrets leave only with the application password, and without them the cells are gone', async () => {
	await importTable();
	const file = path.join(root, 'xuất.csv');
	const request = {
		companyId: null,
		format: 'csv',
		secrets: true,
		password: 'sai mật khẩu này',
		filePassword: '',
	} as const;
	expect(await on(folder, ({ transfer }) => errorOf(transfer.export(request, file, 'vi')))).toBe(
		'VAULT_WRONG_PASSWORD',
	);
	expect(() => readFileSync(file)).toThrow();
	await on(folder, ({ transfer }) => value(transfer.export({ ...request, secrets: false, password: '' }, file, 'vi')));
	const text = readFileSync(file, 'utf8');
	expect(text).not.toMatch(/MATKHAU1|KHOA1234|Access key/);
	expect(text).toContain('V2060001');
});

test('a hand-over file without passwords leaves the stored ones alone, and conflicts are shown before', async () => {
	await importTable();
	const other = await newFolder('máy khác');
	await importTable(
		csv.replace('Nguyễn Thị Ngọc Ẩn', 'Người Khác').replace('MATKHAU1', 'CUAMAYNAY'.slice(0, 8)),
		other,
	);
	const file = path.join(root, 'giao.vnkr');
	const request = {
		companyId: null,
		format: 'vnkr',
		secrets: false,
		password: '',
		filePassword: 'mật khẩu của tệp',
	} as const;
	await on(folder, ({ transfer }) => value(transfer.export(request, file, 'vi')));
	await on(other, async ({ transfer, merge, companies, secrets }) => {
		const { id, kind } = await value(transfer.take(file));
		expect(kind).toBe('handover');
		const wrong = transfer.handlers.preview({ id, filePassword: 'không phải', overwrite: true });
		expect(await errorOf(wrong)).toBe('HANDOVER_WRONG_PASSWORD');
		const { items } = await value(transfer.handlers.preview({ id, filePassword: 'mật khẩu của tệp', overwrite: true }));
		expect(items.filter((one) => one.action === 'change')).toMatchObject([
			{ kind: 'user', code: 'V2060001', fields: ['declarantName'] },
		]);
		await value(transfer.handlers.apply({ id, overwrite: true }));
		const [company] = await companies.list();
		const [first] = (await merge.stored(company!)).users;
		expect(first!.declarantName).toBe('Nguyễn Thị Ngọc Ẩn');
		expect(secrets.open('user', first!.id, first!.sealed.password)).toBe('CUAMAYNA');
	});
});

test('without overwriting only what is new comes in', async () => {
	await importTable();
	writeFileSync(
		path.join(root, 'b.csv'),
		'taxCode,userId,declarantName\n0100109106,V2060001,Khác\n0100109106,V2060009,Mới\n',
	);
	await on(folder, async ({ transfer, merge, companies }) => {
		const { id } = await value(transfer.take(path.join(root, 'b.csv')));
		await value(transfer.handlers.preview({ id, filePassword: '', overwrite: false }));
		await value(transfer.handlers.apply({ id, overwrite: false }));
		const [company] = await companies.list();
		const names = (await merge.stored(company!)).users.map((one) => one.declarantName);
		expect(names).toEqual(['Nguyễn Thị Ngọc Ẩn', 'Trần Văn Phú', 'Mới']);
	});
});

test('OE4002: chosen changes are written, passwords stay, and undo brings everything back', async () => {
	await importTable();
	const paste = `Thông tin người khai hải quan
V2060002  Trần Văn Phong
V2060005  Đỗ Quỳnh Như
Máy tính
A206T1  KHOAMOI1
A206T2  KHOA2`;
	await on(folder, async (data) => {
		const settings = new Map<string, string>();
		const oe4002 = createOe4002Feature({
			...data,
			settings: { get: async (key) => settings.get(key), set: async (key, text) => void settings.set(key, text) },
			now: () => now,
		});
		const [company] = await data.companies.list();
		const { id } = company!;
		const look = async () => {
			const { users, terminals } = await data.merge.stored(company!);
			return {
				users: users.map((one) => [
					one.userId,
					one.declarantName,
					one.terminalId,
					one.endsOn,
					data.secrets.open('user', one.id, one.sealed.password),
				]),
				terminals: terminals.map((one) => [one.terminalId, data.secrets.open('terminal', one.id, one.sealed)]),
			};
		};
		const before = await look();
		const { changes } = await value(oe4002.compare({ companyId: id, text: paste }));
		expect(changes.map((one) => [one.code, one.action, one.ticked])).toEqual([
			['V2060001', 'missing', false],
			['V2060002', 'change', true],
			['V2060005', 'add', true],
			['A206T1', 'change', true],
			['A206T2', 'add', true],
		]);
		const keys = changes.map((one) => one.key);
		expect(await value(oe4002.apply({ id, text: paste, keys }))).toEqual({ written: 5 });
		expect(await look()).toEqual({
			users: [
				['V2060001', 'Nguyễn Thị Ngọc Ẩn', 'A206T1', '2026-11-22', 'MATKHAU1'],
				['V2060002', 'Trần Văn Phong', 'A206T1', '', ''],
				['V2060005', 'Đỗ Quỳnh Như', '', '', ''],
			],
			terminals: [
				['A206T1', 'KHOAMOI1'],
				['A206T2', 'KHOA2'],
			],
		});
		expect((await value(oe4002.get({ companyId: id }))).comparedAt).toBe('2026-11-22T05:00:00.000Z');
		await value(oe4002.undo({ id }));
		expect(await look()).toEqual(before);
		expect(await errorOf(oe4002.undo({ id }))).toBe('TRANSFER_GONE');
	});
});

test('OE4002: what changed since is not undone over', async () => {
	await importTable();
	let clock = now;
	await withDataFolder(folder, { resources, now: () => clock }, async (data) => {
		await data.unlock(Buffer.from(password));
		const oe4002 = createOe4002Feature({
			...data,
			settings: { get: async () => undefined, set: async () => {} },
			now: () => clock,
		});
		const [company] = await data.companies.list();
		const { id } = company!;
		const text = 'Thông tin người khai hải quan\nV2060002  Trần Văn Phong';
		await value(oe4002.apply({ id, text, keys: ['user:V2060002'] }));
		clock += 1000;
		const { batch } = await data.merge.plan(
			[{ taxCode: company!.taxCode, users: [{ userId: 'V2060002', declarantName: 'Sửa Sau' }] }],
			true,
		);
		await data.merge.apply(batch);
		expect(await errorOf(oe4002.undo({ id }))).toBe('TRANSFER_STALE');
	});
});
