import type { OsKeyStore } from '../features/vault/os-key-port.ts';

/** The part of Electron's safeStorage that is used here; the asynchronous calls are missing in older versions. */
export type SafeStorage = {
	isEncryptionAvailable(): boolean;
	encryptString(text: string): Buffer;
	decryptString(kept: Buffer): string;
	isAsyncEncryptionAvailable?(): Promise<boolean>;
	encryptStringAsync?(text: string): Promise<Buffer>;
	decryptStringAsync?(kept: Buffer): Promise<{ result: string }>;
	getSelectedStorageBackend?(): string;
};

/**
 * The system's key store: DPAPI, Keychain, libsecret or KWallet. On Linux without one of these Electron only hides the
 * value (`basic_text`): that counts as none.
 */
export function osKeyStore(storage: SafeStorage, platform: NodeJS.Platform): OsKeyStore {
	/** What the store refuses arrives as an exception without a code. */
	const refusable = async <T>(work: () => Promise<T>): Promise<T | null> => work().catch(() => null);
	return {
		async available() {
			if (platform === 'linux') {
				const backend = storage.getSelectedStorageBackend?.() ?? 'unknown';
				if (backend === 'basic_text' || backend === 'unknown') return false;
			}
			return (
				(await refusable(async () =>
					storage.isAsyncEncryptionAvailable ? storage.isAsyncEncryptionAvailable() : storage.isEncryptionAvailable(),
				)) ?? false
			);
		},
		protect: (secret) =>
			refusable(async () => {
				const text = Buffer.from(secret).toString('base64');
				return storage.encryptStringAsync ? storage.encryptStringAsync(text) : storage.encryptString(text);
			}),
		reveal: (kept) =>
			refusable(async () => {
				const bytes = Buffer.from(kept);
				const text = storage.decryptStringAsync
					? (await storage.decryptStringAsync(bytes)).result
					: storage.decryptString(bytes);
				return Buffer.from(text, 'base64');
			}),
	};
}
