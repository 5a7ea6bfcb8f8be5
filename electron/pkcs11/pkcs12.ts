import {
	createDecipheriv,
	createHash,
	createHmac,
	createPrivateKey,
	type KeyObject,
	pbkdf2Sync,
	timingSafeEqual,
	X509Certificate,
} from 'node:crypto';
import * as asn1js from 'asn1js';
import { Fault } from '../../shared/result.ts';
import { decryptRc2 } from './rc2.ts';

/** A certificate whose private key is in the file, and the other certificates of the file, all DER. */
export type KeyedCertificate = { key: KeyObject; certificate: Uint8Array; others: Uint8Array[] };

type Block = asn1js.AsnType;
type Password = { utf8: Uint8Array; bmp: Uint8Array };

/** More rounds than any program sets; a forged file could otherwise keep the machine busy for hours. */
const maxIterations = 5_000_000;

/**
 * Opens a PKCS#12 file (RFC 7292) as OpenSSL, Windows and the CAs' tools write it: PBES2 with AES or 3DES, and the older
 * 3DES and RC2 kinds. Faults P12_PASSWORD_INCORRECT, SIGN_P12_UNSUPPORTED. `secret` is overwritten.
 */
export function openPkcs12(bytes: Uint8Array, secret: Uint8Array, file: string): KeyedCertificate[] {
	const text = Buffer.from(secret).toString('utf8');
	const password = { utf8: Uint8Array.from(secret), bmp: bmpString(text) };
	secret.fill(0);
	try {
		return read(bytes, password);
	} catch (thrown) {
		if (thrown instanceof Unsupported) throw new Fault('SIGN_P12_UNSUPPORTED', { file }, thrown);
		if (thrown instanceof WrongPassword) throw new Fault('P12_PASSWORD_INCORRECT', { file }, thrown);
		throw thrown;
	} finally {
		password.utf8.fill(0);
		password.bmp.fill(0);
	}
}

class Unsupported extends Error {}

class WrongPassword extends Error {}

function read(bytes: Uint8Array, password: Password): KeyedCertificate[] {
	const [, authSafe, mac] = children(parse(bytes));
	const content = explicitOctets(children(authSafe)[1]);
	if (mac) checkMac(children(mac), content, password);
	const keys: KeyObject[] = [];
	const certificates: Uint8Array[] = [];
	for (const info of children(parse(content))) {
		const [type, value] = children(info);
		const safe =
			oid(type) === oids.encryptedData
				? decryptContent(children(children(value)[0])[1], password)
				: explicitOctets(value);
		for (const bag of children(parse(safe))) {
			const [bagType, wrapped] = children(bag);
			const bagValue = children(wrapped)[0];
			if (oid(bagType) === oids.certBag) certificates.push(explicitOctets(children(bagValue)[1]));
			if (oid(bagType) === oids.keyBag) keys.push(privateKey(encoded(bagValue)));
			if (oid(bagType) === oids.shroudedKeyBag) {
				const [algorithm, data] = children(bagValue);
				keys.push(privateKey(decrypt(children(algorithm), octets(data), password)));
			}
		}
	}
	return keys.flatMap((key) => {
		const certificate = certificates.find((der) => belongs(der, key));
		return certificate ? [{ key, certificate, others: certificates.filter((other) => other !== certificate) }] : [];
	});
}

function privateKey(der: Uint8Array): KeyObject {
	try {
		return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
	} catch (thrown) {
		throw new Unsupported('private key', { cause: thrown });
	}
}

function belongs(der: Uint8Array, key: KeyObject): boolean {
	try {
		return new X509Certificate(der).checkPrivateKey(key);
	} catch {
		// A certificate OpenSSL cannot read is not the one of this key.
		return false;
	}
}

/** MacData, RFC 7292 section 4: proves password and content at once. */
function checkMac([digestInfo, salt, rounds]: Block[], content: Uint8Array, password: Password): void {
	const [algorithm, digest] = children(digestInfo);
	const hash = hashes[oid(children(algorithm)[0])];
	if (!hash) throw new Unsupported('mac');
	const size = createHash(hash).digest().length;
	const key = deriveKey(hash, 3, password.bmp, octets(salt), rounds ? iterations(rounds) : 1, size);
	const mac = createHmac(hash, key).update(content).digest();
	const expected = octets(digest);
	if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw new WrongPassword();
}

function decryptContent(contentInfo: Block | undefined, password: Password): Uint8Array {
	const [, algorithm, data] = children(contentInfo);
	return decrypt(children(algorithm), octets(data), password);
}

function decrypt([algorithm, parameters]: Block[], data: Uint8Array, password: Password): Uint8Array {
	const type = oid(algorithm);
	const plain =
		type === oids.pbes2
			? decryptPbes2(children(parameters), data, password)
			: decryptPbe(type, children(parameters), data, password);
	if (!plain) throw new WrongPassword();
	return plain;
}

/** RFC 8018, section 6.2. */
function decryptPbes2([derivation, scheme]: Block[], data: Uint8Array, password: Password): Uint8Array | undefined {
	const [kdf, kdfParameters] = children(derivation);
	const [cipherType, iv] = children(scheme);
	const cipher = ciphers[oid(cipherType)];
	if (oid(kdf) !== oids.pbkdf2 || !cipher) throw new Unsupported('PBES2');
	const [salt, rounds, ...rest] = children(kdfParameters);
	const prf = rest.find((one) => one instanceof asn1js.Sequence);
	const hash = prf ? hmacs[oid(children(prf)[0])] : 'sha1';
	if (!hash) throw new Unsupported('PBKDF2');
	const key = pbkdf2Sync(password.utf8, octets(salt), iterations(rounds), cipher.keyLength, hash);
	return decipher(cipher.name, key, octets(iv), data);
}

/** RFC 7292, appendix C. */
function decryptPbe(
	type: string,
	[salt, rounds]: Block[],
	data: Uint8Array,
	password: Password,
): Uint8Array | undefined {
	const kind = pbes[type];
	if (!kind) throw new Unsupported(type);
	const derive = (id: number, length: number) =>
		deriveKey('sha1', id, password.bmp, octets(salt), iterations(rounds), length);
	const key = derive(1, kind.keyLength);
	const iv = derive(2, 8);
	if (kind.cipher === 'rc2') return decryptRc2(key, iv, data);
	return decipher('des-ede3-cbc', kind.keyLength === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key, iv, data);
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | undefined {
	try {
		const cipher = createDecipheriv(name, key, iv);
		return Buffer.concat([cipher.update(data), cipher.final()]);
	} catch {
		// Wrong padding: the password is not the one.
		return undefined;
	}
}

/** RFC 7292, appendix B.2; `id` 1 is a key, 2 an initial vector, 3 a MAC key. */
function deriveKey(
	hash: string,
	id: number,
	password: Uint8Array,
	salt: Uint8Array,
	rounds: number,
	length: number,
): Buffer {
	const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
	const stretch = (bytes: Uint8Array) =>
		Buffer.alloc(bytes.length === 0 ? 0 : Math.ceil(bytes.length / block) * block, bytes);
	const state = Buffer.concat([stretch(salt), stretch(password)]);
	const parts: Buffer[] = [];
	for (let made = 0; made < length; made += parts.at(-1)!.length) {
		let digest = createHash(hash).update(Buffer.alloc(block, id)).update(state).digest();
		for (let round = 1; round < rounds; round++) digest = createHash(hash).update(digest).digest();
		parts.push(digest);
		const addend = Buffer.alloc(block, digest);
		for (let start = 0; start < state.length; start += block) {
			let carry = 1;
			for (let i = block - 1; i >= 0; i--) {
				carry += state[start + i]! + addend[i]!;
				state[start + i] = carry & 255;
				carry >>= 8;
			}
		}
	}
	return Buffer.concat(parts).subarray(0, length);
}

/** UTF-16 big endian with two zero bytes behind (RFC 7292, appendix B.1). */
function bmpString(text: string): Uint8Array {
	return Buffer.from(`${text}\0`, 'utf16le').swap16();
}

const oids = {
	encryptedData: '1.2.840.113549.1.7.6',
	keyBag: '1.2.840.113549.1.12.10.1.1',
	shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
	certBag: '1.2.840.113549.1.12.10.1.3',
	pbes2: '1.2.840.113549.1.5.13',
	pbkdf2: '1.2.840.113549.1.5.12',
};

const hashes: Record<string, string> = {
	'1.3.14.3.2.26': 'sha1',
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
};

const hmacs: Record<string, string> = {
	'1.2.840.113549.2.7': 'sha1',
	'1.2.840.113549.2.9': 'sha256',
	'1.2.840.113549.2.10': 'sha384',
	'1.2.840.113549.2.11': 'sha512',
};

const ciphers: Record<string, { name: string; keyLength: number }> = {
	'2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
	'2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
	'2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
	'1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
};

const pbes: Record<string, { cipher: '3des' | 'rc2'; keyLength: number }> = {
	'1.2.840.113549.1.12.1.3': { cipher: '3des', keyLength: 24 },
	'1.2.840.113549.1.12.1.4': { cipher: '3des', keyLength: 16 },
	'1.2.840.113549.1.12.1.5': { cipher: 'rc2', keyLength: 16 },
	'1.2.840.113549.1.12.1.6': { cipher: 'rc2', keyLength: 5 },
};

function parse(bytes: Uint8Array): Block {
	const { result, offset } = asn1js.fromBER(Uint8Array.from(bytes));
	if (offset < 0) throw new Unsupported('not DER');
	return result;
}

function encoded(block: Block | undefined): Uint8Array {
	if (!block) throw new Unsupported('missing element');
	return block.valueBeforeDecodeView;
}

function children(block: Block | undefined): Block[] {
	const value: unknown = (block as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock?.value;
	if (!Array.isArray(value)) throw new Unsupported('not a structure');
	return value as Block[];
}

function oid(block: Block | undefined): string {
	return block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : '';
}

/** The bytes of an octet string, also of an implicitly tagged or a piecewise one (Windows writes such). */
function octets(block: Block | undefined): Uint8Array {
	if (!block) throw new Unsupported('missing octets');
	const { valueBlock, idBlock } = block as asn1js.OctetString;
	if (!idBlock.isConstructed) return valueBlock.valueHexView;
	return Buffer.concat((valueBlock.value as unknown as Block[]).map(octets));
}

function explicitOctets(tagged: Block | undefined): Uint8Array {
	return octets(children(tagged)[0]);
}

function iterations(block: Block | undefined): number {
	const rounds = block instanceof asn1js.Integer ? Number(block.toBigInt()) : 0;
	if (rounds < 1 || rounds > maxIterations) throw new Unsupported('iterations');
	return rounds;
}
