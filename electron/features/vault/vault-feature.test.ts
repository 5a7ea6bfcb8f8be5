import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../storage/database.ts';
import { vaultRepository } from '../../storage/vault-repository.ts';
import { formatRecoveryCode } from './recovery-code.ts';
import { createVaultFeature, type Vault } from './vault-feature.ts';
import type { VaultStore } from './vault-store-port.ts';

const password = 'mật khẩu ứng dụng';
const place = { table: 'parameter_set', row: 'r1', field: 'password' };

let folder: string;
let store: Store;
let port: VaultStore;
let time: number;
let vault: Vault;
const now = () => time;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk-'));
	time = Date.UTC(2026, 10, 22);
	start();
});

afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true });
});

function start(): void {
	const opened = openStore(folder);
	if (!opened.ok) throw new Error(opened.error.code);
	store = opened.value;
	port = vaultRepository(store);
	vault = createVaultFeature({ store: port, now });
}

function restart(): void {
	store.close();
	start();
}

async function create(): Promise<string> {
	const answer = await vault.handlers.create({ password });
	if (!answer.ok) throw new Error(answer.error.code);
	return answer.value.recoveryCode;
}

async function outcome(answer: Promise<{ ok: true } | { ok: false; error: { code: string } }>): Promise<string> {
	const result = await answer;
	return result.ok ? 'ok' : result.error.code;
}

const unlock = (typed: string) => outcome(vault.handlers.unlock({ password: typed }));
const status = async () => vault.handlers.status({});

test('a vault goes from new to unlocked to locked and back', async () => {
	expect(await status()).toEqual({ ok: true, value: { state: 'new', waitSeconds: 0 } });
	expect(await unlock(password)).toBe('VAULT_MISSING');
	await create();
	expect(await status()).toMatchObject({ value: { state: 'unlocked' } });
	const sealed = vault.sealer.seal(place, 'MATKHAU1');
	await vault.handlers.lock({});
	expect(await status()).toMatchObject({ value: { state: 'locked' } });
	expect(await unlock(password.normalize('NFD'))).toBe('ok');
	expect(vault.sealer.open(place, sealed)).toBe('MATKHAU1');
	restart();
	expect(await status()).toMatchObject({ value: { state: 'locked' } });
	expect(await unlock(password)).toBe('ok');
	expect(vault.sealer.open(place, sealed)).toBe('MATKHAU1');
});

test('while locked nothing is sealed, opened or derived', async () => {
	await create();
	const sealed = vault.sealer.seal(place, 'MATKHAU1');
	await vault.handlers.lock({});
	expect(() => vault.sealer.seal(place, 'x')).toThrow('VAULT_LOCKED');
	expect(() => vault.sealer.open(place, sealed)).toThrow('VAULT_LOCKED');
	expect(vault.keyFor('audit')).toBeNull();
});

test('locking overwrites the data key and tells those who listen', async () => {
	// The key has no other way out than being overwritten: the only 32 bytes that locking fills with zeros are it.
	await create();
	const wiped: Buffer[] = [];
	const fill = Buffer.prototype.fill;
	Buffer.prototype.fill = function (this: Buffer, ...args: Parameters<Buffer['fill']>) {
		if (this.length === 32 && args[0] === 0) wiped.push(this);
		return fill.apply(this, args);
	} as Buffer['fill'];
	let told = 0;
	vault.onLocked(() => told++);
	try {
		await vault.handlers.lock({});
	} finally {
		Buffer.prototype.fill = fill;
	}
	expect(wiped).toEqual([Buffer.alloc(32)]);
	expect(told).toBe(1);
	expect(vault.isUnlocked()).toBe(false);
});

test('a vault is created once and with a password of eight characters', async () => {
	expect(await vault.handlers.create({ password: 'ngắnngủ' })).toEqual({
		ok: false,
		error: { code: 'VAULT_PASSWORD_WEAK', params: { min: 8 } },
	});
	// Decomposed letters count once.
	expect(await outcome(vault.handlers.create({ password: 'ếếếế'.normalize('NFD') }))).toBe('VAULT_PASSWORD_WEAK');
	await create();
	expect(await outcome(vault.handlers.create({ password }))).toBe('VAULT_EXISTS');
});

test('twenty wrong passwords, also at the same time and after a restart, get five free tries and then waits', async () => {
	await create();
	await vault.handlers.lock({});
	const answers = await Promise.all(Array.from({ length: 20 }, () => unlock('sai mật khẩu')));
	expect(answers).toEqual([...Array(5).fill('VAULT_WRONG_PASSWORD'), ...Array(15).fill('VAULT_THROTTLED')]);
	restart();
	expect(await vault.handlers.unlock({ password })).toEqual({
		ok: false,
		error: { code: 'VAULT_THROTTLED', params: { seconds: 1 } },
	});
	expect(await status()).toEqual({ ok: true, value: { state: 'locked', waitSeconds: 1 } });
	const waits = [];
	for (let n = 0; n < 8; n++) {
		const answer = await status();
		if (!answer.ok) throw new Error(answer.error.code);
		waits.push(answer.value.waitSeconds);
		time += answer.value.waitSeconds * 1000;
		expect(await unlock('sai mật khẩu')).toBe('VAULT_WRONG_PASSWORD');
	}
	expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
	time += 30_000;
	expect(await unlock(password), 'nothing was wiped').toBe('ok');
	await vault.handlers.lock({});
	expect(await unlock('sai mật khẩu'), 'the right password ends the waits').toBe('VAULT_WRONG_PASSWORD');
	expect(await unlock(password)).toBe('ok');
});

test('a clock that was set back costs one wait, not years', async () => {
	await create();
	for (let n = 0; n < 5; n++) await unlock('sai mật khẩu');
	time -= 10 * 365 * 86_400_000;
	expect(await unlock(password)).toBe('VAULT_THROTTLED');
	time += 1000;
	expect(await unlock(password)).toBe('ok');
});

test('the recovery code sets a new password, ends the old one and goes on working', async () => {
	const recoveryCode = await create();
	const sealed = vault.sealer.seal(place, 'MATKHAU1');
	restart();
	const recover = (code: string, newPassword: string) =>
		outcome(vault.handlers.recover({ recoveryCode: code, newPassword }));
	expect(await recover(recoveryCode, 'ngắn')).toBe('VAULT_PASSWORD_WEAK');
	expect(await recover('mã sai', 'mật khẩu mới 1')).toBe('VAULT_WRONG_RECOVERY_CODE');
	expect(await recover(formatRecoveryCode(Buffer.alloc(16)), 'mật khẩu mới 1')).toBe('VAULT_WRONG_RECOVERY_CODE');
	expect(await recover(recoveryCode.toLowerCase().replaceAll('-', ' '), 'mật khẩu mới 1')).toBe('ok');
	expect(vault.sealer.open(place, sealed)).toBe('MATKHAU1');
	restart();
	expect(await unlock(password)).toBe('VAULT_WRONG_PASSWORD');
	expect(await unlock('mật khẩu mới 1')).toBe('ok');
	expect(await recover(recoveryCode, 'mật khẩu mới 2')).toBe('ok');
	expect(await unlock('mật khẩu mới 2')).toBe('ok');
});

test.each(['load', 'saveTries', 'replacePassword'] as const)(
	'a password change that fails at %s leaves the old password or sets the new one',
	async (step) => {
		const recoveryCode = await create();
		const broken = createVaultFeature({
			now,
			store: { ...port, [step]: () => Promise.reject(new Error('power cut')) },
		});
		await expect(broken.handlers.recover({ recoveryCode, newPassword: 'mật khẩu mới' })).rejects.toThrow('power cut');
		expect(broken.isUnlocked()).toBe(false);
		restart();
		expect(await unlock(password)).toBe('ok');
		await vault.handlers.recover({ recoveryCode, newPassword: 'mật khẩu mới' });
		restart();
		expect(await unlock('mật khẩu mới')).toBe('ok');
	},
);

test('a header that asks for endless work is refused without counting a try', async () => {
	const recoveryCode = await create();
	store.write((database) => database.exec('UPDATE vault SET password_passes = 1000000000'));
	for (let n = 0; n < 7; n++) expect(await unlock(password)).toBe('VAULT_HEADER_INVALID');
	expect(await status()).toMatchObject({ value: { waitSeconds: 0 } });
	expect(await outcome(vault.handlers.recover({ recoveryCode, newPassword: password }))).toBe('ok');
	expect(await unlock(password), 'the code has written a sound header').toBe('ok');
});

test('the password is changed only by who knows the present one, and the old one dies', async () => {
	await create();
	const sealed = vault.sealer.seal(place, 'MATKHAU1');
	const change = (typed: string, newPassword: string) =>
		outcome(vault.handlers.changePassword({ password: typed, newPassword }));
	expect(await change(password, 'ngắn')).toBe('VAULT_PASSWORD_WEAK');
	for (let n = 0; n < 5; n++) expect(await change('sai mật khẩu', 'mật khẩu mới')).toBe('VAULT_WRONG_PASSWORD');
	expect(await change(password, 'mật khẩu mới')).toBe('VAULT_THROTTLED');
	time += 1000;
	expect(await change(password, 'mật khẩu mới')).toBe('ok');
	expect(vault.sealer.open(place, sealed), 'what was sealed stays readable').toBe('MATKHAU1');
	restart();
	expect(await unlock(password)).toBe('VAULT_WRONG_PASSWORD');
	expect(await unlock('mật khẩu mới')).toBe('ok');
});

test('a new recovery code opens once it is confirmed, and until then the old one does', async () => {
	const old = await create();
	const recover = (recoveryCode: string) => outcome(vault.handlers.recover({ recoveryCode, newPassword: password }));
	expect(await outcome(vault.handlers.newRecoveryCode({ password: 'sai mật khẩu' }))).toBe('VAULT_WRONG_PASSWORD');
	expect(await outcome(vault.handlers.confirmRecoveryCode({}))).toBe('VAULT_NO_NEW_RECOVERY_CODE');
	const made = await vault.handlers.newRecoveryCode({ password });
	if (!made.ok) throw new Error(made.error.code);
	expect(await recover(made.value.recoveryCode)).toBe('VAULT_WRONG_RECOVERY_CODE');
	expect(await recover(old)).toBe('ok');
	await vault.handlers.lock({});
	await unlock(password);
	expect(await outcome(vault.handlers.confirmRecoveryCode({})), 'locking drops it').toBe('VAULT_NO_NEW_RECOVERY_CODE');
	const again = await vault.handlers.newRecoveryCode({ password });
	if (!again.ok) throw new Error(again.error.code);
	expect(await outcome(vault.handlers.confirmRecoveryCode({}))).toBe('ok');
	restart();
	expect(await recover(old)).toBe('VAULT_WRONG_RECOVERY_CODE');
	expect(await recover(made.value.recoveryCode)).toBe('VAULT_WRONG_RECOVERY_CODE');
	expect(await recover(again.value.recoveryCode)).toBe('ok');
});

/** A key store of the system as a test can play it: it turns the bits round. */
function fakeOs() {
	const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
	return {
		is: 'there' as 'there' | 'plain' | 'refusing' | 'changed',
		async available() {
			return this.is !== 'plain';
		},
		async protect(secret: Uint8Array) {
			return this.is === 'refusing' ? null : turned(secret);
		},
		async reveal(kept: Uint8Array) {
			if (this.is === 'refusing') return null;
			return this.is === 'changed' ? randomBytes(32) : turned(kept);
		},
	};
}

test('unlocking through the system is off at first, needs the password to turn on, and is gone when turned off', async () => {
	const os = fakeOs();
	vault = createVaultFeature({ store: port, now, os });
	await create();
	const sealed = vault.sealer.seal(place, 'MATKHAU1');
	const osUnlock = async () => (await vault.handlers.osUnlock({})) as { value: unknown };
	expect((await osUnlock()).value).toEqual({ available: true, on: false });
	expect(await outcome(vault.handlers.unlockWithOs({}))).toBe('VAULT_OS_UNAVAILABLE');
	expect(await outcome(vault.handlers.enableOsUnlock({ password: 'sai mật khẩu' }))).toBe('VAULT_WRONG_PASSWORD');
	expect(await outcome(vault.handlers.enableOsUnlock({ password }))).toBe('ok');
	expect((await osUnlock()).value).toEqual({ available: true, on: true });
	await vault.handlers.lock({});
	expect(await outcome(vault.handlers.unlockWithOs({}))).toBe('ok');
	expect(vault.sealer.open(place, sealed)).toBe('MATKHAU1');
	await outcome(vault.handlers.disableOsUnlock({}));
	await vault.handlers.lock({});
	expect(await outcome(vault.handlers.unlockWithOs({}))).toBe('VAULT_OS_UNAVAILABLE');
	expect(await port.loadOs()).toBeNull();
	expect(await unlock(password)).toBe('ok');
});

test.each(['refusing', 'changed', 'plain'] as const)(
	'a system store that is %s deletes nothing: password and recovery code still open',
	async (state) => {
		const os = fakeOs();
		vault = createVaultFeature({ store: port, now, os });
		const recoveryCode = await create();
		await vault.handlers.enableOsUnlock({ password });
		await vault.handlers.lock({});
		os.is = state;
		expect(await outcome(vault.handlers.unlockWithOs({}))).toBe(
			state === 'plain' ? 'VAULT_OS_UNAVAILABLE' : 'VAULT_OS_FAILED',
		);
		expect(vault.isUnlocked()).toBe(false);
		expect(await port.loadOs()).not.toBeNull();
		expect(await unlock(password)).toBe('ok');
		expect(await outcome(vault.handlers.recover({ recoveryCode, newPassword: password }))).toBe('ok');
	},
);

test('a system that only hides the key is refused with a sentence', async () => {
	const os = fakeOs();
	os.is = 'plain';
	vault = createVaultFeature({ store: port, now, os });
	await create();
	expect(await outcome(vault.handlers.enableOsUnlock({ password }))).toBe('VAULT_OS_UNAVAILABLE');
	expect(await port.loadOs()).toBeNull();
});
