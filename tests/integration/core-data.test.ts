import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { CoreProcess, type MainMethods } from '../../electron/shell/core-process.ts';
import type { BackupEntry } from '../../shared/contracts/backup-contract.ts';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import type { PageEvent } from '../../shared/contracts/contracts.ts';
import { addDays, dateInVietnam } from '../../shared/domain/dates.ts';
import { companyDraft, parameterDraft, password } from '../security/account-core.ts';

/** The core as main starts it, on a data folder that changes under it. */

const entry = path.resolve(import.meta.dirname, '../../electron/core.ts');
let folder: string;
let core: CoreProcess;
let events: PageEvent[];
let osSecret: Uint8Array | null;

function start(): void {
	events = [];
	const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff);
	const methods = {
		'os.available': async () => true,
		'os.protect': async (secret) => {
			osSecret = turned(secret);
			return osSecret;
		},
		'os.reveal': async (kept) => turned(kept),
	} as Partial<MainMethods> as MainMethods;
	core = new CoreProcess(
		nodeSpawn({
			execPath: process.execPath,
			entry,
			env: { ...process.env, VNACCS_KEYRING_DATA: folder },
			stderr: 'inherit',
		}),
		() => {
			throw new Error('No document is opened here.');
		},
		methods,
		(event) => events.push(event),
	);
}

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk-'));
	osSecret = null;
	start();
	await value('vault.create', { password });
	await value('companies.save', companyDraft());
});

afterEach(() => {
	core.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function value<T>(name: string, request: unknown): Promise<T> {
	const envelope = await core.call<T>(name, request);
	if (!envelope.ok) throw new Error(`${name}: ${JSON.stringify(envelope.error)}`);
	return envelope.value;
}

const outcome = async (name: string, request: unknown) => {
	const envelope = await core.call(name, request);
	return envelope.ok ? 'ok' : envelope.error.code;
};

const lockedEvents = () => events.filter(({ kind }) => kind === 'locked').length;
const companies = async () => (await value<unknown[]>('companies.list', {})).length;

test('a restore exchanges the data of the running core, locks it, tells the page once, and is logged', async () => {
	const { id } = await value<BackupEntry>('backup.create', {});
	await value('companies.save', companyDraft('0101248141'));
	expect(await companies()).toBe(2);
	await value('backup.restore', { id, secret: password });
	expect(lockedEvents()).toBe(1);
	expect(await value('vault.status', {})).toMatchObject({ state: 'locked' });
	expect(await companies()).toBe(1);
	await value('vault.unlock', { password });
	const rows = await value<{ action: string; outcome: string }[]>('audit.list', { limit: 3 });
	expect(rows.map(({ action }) => action)).toContain('backup.exchanged');
	expect(await value('audit.verify', {})).toMatchObject({ firstBad: null });
	await value('backup.undo', {});
	expect(await companies()).toBe(2);
});

test('damaged data answer every call with the reason, but lead to the backups and can be replaced', async () => {
	const { id } = await value<BackupEntry>('backup.create', {});
	core.stop();
	writeFileSync(path.join(folder, 'keyring.db'), Buffer.alloc(8192, 0x5a));
	start();
	for (const name of ['vault.status', 'companies.list', 'backup.status', 'backup.undo', 'vault.create']) {
		expect(await outcome(name, name === 'vault.create' ? { password } : {}), name).toBe('STORE_CORRUPT');
	}
	expect(await value<BackupEntry[]>('backup.list', {})).toHaveLength(1);
	expect(await outcome('backup.restore', { id, secret: 'sai mật khẩu' })).toBe('VAULT_WRONG_PASSWORD');
	await value('backup.restore', { id, secret: password });
	expect(lockedEvents()).toBe(1);
	await value('vault.unlock', { password });
	expect(await companies()).toBe(1);
});

test('what kept the data shut may go: the next look opens them without a restart', async () => {
	core.stop();
	const file = path.join(folder, 'keyring.db');
	const whole = readFileSync(file);
	writeFileSync(file, Buffer.alloc(8192, 0x5a));
	start();
	expect(await outcome('vault.status', {})).toBe('STORE_CORRUPT');
	writeFileSync(file, whole);
	expect(await value('vault.status', {})).toMatchObject({ state: 'locked' });
});

test('an empty start is possible while the data cannot be read, and only then', async () => {
	expect(await outcome('backup.startEmpty', {})).toBe('IPC_BAD_REQUEST');
	core.stop();
	writeFileSync(path.join(folder, 'keyring.db'), '');
	start();
	await value('backup.startEmpty', {});
	expect(await value('vault.status', {})).toMatchObject({ state: 'new' });
});

test('the key kept by the system opens the vault through main until it is turned off', async () => {
	await value('vault.enableOsUnlock', { password });
	expect(osSecret).toHaveLength(32);
	await value('vault.lock', {});
	await value('vault.unlockWithOs', {});
	expect(await value('vault.status', {})).toMatchObject({ state: 'unlocked' });
	await value('vault.disableOsUnlock', {});
	await value('vault.lock', {});
	expect(await outcome('vault.unlockWithOs', {})).toBe('VAULT_OS_UNAVAILABLE');
});

test('the end of a certificate is told once, also while locked and after a restart', async () => {
	const [company] = await value<Company[]>('companies.list', {});
	const endsIn = (days: number) => addDays(dateInVietnam(new Date().toISOString()), days);
	const store = (userId: string, certificateSerial: string, certificateNotAfter: string) =>
		value(
			'parameters.save',
			parameterDraft(company!.id, { userId, certificateSerial, certificateNotAfter, terminal: null }),
		);
	const told = () => events.flatMap((event) => (event.kind === 'certificatesEnd' ? [event.on] : []));
	await store('V2060001', '5404', endsIn(5));
	core.stop();
	start();
	expect(await value('vault.status', {})).toMatchObject({ state: 'locked' });
	await expect.poll(told, { timeout: 30_000 }).toEqual([endsIn(5)]);
	await value('vault.unlock', { password });
	await store('V2060002', '77', endsIn(20));
	core.stop();
	start();
	await value('vault.status', {});
	// Told again, the first one would be the day that is named.
	await expect.poll(told, { timeout: 30_000 }).toEqual([endsIn(20)]);
});
