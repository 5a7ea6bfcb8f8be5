import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackupEntry, BackupStatus } from '../../../shared/contracts/backup-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import {
	type AccountCore,
	companyDraft,
	openAccountCore,
	parameterDraft,
	password,
} from '../../../tests/security/account-core.ts';
import { backupsOf } from '../../core/backups-of.ts';
import { first } from '../../storage/migrations/0001-first.ts';
import { finishExchange } from './put-aside.ts';

let root: string;
let data: string;
let core: AccountCore;
let company: Company;
let recoveryCode: string;
let time: number;
const now = () => time;
const dossier = path.join('dossiers', '019a0000-0000-7000-8000-000000000001');

beforeEach(async () => {
	root = path.join(mkdtempSync(path.join(tmpdir(), 'vnk-')), 'Nguyễn Văn Đức');
	data = path.join(root, 'dữ liệu');
	time = Date.UTC(2026, 10, 22, 1);
	mkdirSync(root);
	core = openAccountCore(data, now);
	({ recoveryCode } = await core.value<{ recoveryCode: string }>('vault.create', { password }));
	company = await core.value<Company>('companies.save', companyDraft());
	await save('N1');
	mkdirSync(path.join(data, dossier), { recursive: true });
	writeFileSync(path.join(data, dossier, 'signed.pdf'), 'công văn đã ký');
	mkdirSync(path.join(data, 'companies', company.id), { recursive: true });
	writeFileSync(path.join(data, 'companies', company.id, 'seal.png'), 'con dấu');
});

afterEach(() => {
	core.store.close();
	rmSync(path.dirname(root), { recursive: true });
});

const save = (userId: string) =>
	core.value<ParameterSetRow>('parameters.save', parameterDraft(company.id, { userId, password: `MK${userId}` }));
const userIds = async () =>
	(await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id })).map((set) => set.userId).sort();
const make = async () => {
	time += 60_000;
	return core.value<BackupEntry>('backup.create', {});
};
const status = () => core.value<BackupStatus>('backup.status', {});
const backupFolder = (name?: string) => {
	const names = readdirSync(path.join(data, 'backups')).sort();
	return path.join(data, 'backups', name ?? names.at(-1)!);
};

/** Opens the folder as the next start would, after what was announced. */
async function reopen(folder = data): Promise<boolean> {
	core.store.close();
	const exchanged = await finishExchange(folder);
	if (!exchanged.ok) throw new Error(exchanged.error.code);
	core = openAccountCore(folder, now);
	return exchanged.value;
}

test('a backup holds data and dossiers, is checked, and says what it holds', async () => {
	const made = await make();
	expect(made).toMatchObject({
		kind: 'manual',
		companies: 1,
		dossiers: 0,
		place: 'own',
		at: '2026-11-22T01:01:00.000Z',
	});
	expect(await core.value<BackupEntry[]>('backup.list', {})).toEqual([made]);
	expect(await status()).toEqual({ last: { at: made.at, kind: 'manual' }, target: null, problem: null, undo: null });
	expect(readdirSync(backupFolder()).sort()).toEqual(['backup.json', 'companies', 'dossiers', 'keyring.db']);
	expect(readFileSync(path.join(backupFolder(), dossier, 'signed.pdf'), 'utf8')).toBe('công văn đã ký');
});

test('writing goes on while a backup is made, and the copy is whole', async () => {
	const backup = core.value<BackupEntry>('backup.create', {});
	for (let n = 2; n < 30; n++) await save(`N${n}`);
	await backup;
	const copy = new Database(path.join(backupFolder(), 'keyring.db'), { readonly: true });
	expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
	copy.close();
	expect(await userIds()).toHaveLength(29);
});

test('a second backup links the files that have not changed, and copies those that have', async () => {
	await make();
	writeFileSync(path.join(data, dossier, 'merged.pdf'), 'mới');
	await make();
	const [first = '', second = ''] = readdirSync(path.join(data, 'backups')).sort();
	const inode = (name: string, file: string) => statSync(path.join(backupFolder(name), dossier, file)).ino;
	expect(inode(first, 'signed.pdf')).toBe(inode(second, 'signed.pdf'));
	expect(inode(second, 'signed.pdf'), 'never the file in use').not.toBe(
		statSync(path.join(data, dossier, 'signed.pdf')).ino,
	);
	expect(existsSync(path.join(backupFolder(first), dossier, 'merged.pdf'))).toBe(false);
});

test.each(['password', 'recovery code'])(
	'restore with the %s brings back the data, and undo what was there',
	async (key) => {
		const { id } = await make();
		await save('N2');
		writeFileSync(path.join(data, dossier, 'signed.pdf'), 'khác');
		const secret = key === 'password' ? password : recoveryCode.toLowerCase().replaceAll('-', ' ');
		expect(await core.outcome('backup.restore', { id, secret: 'sai mật khẩu' })).toBe('VAULT_WRONG_PASSWORD');
		expect(await core.outcome('backup.restore', { id, secret })).toBe('ok');
		expect(await userIds(), 'nothing moves while the data are open').toEqual(['N1', 'N2']);
		expect(await reopen()).toBe(true);
		await core.value('vault.unlock', { password });
		expect(await userIds()).toEqual(['N1']);
		expect(readFileSync(path.join(data, dossier, 'signed.pdf'), 'utf8')).toBe('công văn đã ký');
		expect((await status()).undo).not.toBeNull();
		expect(await core.value('audit.verify', {})).toMatchObject({ firstBad: null });

		time += 1000;
		expect(await core.outcome('backup.undo', {})).toBe('ok');
		await reopen();
		await core.value('vault.unlock', { password });
		expect(await userIds()).toEqual(['N1', 'N2']);
		expect(readFileSync(path.join(data, dossier, 'signed.pdf'), 'utf8')).toBe('khác');
		expect(await core.value('audit.verify', {})).toMatchObject({ firstBad: null, compared: 2 });
	},
);

test('a backup opens on another PC, where its password counts', async () => {
	await make();
	const stick = path.join(root, 'USB');
	cpSync(backupFolder(), stick, { recursive: true });
	const elsewhere = path.join(root, 'máy khác');
	core.store.close();
	core = openAccountCore(elsewhere, now);
	const examined = await core.backups.examine(stick);
	if (!examined.ok) throw new Error(examined.error.code);
	expect(examined.value).toMatchObject({ place: 'chosen', companies: 1 });
	expect(await core.outcome('backup.restore', { id: examined.value.id, secret: password })).toBe('ok');
	await reopen(elsewhere);
	await core.value('vault.unlock', { password });
	const [set] = await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
	expect(await core.value('parameters.reveal', { kind: 'user', id: set?.id, field: 'password' })).toEqual({
		value: 'MKN1',
	});
	expect(readFileSync(path.join(elsewhere, dossier, 'signed.pdf'), 'utf8')).toBe('công văn đã ký');
});

test('guessing at a backup has to wait as guessing at the lock does', async () => {
	const { id } = await make();
	for (let n = 0; n < 5; n++) {
		expect(await core.outcome('backup.restore', { id, secret: `sai mật khẩu ${n}` })).toBe('VAULT_WRONG_PASSWORD');
	}
	expect(await core.outcome('backup.restore', { id, secret: password })).toBe('VAULT_THROTTLED');
	time += 1000;
	expect(await core.outcome('backup.restore', { id, secret: password })).toBe('ok');
});

test.each([
	['a changed data file', (folder: string) => writeFileSync(path.join(folder, 'keyring.db'), 'x'.repeat(9000))],
	['an empty data file', (folder: string) => writeFileSync(path.join(folder, 'keyring.db'), '')],
	['a changed dossier', (folder: string) => writeFileSync(path.join(folder, dossier, 'signed.pdf'), 'giả')],
	['a missing dossier', (folder: string) => rmSync(path.join(folder, dossier, 'signed.pdf'))],
])('%s in a backup is refused and the present data stay', async (_what, damage) => {
	const { id } = await make();
	const stick = path.join(root, 'USB');
	cpSync(backupFolder(), stick, { recursive: true });
	damage(stick);
	const examined = await core.backups.examine(stick);
	const chosen = examined.ok ? examined.value.id : '';
	expect(await core.outcome('backup.restore', { id: chosen, secret: password })).toBe('BACKUP_DAMAGED');
	expect(existsSync(path.join(data, 'restoring'))).toBe(false);
	expect(await reopen()).toBe(false);
	await core.value('vault.unlock', { password });
	expect(await userIds()).toEqual(['N1']);
	expect(await core.outcome('backup.restore', { id, secret: password }), 'the own one is whole').toBe('ok');
});

test.each([
	['a list that is no JSON', '{'],
	['a list that leads out of the folder', '../../keyring.db'],
	['another format', '"format":2'],
	['a size beyond reason', '"size":1e300'],
])('%s makes it no backup', async (_what, text) => {
	await make();
	const stick = path.join(root, 'USB');
	cpSync(backupFolder(), stick, { recursive: true });
	const file = path.join(stick, 'backup.json');
	const list = readFileSync(file, 'utf8');
	const changed =
		text === '{'
			? text
			: text.startsWith('..')
				? list.replace(/"dossiers\/[^"]+"/, `"dossiers/${text}"`)
				: list.replace(/"(format|size)":\d+/, text);
	expect(changed).not.toBe(list);
	writeFileSync(file, changed);
	expect(await core.backups.examine(stick)).toMatchObject({ ok: false, error: { code: 'BACKUP_MISSING' } });
	expect(await core.outcome('backup.restore', { id: 'own:../../x', secret: password })).toBe('BACKUP_MISSING');
});

test('a backup of a newer version is refused by name', async () => {
	await make();
	const stick = path.join(root, 'USB');
	cpSync(backupFolder(), stick, { recursive: true });
	// As that version would have written it: the digest fits.
	const file = path.join(stick, 'keyring.db');
	const copy = new Database(file);
	copy.pragma('user_version = 99');
	copy.close();
	const { createHash } = await import('node:crypto');
	const list = JSON.parse(readFileSync(path.join(stick, 'backup.json'), 'utf8'));
	list.files[0].sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
	writeFileSync(path.join(stick, 'backup.json'), JSON.stringify(list));
	const examined = await core.backups.examine(stick);
	const id = examined.ok ? examined.value.id : '';
	expect(await core.outcome('backup.restore', { id, secret: password })).toBe('STORE_NEWER_SCHEMA');
});

test('the second folder gets every backup; when it has gone this is told once, and healed when it is back', async () => {
	const stick = path.join(root, 'USB');
	mkdirSync(stick);
	expect(await core.backups.setTarget(stick)).toEqual({ ok: true, value: { target: stick } });
	await make();
	expect(readdirSync(stick)).toEqual(readdirSync(path.join(data, 'backups')));
	rmSync(stick, { recursive: true });
	writeFileSync(stick, 'no folder any more');
	expect(await core.outcome('backup.create', {})).toMatch(/^FILE_/);
	expect((await status()).problem).toMatchObject({ seen: false, params: { file: stick } });
	await core.value('backup.acknowledge', {});
	time += 86_400_000;
	expect(await core.backups.dailyDue()).toBe(true);
	expect(await core.backups.makeDaily()).toMatchObject({ ok: false });
	expect((await status()).problem).toMatchObject({ seen: true });
	expect((await status()).last?.kind, 'the own one is made all the same').toBe('daily');
	rmSync(stick);
	expect(await core.backups.dailyDue()).toBe(true);
	const before = readdirSync(path.join(data, 'backups')).length;
	expect(await core.backups.makeDaily()).toMatchObject({ ok: true });
	expect(readdirSync(path.join(data, 'backups')), 'only the copy was missing').toHaveLength(before);
	expect((await status()).problem).toBeNull();
	expect(await core.backups.dailyDue()).toBe(false);
	expect(readdirSync(stick)).toHaveLength(1);
});

test('a folder that cannot be written leaves nothing behind and changes nothing', async () => {
	const locked = path.join(root, 'khóa');
	writeFileSync(locked, '');
	expect(await core.backups.setTarget(path.join(locked, 'trong'))).toMatchObject({ ok: false });
	expect((await status()).target).toBeNull();
	expect(readdirSync(path.join(data, 'backups')).filter((name) => name.startsWith('.vnk'))).toEqual([]);
	chmodSync(locked, 0o644);
});

test('a log that was cut, or an old data file put back, contradicts the backups', async () => {
	core.store.close();
	const old = readFileSync(path.join(data, 'keyring.db'));
	core = openAccountCore(data, now);
	await core.value('vault.unlock', { password });
	await save('N2');
	await make();
	expect(await core.value('audit.verify', {})).toMatchObject({ firstBad: null, compared: 1 });
	core.store.close();
	writeFileSync(path.join(data, 'keyring.db'), old);
	core = openAccountCore(data, now);
	await core.value('vault.unlock', { password });
	const verdict = await core.value<{ firstBad: number | null }>('audit.verify', {});
	expect(verdict.firstBad).toBeGreaterThan(0);
});

test('a damaged data file is put aside as it is, and the backup takes its place', async () => {
	const { id } = await make();
	core.store.close();
	const damaged = Buffer.alloc(8192, 0x5a);
	writeFileSync(path.join(data, 'keyring.db'), damaged);
	const rescue = backupsOf(data, null, now);
	expect(await rescue.handlers.list({})).toMatchObject({ value: [{ id }] });
	expect(await rescue.handlers.restore({ id, secret: password })).toMatchObject({ ok: true });
	expect(await finishExchange(data)).toEqual({ ok: true, value: true });
	const [aside = ''] = readdirSync(path.join(data, 'set-aside'));
	expect(readFileSync(path.join(data, 'set-aside', aside, 'keyring.db')).equals(damaged)).toBe(true);
	core = openAccountCore(data, now);
	await core.value('vault.unlock', { password });
	expect(await userIds()).toEqual(['N1']);
	expect(await core.outcome('backup.undo', {}), 'the damage does not come back').toBe('BACKUP_NOTHING_TO_UNDO');
});

test('beginning with empty data is possible only while they cannot be read, and loses nothing', async () => {
	expect(await core.outcome('backup.startEmpty', {})).toBe('IPC_BAD_REQUEST');
	core.store.close();
	writeFileSync(path.join(data, 'keyring.db'), '');
	expect(await backupsOf(data, null, now).handlers.startEmpty({})).toMatchObject({ ok: true });
	await finishExchange(data);
	core = openAccountCore(data, now);
	expect(await core.value('vault.status', {})).toMatchObject({ state: 'new' });
	const [aside = ''] = readdirSync(path.join(data, 'set-aside'));
	expect(readdirSync(path.join(data, 'set-aside', aside)).sort()).toEqual(['companies', 'dossiers', 'keyring.db']);
});

test('data of an older version are backed up as they are, before they are migrated', async () => {
	const older = path.join(root, 'bản cũ');
	mkdirSync(older);
	const database = new Database(path.join(older, 'keyring.db'));
	database.exec(first);
	database.pragma('application_id = 0x564e4b52');
	database.pragma('user_version = 1');
	database.exec("INSERT INTO setting VALUES ('cũ', 'còn nguyên')");
	database.close();
	const made = await backupsOf(older, null, now).make('migration');
	expect(made).toMatchObject({ ok: true, value: { kind: 'migration' } });
	core.store.close();
	core = openAccountCore(older, now);
	const [name = ''] = readdirSync(path.join(older, 'backups'));
	const copy = new Database(path.join(older, 'backups', name, 'keyring.db'), { readonly: true });
	expect(copy.pragma('user_version', { simple: true })).toBe(1);
	expect(copy.prepare("SELECT value FROM setting WHERE key = 'cũ'").pluck().get()).toBe('còn nguyên');
	copy.close();
	expect(core.store.read((open) => open.pragma('user_version', { simple: true }))).toBeGreaterThan(1);
});

test('what the system keeps to unlock this PC does not travel in a backup', async () => {
	core.store.write((database) => database.exec("INSERT INTO vault_os VALUES (1, x'01', x'02')"));
	await make();
	const copy = new Database(path.join(backupFolder(), 'keyring.db'), { readonly: true });
	expect(copy.prepare('SELECT count(*) FROM vault_os').pluck().get()).toBe(0);
	copy.close();
});
