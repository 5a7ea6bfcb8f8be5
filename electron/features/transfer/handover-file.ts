import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { lettersOf, minPasswordLetters } from '../../../shared/domain/application-password.ts';
import { Fault } from '../../../shared/result.ts';
import { areSaneCosts, chosenCosts, type KeyCosts, passwordKey } from '../../platform/password-key.ts';

/**
 * A hand-over file (.vnkr), version 1; numbers are big-endian:
 *
 * | bytes | |
 * | --- | --- |
 * | 8 | "VNKRHAND" |
 * | 2 | version |
 * | 4, 1, 1 | Argon2id: memory in KiB, passes, lanes (RFC 9106) |
 * | 16 | salt |
 * | 16 | HMAC-SHA-256 of all before it under the second half of the derived key, cut: tells a wrong password |
 * | 12 | nonce |
 * | … | AES-256-GCM of the content with its tag (16); all before the nonce is authenticated |
 * | 32 | SHA-256 of all before it: tells damage before a password is blamed |
 */
const magic = Buffer.from('VNKRHAND', 'latin1');
const version = 1;
const saltAt = 16;
const checkAt = saltAt + 16;
const nonceAt = checkAt + 16;
const contentAt = nonceAt + 12;
const tagBytes = 16;
const sumBytes = 32;

export function isHandover(bytes: Uint8Array): boolean {
	return magic.equals(bytes.subarray(0, magic.length));
}

/** Fault HANDOVER_PASSWORD_WEAK {min}. */
export async function sealHandover(content: string, password: string): Promise<Buffer> {
	if (lettersOf(password).length < minPasswordLetters) {
		throw new Fault('HANDOVER_PASSWORD_WEAK', { min: minPasswordLetters });
	}
	const head = Buffer.alloc(saltAt);
	magic.copy(head);
	head.writeUInt16BE(version, 8);
	head.writeUInt32BE(chosenCosts.memoryKib, 10);
	head.writeUInt8(chosenCosts.passes, 14);
	head.writeUInt8(chosenCosts.lanes, 15);
	const settings = Buffer.concat([head, randomBytes(checkAt - saltAt)]);
	const keys = await keysOf(password, settings);
	const header = Buffer.concat([settings, checkOf(keys, settings)]);
	const nonce = randomBytes(contentAt - nonceAt);
	const cipher = createCipheriv('aes-256-gcm', keys.subarray(0, 32), nonce, { authTagLength: tagBytes });
	cipher.setAAD(header);
	const plain = Buffer.from(content, 'utf8');
	const body = Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
	keys.fill(0);
	plain.fill(0);
	return Buffer.concat([body, sumOf(body)]);
}

/** The content. Faults HANDOVER_DAMAGED {file}, HANDOVER_NEWER {file}, HANDOVER_WRONG_PASSWORD. */
export async function openHandover(bytes: Buffer, password: string, file: string): Promise<string> {
	const damaged = (cause?: unknown) => new Fault('HANDOVER_DAMAGED', { file }, cause);
	if (bytes.length < 10 || !isHandover(bytes)) throw damaged();
	if (bytes.readUInt16BE(8) > version) throw new Fault('HANDOVER_NEWER', { file });
	if (bytes.length < contentAt + tagBytes + sumBytes) throw damaged();
	const body = bytes.subarray(0, bytes.length - sumBytes);
	if (!sumOf(body).equals(bytes.subarray(body.length)) || bytes.readUInt16BE(8) !== version) throw damaged();
	const settings = body.subarray(0, checkAt);
	if (!areSaneCosts(costsOf(settings))) throw damaged();
	const keys = await keysOf(password, settings);
	try {
		if (!timingSafeEqual(checkOf(keys, settings), body.subarray(checkAt, nonceAt))) {
			throw new Fault('HANDOVER_WRONG_PASSWORD');
		}
		const decipher = createDecipheriv('aes-256-gcm', keys.subarray(0, 32), body.subarray(nonceAt, contentAt), {
			authTagLength: tagBytes,
		});
		decipher.setAAD(body.subarray(0, nonceAt));
		decipher.setAuthTag(body.subarray(-tagBytes));
		const plain = decipher.update(body.subarray(contentAt, -tagBytes));
		try {
			decipher.final();
			return plain.toString('utf8');
		} catch (thrown) {
			// Node has one exception here: the tag does not fit.
			throw damaged(thrown);
		} finally {
			plain.fill(0);
		}
	} finally {
		keys.fill(0);
	}
}

function costsOf(settings: Buffer): KeyCosts {
	return { memoryKib: settings.readUInt32BE(10), passes: settings.readUInt8(14), lanes: settings.readUInt8(15) };
}

/** 64 bytes: the key of the content, then the key of the check. */
function keysOf(password: string, settings: Buffer): Promise<Buffer> {
	return passwordKey(password, settings.subarray(saltAt, checkAt), costsOf(settings), 64);
}

function checkOf(keys: Buffer, settings: Buffer): Buffer {
	return createHmac('sha256', keys.subarray(32))
		.update(settings)
		.digest()
		.subarray(0, nonceAt - checkAt);
}

function sumOf(body: Buffer): Buffer {
	return createHash('sha256').update(body).digest();
}
