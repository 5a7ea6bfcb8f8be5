import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Fault } from '../../../shared/result.ts';
import type { Place } from './sealer-port.ts';

/** Version of the sealed form and of the header. */
export const format = 1;
export const nonceBytes = 12;
export const tagBytes = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce: nonce, ciphertext, tag. `bound` is authenticated, not stored.
 */
export function encrypt(key: Uint8Array, bound: readonly (string | number)[], plain: Uint8Array): Buffer {
	const nonce = randomBytes(nonceBytes);
	const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
	cipher.setAAD(associatedData(bound));
	return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null when key, `bound` or a byte is another than when it was encrypted. */
export function decrypt(key: Uint8Array, bound: readonly (string | number)[], sealed: Uint8Array): Buffer | null {
	if (sealed.length < nonceBytes + tagBytes) return null;
	const end = sealed.length - tagBytes;
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
	decipher.setAAD(associatedData(bound));
	decipher.setAuthTag(sealed.subarray(end));
	const plain = decipher.update(sealed.subarray(nonceBytes, end));
	try {
		decipher.final();
		return plain;
	} catch {
		// Node has one exception for "the tag does not fit" and no other reason to throw here.
		plain.fill(0);
		return null;
	}
}

export function sealField(key: Uint8Array, keyId: string, place: Place, text: string): Buffer {
	const plain = Buffer.from(text, 'utf8');
	const sealed = Buffer.concat([Buffer.of(format), encrypt(key, fieldBinding(keyId, place), plain)]);
	plain.fill(0);
	return sealed;
}

export function openField(key: Uint8Array, keyId: string, place: Place, sealed: Uint8Array): string {
	const plain = sealed[0] === format ? decrypt(key, fieldBinding(keyId, place), sealed.subarray(1)) : null;
	if (!plain) throw new Fault('VAULT_INTEGRITY', { field: place.field });
	const text = plain.toString('utf8');
	plain.fill(0);
	return text;
}

function fieldBinding(keyId: string, place: Place): (string | number)[] {
	return ['field', format, keyId, place.table, place.row, place.field];
}

/** JSON of a list: no two different lists give the same bytes. */
function associatedData(bound: readonly (string | number)[]): Buffer {
	return Buffer.from(JSON.stringify(['vnaccs-keyring', ...bound]), 'utf8');
}
