import { argon2Sync, createDecipheriv, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { Fault } from '../../../shared/result.ts';
import {
	checkPasswordHeader,
	checkRecoveryHeader,
	deriveKey,
	unwrapWithPassword,
	unwrapWithRecoveryCode,
	type VaultHeader,
	wrapWithPassword,
	wrapWithRecoveryCode,
} from './key-wrap.ts';

const dataKey = randomBytes(32);
const secret = randomBytes(16);

async function header(): Promise<VaultHeader> {
	return {
		format: 1,
		keyId: 'k1',
		password: await wrapWithPassword(dataKey, 'k1', 'mật khẩu'),
		recovery: wrapWithRecoveryCode(dataKey, 'k1', secret),
	};
}

test('Argon2id gives the known answer of its reference implementation', async () => {
	// phc-winner-argon2, src/test.c: argon2id, version 0x13, t=2, m=2^16, p=1
	const key = await hashRaw('password', {
		algorithm: 2,
		memoryCost: 65536,
		timeCost: 2,
		parallelism: 1,
		salt: Buffer.from('somesalt'),
		outputLen: 32,
	});
	expect(key.toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
});

test('the password wrap is AES-256-GCM under Argon2id of 64 MiB, 3 passes, 4 lanes, as another library computes it', async () => {
	const { password } = await header();
	expect(password).toMatchObject({ memoryKib: 65536, passes: 3, lanes: 4 });
	const key = argon2Sync('argon2id', {
		message: Buffer.from('mật khẩu'.normalize('NFC')),
		nonce: password.salt,
		memory: 65536,
		passes: 3,
		parallelism: 4,
		tagLength: 32,
	});
	const decipher = createDecipheriv('aes-256-gcm', key, password.wrapped.subarray(0, 12));
	decipher.setAAD(Buffer.from('["vnaccs-keyring","password",1,"k1",65536,3,4]'));
	decipher.setAuthTag(password.wrapped.subarray(-16));
	expect(Buffer.concat([decipher.update(password.wrapped.subarray(12, -16)), decipher.final()])).toEqual(dataKey);
});

test('the password opens composed and decomposed, another one does not', async () => {
	const wrapped = await header();
	expect(await unwrapWithPassword(wrapped, 'mật khẩu'.normalize('NFD'))).toEqual(dataKey);
	expect(await unwrapWithPassword(wrapped, 'mật khẩU')).toBeNull();
});

test('the recovery code opens, another one does not', async () => {
	const wrapped = await header();
	expect(unwrapWithRecoveryCode(wrapped, secret)).toEqual(dataKey);
	expect(unwrapWithRecoveryCode(wrapped, randomBytes(16))).toBeNull();
});

test('no two wraps share a salt', async () => {
	const [one, other] = [await header(), await header()];
	expect(one.password.salt).not.toEqual(other.password.salt);
	expect(one.recovery.salt).not.toEqual(other.recovery.salt);
});

test.each([
	{ memoryKib: 1 },
	{ memoryKib: 19 * 1024 - 1 },
	{ memoryKib: 64 * 1024 * 1024 },
	{ passes: 0 },
	{ passes: 1 },
	{ passes: 1_000_000_000 },
	{ lanes: 0 },
	{ lanes: 255 },
	{ memoryKib: Number.NaN },
	{ salt: Buffer.alloc(8) },
	{ wrapped: Buffer.alloc(59) },
])('a header that asks for %j is refused', async (change) => {
	const wrapped = await header();
	const changed = { ...wrapped, password: { ...wrapped.password, ...change } };
	expect(() => checkPasswordHeader(changed)).toThrow(new Fault('VAULT_HEADER_INVALID'));
	expect(() => checkRecoveryHeader(changed), 'the recovery code still helps').not.toThrow();
	expect(() => checkPasswordHeader(wrapped)).not.toThrow();
});

test('lowered but permitted parameters do not open what was wrapped with higher ones', async () => {
	const wrapped = await header();
	expect(
		await unwrapWithPassword({ ...wrapped, password: { ...wrapped.password, memoryKib: 19456 } }, 'mật khẩu'),
	).toBeNull();
});

test('each purpose has a key of its own that tells nothing about the data key', () => {
	expect(deriveKey(dataKey, 'audit')).toEqual(deriveKey(dataKey, 'audit'));
	expect(deriveKey(dataKey, 'audit')).not.toEqual(deriveKey(dataKey, 'other'));
	expect(deriveKey(dataKey, 'audit')).not.toEqual(dataKey);
});
