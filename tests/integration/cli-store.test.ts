import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openAccountCore } from '../security/account-core.ts';
import { cli, workFolder } from './cli-process.ts';

const password = 'mật khẩu ứng dụng';
const folder = workFolder();
let count = 0;
let store: string;

beforeEach(() => {
	store = `dữ liệu ${++count}`;
});

async function run(args: string[], input = '') {
	const { status, stdout, stderr } = await cli(folder, [...args, '--json'], { input });
	return { status, stderr, ...JSON.parse(stdout) };
}
const init = () => run(['store', 'init', '--store', store], `${password}\n`);
const place = (...parts: string[]) => path.join(folder, store, ...parts);

test('init makes a data folder that the application opens, and answers the recovery code once', async () => {
	const made = await init();
	expect(made).toMatchObject({ status: 0, ok: true, value: { integrity: 'ok', auditEntries: 1, auditFirstBad: null } });
	expect(made.value.recoveryCode).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
	expect(await init()).toMatchObject({ status: 4, error: { code: 'VAULT_EXISTS' } });
	const core = openAccountCore(place());
	await core.value('vault.unlock', { password });
	expect(await core.value('audit.verify', {})).toMatchObject({ firstBad: null });
	core.store.close();
});

test('init without a password leaves no vault behind', async () => {
	expect(await run(['store', 'init', '--store', store])).toMatchObject({
		status: 4,
		error: { code: 'VAULT_PASSWORD_WEAK' },
	});
	expect(await init()).toMatchObject({ status: 0 });
});

test('check reads without writing, and with the password looks deeper', async () => {
	await init();
	const before = readFileSync(place('keyring.db'));
	expect(await run(['store', 'check', '--store', store])).toMatchObject({ status: 0, value: { auditEntries: 1 } });
	expect(readFileSync(place('keyring.db')).equals(before)).toBe(true);
	expect(await run(['store', 'check', '--store', store, '--unlock'], 'sai mật khẩu\n')).toMatchObject({
		status: 4,
		error: { code: 'VAULT_WRONG_PASSWORD' },
	});
	expect(await run(['store', 'check', '--store', store, '--unlock'], `${password}\n`)).toMatchObject({
		status: 0,
		value: { auditEntries: 3, auditFirstBad: null },
	});
});

test('check of a folder that is none creates nothing', async () => {
	expect(await run(['store', 'check', '--store', store])).toMatchObject({ status: 4, ok: false });
	expect(await run(['store', 'backup', '--store', store])).toMatchObject({ status: 4, ok: false });
	expect(existsSync(place())).toBe(false);
});

test('check names the first row of the log that does not fit, and ends with 1', async () => {
	await init();
	const core = openAccountCore(place());
	await core.outcome('vault.lock', {});
	core.store.write((database) => {
		for (const name of ['audit_only_appends', 'audit_keeps_rows', 'audit_keeps_values']) {
			database.exec(`DROP TRIGGER ${name}`);
		}
		database.exec("UPDATE audit SET outcome = 'giả' WHERE counter = 1");
	});
	core.store.close();
	expect(await run(['store', 'check', '--store', store])).toMatchObject({ status: 1, value: { auditFirstBad: 2 } });
});

test('a backup is restored into another folder with its recovery code', async () => {
	const { recoveryCode } = (await init()).value;
	const made = await run(['store', 'backup', '--store', store, '--to', 'sao lưu']);
	expect(made).toMatchObject({ status: 0, value: { integrity: 'ok' } });
	expect(path.dirname(made.value.backup)).toBe(path.join(folder, 'sao lưu'));
	const other = `${store} khác`;
	expect(await run(['store', 'restore', made.value.backup, '--store', other], 'sai mật khẩu\n')).toMatchObject({
		status: 4,
		error: { code: 'VAULT_WRONG_PASSWORD' },
	});
	expect(await run(['store', 'restore', made.value.backup, '--store', other], `${recoveryCode}\n`)).toMatchObject({
		status: 0,
		value: { integrity: 'ok', auditFirstBad: null },
	});
	expect(await run(['store', 'check', '--store', other, '--unlock'], `${password}\n`)).toMatchObject({ status: 0 });
});

test('a damaged data file is put aside by a restore', async () => {
	await init();
	const made = await run(['store', 'backup', '--store', store]);
	writeFileSync(place('keyring.db'), 'x'.repeat(10_000));
	expect(await run(['store', 'check', '--store', store])).toMatchObject({
		status: 4,
		error: { code: 'STORE_CORRUPT' },
	});
	expect(await run(['store', 'restore', made.value.backup, '--store', store], `${password}\n`)).toMatchObject({
		status: 0,
	});
	const [aside = ''] = readdirSync(place('set-aside'));
	expect(readFileSync(place('set-aside', aside, 'keyring.db'), 'utf8')).toBe('x'.repeat(10_000));
});

test('a data folder that the application has open is left alone', async () => {
	await init();
	const made = await run(['store', 'backup', '--store', store]);
	cpSync(made.value.backup, path.join(folder, 'bản sao'), { recursive: true });
	const core = openAccountCore(place());
	for (const args of [
		['store', 'check', '--store', store],
		['store', 'backup', '--store', store],
		['store', 'restore', 'bản sao', '--store', store],
	]) {
		expect(await run(args, `${password}\n`), args.join(' ')).toMatchObject({
			status: 4,
			error: { code: 'STORE_BUSY' },
		});
	}
	expect(await core.value('vault.status', {})).toMatchObject({ state: 'locked' });
	core.store.close();
});

test('a backup that finds no room leaves nothing behind and the data as they were', async () => {
	await init();
	mkdirSync(place('dossiers', 'a'), { recursive: true });
	writeFileSync(place('dossiers', 'a', 'lớn.pdf'), Buffer.alloc(3_000_000));
	const { status, stdout } = await cli(folder, ['store', 'backup', '--store', store, '--json'], { fileBlocks: 2000 });
	expect({ status, ...JSON.parse(stdout) }).toMatchObject({ status: 4, error: { code: 'FILE_DISK_FULL' } });
	expect(readdirSync(place('backups'))).toEqual([]);
	expect(await run(['store', 'check', '--store', store])).toMatchObject({ status: 0, value: { auditFirstBad: null } });
	expect(await run(['store', 'backup', '--store', store])).toMatchObject({ status: 0 });
});
