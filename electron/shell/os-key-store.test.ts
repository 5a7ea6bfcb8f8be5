import { expect, test } from 'vitest';
import { osKeyStore, type SafeStorage } from './os-key-store.ts';

const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
const older: SafeStorage = {
	isEncryptionAvailable: () => true,
	encryptString: (text) => turned(Buffer.from(text)),
	decryptString: (kept) => turned(kept).toString(),
};
const newer: SafeStorage = {
	isEncryptionAvailable: () => false,
	encryptString: () => {
		throw new Error('deprecated');
	},
	decryptString: () => {
		throw new Error('deprecated');
	},
	isAsyncEncryptionAvailable: async () => true,
	encryptStringAsync: async (text) => older.encryptString(text),
	decryptStringAsync: async (kept) => ({ result: older.decryptString(kept) }),
};

test.each([
	['older', older],
	['newer', newer],
])('the %s calls of Electron keep a secret and give it back', async (_age, storage) => {
	const store = osKeyStore(storage, 'win32');
	const secret = Buffer.from('00ff10a0', 'hex');
	expect(await store.available()).toBe(true);
	const kept = await store.protect(secret);
	expect(kept).not.toEqual(secret);
	expect(await store.reveal(kept ?? Buffer.alloc(0))).toEqual(secret);
});

test.each(['basic_text', 'unknown', undefined])('on Linux a store called %s counts as none', async (backend) => {
	const storage = { ...older, ...(backend && { getSelectedStorageBackend: () => backend }) };
	expect(await osKeyStore(storage, 'linux').available()).toBe(false);
	expect(await osKeyStore({ ...older, getSelectedStorageBackend: () => 'kwallet6' }, 'linux').available()).toBe(true);
});

test('a store that refuses answers null and throws nothing', async () => {
	const refusing = () => {
		throw new Error('refused');
	};
	const store = osKeyStore(
		{ isEncryptionAvailable: refusing, encryptString: refusing, decryptString: refusing },
		'darwin',
	);
	expect(await store.available()).toBe(false);
	expect(await store.protect(Buffer.of(1))).toBeNull();
	expect(await store.reveal(Buffer.of(1))).toBeNull();
});
