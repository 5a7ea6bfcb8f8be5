import { randomBytes } from 'node:crypto';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { vaultContract } from '../../../shared/contracts/vault-contract.ts';
import { lettersOf, minPasswordLetters } from '../../../shared/domain/application-password.ts';
import { noTries, waitSeconds } from '../../../shared/domain/throttle.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { capture, Fault, ok } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import {
	checkPasswordHeader,
	checkRecoveryHeader,
	deriveKey,
	type RecoveryWrap,
	unwrapWithOsSecret,
	unwrapWithPassword,
	unwrapWithRecoveryCode,
	type VaultHeader,
	wrapWithOsSecret,
	wrapWithPassword,
	wrapWithRecoveryCode,
} from './key-wrap.ts';
import { noOsKeyStore, type OsKeyStore } from './os-key-port.ts';
import { formatRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import type { Sealer } from './sealer-port.ts';
import { openField, sealField } from './sealing.ts';
import type { VaultStore } from './vault-store-port.ts';

export type Vault = {
	handlers: Omit<Handlers<typeof vaultContract>, 'saveRecoverySheet'>;
	sealer: Sealer;
	isUnlocked(): boolean;
	/** A key for one purpose, to be overwritten after use; null while locked. */
	keyFor(purpose: string): Buffer | null;
	/** Called after every lock; the data key is gone by then. */
	onLocked(listener: () => void): void;
};

/** The application password and the data key behind it. `now` in milliseconds since 1970. */
export function createVaultFeature({
	store,
	now,
	os = noOsKeyStore,
}: {
	store: VaultStore;
	now: () => number;
	os?: OsKeyStore;
}): Vault {
	/** Made and shown, not yet confirmed: the printed code is still the old one. */
	let newRecovery: RecoveryWrap | null = null;
	let unlocked: { dataKey: Buffer; keyId: string } | null = null;
	const lockedListeners: (() => void)[] = [];
	// One at a time: tries made in parallel must not share one wait.
	let last: Promise<unknown> = Promise.resolve();
	const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
		const mine = last.then(work, work);
		last = mine;
		return mine;
	};

	function forgetKey(): void {
		unlocked?.dataKey.fill(0);
		unlocked = null;
		newRecovery = null;
	}

	function takeKey(dataKey: Buffer, keyId: string): void {
		forgetKey();
		unlocked = { dataKey, keyId };
	}

	function opened(): { dataKey: Buffer; keyId: string } {
		if (!unlocked) throw new Fault('VAULT_LOCKED');
		return unlocked;
	}

	/** Counts a try before it is made, so that ending the program does not make it free. */
	async function attempt(
		wrong: ErrorCode,
		check: (header: VaultHeader) => void,
		open: (header: VaultHeader) => Promise<Buffer | null> | Buffer | null,
	): Promise<{ dataKey: Buffer; keyId: string }> {
		const stored = await store.load();
		if (!stored) throw new Fault('VAULT_MISSING');
		const { header, tries } = stored;
		check(header);
		const seconds = waitSeconds(tries, now());
		if (seconds > 0) {
			if (now() < tries.at) await store.saveTries({ ...tries, at: now() });
			throw new Fault('VAULT_THROTTLED', { seconds });
		}
		await store.saveTries({ failed: tries.failed + 1, at: now() });
		const dataKey = await open(header);
		if (!dataKey) throw new Fault(wrong);
		await store.saveTries(noTries);
		return { dataKey, keyId: header.keyId };
	}

	/** The typed password must be the present one; the data key it opens is overwritten by the caller. */
	const attemptPassword = (password: string) =>
		attempt('VAULT_WRONG_PASSWORD', checkPasswordHeader, (header) => unwrapWithPassword(header, password));

	/** Wraps anew and opens the result once before the old wrap goes. */
	async function setPassword(dataKey: Buffer, keyId: string, newPassword: string): Promise<void> {
		const header = (await store.load())?.header;
		if (!header) throw new Fault('VAULT_MISSING');
		const password = await wrapWithPassword(dataKey, keyId, newPassword);
		const proof = await unwrapWithPassword({ ...header, password }, newPassword);
		if (!proof?.equals(dataKey)) throw new Error('The new wrap does not open.');
		proof.fill(0);
		await store.replacePassword(password);
	}

	return {
		handlers: {
			status: () =>
				capture(async () => {
					const stored = await store.load();
					const state = !stored ? 'new' : unlocked ? 'unlocked' : 'locked';
					return { state, waitSeconds: stored ? waitSeconds(stored.tries, now()) : 0 };
				}),

			create: ({ password }) =>
				oneAtATime(() =>
					capture(async () => {
						if (await store.load()) throw new Fault('VAULT_EXISTS');
						refuseWeak(password);
						const dataKey = randomBytes(32);
						const secret = randomBytes(16);
						const keyId = newId(now());
						await store.create({
							format: 1,
							keyId,
							password: await wrapWithPassword(dataKey, keyId, password),
							recovery: wrapWithRecoveryCode(dataKey, keyId, secret),
						});
						takeKey(dataKey, keyId);
						const recoveryCode = formatRecoveryCode(secret);
						secret.fill(0);
						return { recoveryCode };
					}),
				),

			unlock: ({ password }) =>
				oneAtATime(() =>
					capture(async () => {
						const { dataKey, keyId } = await attemptPassword(password);
						takeKey(dataKey, keyId);
						return null;
					}),
				),

			recover: ({ recoveryCode, newPassword }) =>
				oneAtATime(() =>
					capture(async () => {
						refuseWeak(newPassword);
						// A code that does not fit its own check is a slip, not a try.
						const secret = parseRecoveryCode(recoveryCode);
						if (!secret) throw new Fault('VAULT_WRONG_RECOVERY_CODE');
						const { dataKey, keyId } = await attempt('VAULT_WRONG_RECOVERY_CODE', checkRecoveryHeader, (header) =>
							unwrapWithRecoveryCode(header, secret),
						);
						secret.fill(0);
						await setPassword(dataKey, keyId, newPassword);
						takeKey(dataKey, keyId);
						return null;
					}),
				),

			changePassword: ({ password, newPassword }) =>
				oneAtATime(() =>
					capture(async () => {
						refuseWeak(newPassword);
						const { dataKey, keyId } = await attemptPassword(password);
						await setPassword(dataKey, keyId, newPassword);
						dataKey.fill(0);
						return null;
					}),
				),

			newRecoveryCode: ({ password }) =>
				oneAtATime(() =>
					capture(async () => {
						const { dataKey, keyId } = await attemptPassword(password);
						const secret = randomBytes(16);
						newRecovery = wrapWithRecoveryCode(dataKey, keyId, secret);
						dataKey.fill(0);
						const recoveryCode = formatRecoveryCode(secret);
						secret.fill(0);
						return { recoveryCode };
					}),
				),

			confirmRecoveryCode: () =>
				oneAtATime(() =>
					capture(async () => {
						if (!newRecovery) throw new Fault('VAULT_NO_NEW_RECOVERY_CODE');
						await store.replaceRecovery(newRecovery);
						newRecovery = null;
						return null;
					}),
				),

			osUnlock: () => capture(async () => ({ available: await os.available(), on: (await store.loadOs()) !== null })),

			enableOsUnlock: ({ password }) =>
				oneAtATime(() =>
					capture(async () => {
						if (!(await os.available())) throw new Fault('VAULT_OS_UNAVAILABLE');
						const { dataKey, keyId } = await attemptPassword(password);
						const secret = randomBytes(32);
						try {
							const secretKept = await os.protect(secret);
							if (!secretKept) throw new Fault('VAULT_OS_UNAVAILABLE');
							await store.saveOs({ secretKept, wrapped: wrapWithOsSecret(dataKey, keyId, secret) });
							return null;
						} finally {
							secret.fill(0);
							dataKey.fill(0);
						}
					}),
				),

			disableOsUnlock: () =>
				oneAtATime(() =>
					capture(async () => {
						await store.saveOs(null);
						return null;
					}),
				),

			unlockWithOs: () =>
				oneAtATime(() =>
					capture(async () => {
						const stored = await store.load();
						if (!stored) throw new Fault('VAULT_MISSING');
						const wrap = await store.loadOs();
						if (!wrap || !(await os.available())) throw new Fault('VAULT_OS_UNAVAILABLE');
						const secret = await os.reveal(wrap.secretKept);
						const { keyId } = stored.header;
						const dataKey = secret && unwrapWithOsSecret(wrap.wrapped, keyId, secret);
						secret?.fill(0);
						if (!dataKey) throw new Fault('VAULT_OS_FAILED');
						takeKey(dataKey, keyId);
						return null;
					}),
				),

			lock: async () => {
				forgetKey();
				for (const listener of lockedListeners) listener();
				return ok(null);
			},
		},
		sealer: {
			seal: (place, text) => sealField(opened().dataKey, opened().keyId, place, text),
			open: (place, sealed) => openField(opened().dataKey, opened().keyId, place, sealed),
		},
		isUnlocked: () => unlocked !== null,
		keyFor: (purpose) => unlocked && deriveKey(unlocked.dataKey, purpose),
		onLocked: (listener) => void lockedListeners.push(listener),
	};
}

/**
 * Whether a password or recovery code opens the vault in a store that is not the running one; nothing is counted there.
 * Fault VAULT_MISSING, VAULT_HEADER_INVALID.
 */
export async function opensWith(store: VaultStore, secret: string): Promise<boolean> {
	const header = (await store.load())?.header;
	if (!header) throw new Fault('VAULT_MISSING');
	const code = parseRecoveryCode(secret);
	if (code) checkRecoveryHeader(header);
	else checkPasswordHeader(header);
	const dataKey = code ? unwrapWithRecoveryCode(header, code) : await unwrapWithPassword(header, secret);
	dataKey?.fill(0);
	return dataKey !== null;
}

function refuseWeak(password: string): void {
	if (lettersOf(password).length < minPasswordLetters)
		throw new Fault('VAULT_PASSWORD_WEAK', { min: minPasswordLetters });
}
