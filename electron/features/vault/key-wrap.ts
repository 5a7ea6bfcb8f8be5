import { hkdfSync, randomBytes } from 'node:crypto';
import { Fault } from '../../../shared/result.ts';
import { areSaneCosts, chosenCosts, type KeyCosts, passwordKey } from '../../platform/password-key.ts';
import { decrypt, encrypt, format, nonceBytes, tagBytes } from './sealing.ts';

/** The data key, wrapped by the application password. */
export type PasswordWrap = KeyCosts & { salt: Uint8Array; wrapped: Uint8Array };

/** The data key, wrapped by the printed recovery code. */
export type RecoveryWrap = { salt: Uint8Array; wrapped: Uint8Array };

export type VaultHeader = { format: number; keyId: string; password: PasswordWrap; recovery: RecoveryWrap };

const keyBytes = 32;
const saltBytes = 16;

export async function wrapWithPassword(dataKey: Uint8Array, keyId: string, password: string): Promise<PasswordWrap> {
	const settings = { ...chosenCosts, salt: randomBytes(saltBytes) };
	const key = await passwordKey(password, settings.salt, settings, keyBytes);
	const wrapped = encrypt(key, passwordBinding(keyId, settings), dataKey);
	key.fill(0);
	return { ...settings, wrapped };
}

/** Fault VAULT_HEADER_INVALID when the header asks for too little or too much work, or is damaged. */
export function checkPasswordHeader(header: VaultHeader): void {
	if (!areSaneCosts(header.password)) throw new Fault('VAULT_HEADER_INVALID');
	checkShape(header, header.password);
}

/** Fault VAULT_HEADER_INVALID when the part for the recovery code is damaged. */
export function checkRecoveryHeader(header: VaultHeader): void {
	checkShape(header, header.recovery);
}

/** The data key, or null when the password is another. The header is checked. */
export async function unwrapWithPassword(header: VaultHeader, password: string): Promise<Buffer | null> {
	const { password: wrap } = header;
	const key = await passwordKey(password, wrap.salt, wrap, keyBytes);
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

/** The parameters are bound, so that nobody can lower them for a key that is already wrapped. */
function passwordBinding(keyId: string, { memoryKib, passes, lanes }: KeyCosts): (string | number)[] {
	return ['password', format, keyId, memoryKib, passes, lanes];
}

/** The secret is random and 128 bits long: stretching it with Argon2 would add nothing. */
function recoveryKey(secret: Uint8Array, salt: Uint8Array): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, salt, 'vnaccs-keyring recovery code', keyBytes));
}
