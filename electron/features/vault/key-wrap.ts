import { hkdfSync, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { Fault } from '../../../shared/result.ts';
import { decrypt, encrypt, format, nonceBytes, tagBytes } from './sealing.ts';

/** The data key, wrapped by the application password. */
export type PasswordWrap = {
	memoryKib: number;
	passes: number;
	lanes: number;
	salt: Uint8Array;
	wrapped: Uint8Array;
};

/** The data key, wrapped by the printed recovery code. */
export type RecoveryWrap = { salt: Uint8Array; wrapped: Uint8Array };

export type VaultHeader = { format: number; keyId: string; password: PasswordWrap; recovery: RecoveryWrap };

const keyBytes = 32;
const saltBytes = 16;
/** RFC 9106 section 4, second recommended choice: 64 MiB, 3 passes, 4 lanes. */
const chosen = { memoryKib: 64 * 1024, passes: 3, lanes: 4 };
/** OWASP Password Storage Cheat Sheet: not below 19 MiB, 2 passes, 1 lane. */
const floor = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };
/** More than any version of ours asks for; a header that asks for more would only stop the machine. */
const ceiling = { memoryKib: 1024 * 1024, passes: 20, lanes: 16 };

export async function wrapWithPassword(dataKey: Uint8Array, keyId: string, password: string): Promise<PasswordWrap> {
	const settings = { ...chosen, salt: randomBytes(saltBytes) };
	const key = await passwordKey(password, settings);
	const wrapped = encrypt(key, passwordBinding(keyId, settings), dataKey);
	key.fill(0);
	return { ...settings, wrapped };
}

/** Fault VAULT_HEADER_INVALID when the header asks for too little or too much work, or is damaged. */
export function checkPasswordHeader(header: VaultHeader): void {
	for (const name of ['memoryKib', 'passes', 'lanes'] as const) {
		const value = header.password[name];
		if (!(value >= floor[name] && value <= ceiling[name])) throw new Fault('VAULT_HEADER_INVALID');
	}
	checkShape(header, header.password);
}

/** Fault VAULT_HEADER_INVALID when the part for the recovery code is damaged. */
export function checkRecoveryHeader(header: VaultHeader): void {
	checkShape(header, header.recovery);
}

/** The data key, or null when the password is another. The header is checked. */
export async function unwrapWithPassword(header: VaultHeader, password: string): Promise<Buffer | null> {
	const { password: wrap } = header;
	const key = await passwordKey(password, wrap);
	const dataKey = decrypt(key, passwordBinding(header.keyId, wrap), wrap.wrapped);
	key.fill(0);
	return dataKey;
}

export function wrapWithRecoveryCode(dataKey: Uint8Array, keyId: string, secret: Uint8Array): RecoveryWrap {
	const salt = randomBytes(saltBytes);
	const key = recoveryKey(secret, salt);
	const wrapped = encrypt(key, ['recovery', format, keyId], dataKey);
	key.fill(0);
	return { salt, wrapped };
}

/** The data key, or null when the code is another. The header is checked. */
export function unwrapWithRecoveryCode(header: VaultHeader, secret: Uint8Array): Buffer | null {
	const key = recoveryKey(secret, header.recovery.salt);
	const dataKey = decrypt(key, ['recovery', format, header.keyId], header.recovery.wrapped);
	key.fill(0);
	return dataKey;
}

export function wrapWithOsSecret(dataKey: Uint8Array, keyId: string, secret: Uint8Array): Buffer {
	return encrypt(secret, ['os', format, keyId], dataKey);
}

/** The data key, or null when the secret is another. */
export function unwrapWithOsSecret(wrapped: Uint8Array, keyId: string, secret: Uint8Array): Buffer | null {
	return secret.length === keyBytes ? decrypt(secret, ['os', format, keyId], wrapped) : null;
}

/** A key of its own for each purpose (RFC 5869), so that the data key itself only seals fields. */
export function deriveKey(dataKey: Uint8Array, purpose: string): Buffer {
	return Buffer.from(hkdfSync('sha256', dataKey, '', `vnaccs-keyring ${purpose}`, keyBytes));
}

function checkShape(header: VaultHeader, wrap: RecoveryWrap): void {
	const wrappedBytes = nonceBytes + keyBytes + tagBytes;
	if (header.format !== format || wrap.salt.length !== saltBytes || wrap.wrapped.length !== wrappedBytes) {
		throw new Fault('VAULT_HEADER_INVALID');
	}
}

type PasswordSettings = Omit<PasswordWrap, 'wrapped'>;

async function passwordKey(password: string, { memoryKib, passes, lanes, salt }: PasswordSettings): Promise<Buffer> {
	// NFC: a Vietnamese password typed on a Mac arrives decomposed.
	const bytes = Buffer.from(password.normalize('NFC'), 'utf8');
	const key = await hashRaw(bytes, {
		algorithm: 2, // Argon2id; the enumeration of the package cannot be imported in isolated modules
		memoryCost: memoryKib,
		timeCost: passes,
		parallelism: lanes,
		salt,
		outputLen: keyBytes,
	});
	bytes.fill(0);
	return key;
}

/** The parameters are bound, so that nobody can lower them for a key that is already wrapped. */
function passwordBinding(keyId: string, { memoryKib, passes, lanes }: PasswordSettings): (string | number)[] {
	return ['password', format, keyId, memoryKib, passes, lanes];
}

/** The secret is random and 128 bits long: stretching it with Argon2 would add nothing. */
function recoveryKey(secret: Uint8Array, salt: Uint8Array): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, salt, 'vnaccs-keyring recovery code', keyBytes));
}
