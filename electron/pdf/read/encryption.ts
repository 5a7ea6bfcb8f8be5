import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { type Dict, isDict, isName, Name, type PdfObject, Stream, Text } from './objects.ts';
import { Malformed } from './parser.ts';

/** Protected in a way that no password opens: by a certificate or by a program's own method. */
export class UnknownProtection extends Error {}

/** None of the file's two passwords is the given one; without one, the file needs a password to open. */
export class WrongPassword extends Error {}

/** Which revisions of the method go with which version of the algorithm. */
const revisionsOf: Record<number, number[]> = { 1: [2, 3], 2: [2, 3], 4: [4], 5: [5, 6] };

type Method = 'none' | 'rc4' | 'aes-128' | 'aes-256';

/** Opens what one document keeps encrypted. */
export class Decryption {
	readonly #key: Uint8Array;
	readonly #strings: Method;
	readonly #streams: Method;
	readonly #metadataToo: boolean;

	/**
	 * `dict` is the encryption dictionary with everything it refers to, `id` the first part of the file's /ID; `password`
	 * the user's or the owner's, empty where nobody typed one (ISO 32000-2, 7.6.4). Throws UnknownProtection, WrongPassword,
	 * Malformed.
	 */
	constructor(dict: Dict, id: Uint8Array, password: string) {
		const version = whole(dict, 'V', 0);
		const revision = whole(dict, 'R', 0);
		if (!isName(dict.get('Filter'), 'Standard') || revisionsOf[version]?.includes(revision) !== true) {
			throw new UnknownProtection();
		}
		this.#metadataToo = dict.get('EncryptMetadata') !== false;
		this.#strings = version < 4 ? 'rc4' : methodOf(dict, 'StrF');
		this.#streams = version < 4 ? 'rc4' : methodOf(dict, 'StmF');
		const bits = version === 1 ? 40 : version === 4 ? 128 : whole(dict, 'Length', 40);
		if (bits < 40 || bits > 256 || bits % 8 !== 0) throw new Malformed('Length of the key');
		const found =
			revision >= 5
				? newKey(dict, revision, Buffer.from(password.normalize('NFKC'), 'utf8').subarray(0, 127))
				: oldKey({ dict, id, revision, bytes: Math.min(bits, 128) / 8, metadataToo: this.#metadataToo }, password);
		if (!found) throw new WrongPassword();
		this.#key = found;
		if ([this.#strings, this.#streams].includes('aes-256') && found.length !== 32) throw new UnknownProtection();
	}

	/** The object `num` with its strings readable; what a stream's bytes need is noted in it. */
	open(value: PdfObject, num: number, gen: number): PdfObject {
		if (value instanceof Text)
			return new Text(this.#decrypt(value.bytes, this.#strings, num, gen), value.start, value.end);
		if (Array.isArray(value)) return value.map((item) => this.open(item, num, gen));
		if (isDict(value)) return new Map([...value].map(([key, item]) => [key, this.open(item, num, gen)]));
		if (!(value instanceof Stream)) return value;
		const dict = this.open(value.dict, num, gen) as Dict;
		if (isName(dict.get('Type'), 'XRef') || (isName(dict.get('Type'), 'Metadata') && !this.#metadataToo)) return value;
		// A stream may say of itself that it is plain (7.6.6); the filter that says so means nothing outside.
		const filters = [dict.get('Filter') ?? []].flat();
		if (isName(filters[0], 'Crypt')) {
			dict.set('Filter', filters.slice(1)).set('DecodeParms', [dict.get('DecodeParms') ?? []].flat().slice(1));
			return new Stream(dict, value.start);
		}
		return new Stream(dict, value.start, (bytes) => this.#decrypt(bytes, this.#streams, num, gen));
	}

	#decrypt(bytes: Uint8Array, method: Method, num: number, gen: number): Uint8Array {
		if (method === 'none') return bytes;
		if (method === 'aes-256') return openCbc('aes-256-cbc', this.#key, bytes);
		// Algorithm 1: a key of its own for each object.
		const place = [num, num >> 8, num >> 16, gen, gen >> 8].map((byte) => byte & 255);
		const salt = method === 'aes-128' ? Buffer.from('sAlT') : Buffer.alloc(0);
		const key = md5(this.#key, Uint8Array.from(place), salt).subarray(0, Math.min(this.#key.length + 5, 16));
		return method === 'rc4' ? rc4(key, bytes) : openCbc('aes-128-cbc', key, bytes);
	}
}

function methodOf(dict: Dict, key: string): Method {
	const name = dict.get(key);
	if (!(name instanceof Name) || name.value === 'Identity') return 'none';
	const filters = dict.get('CF');
	const filter = isDict(filters) ? filters.get(name.value) : undefined;
	const method = isDict(filter) ? filter.get('CFM') : undefined;
	const known: Record<string, Method> = { None: 'none', V2: 'rc4', AESV2: 'aes-128', AESV3: 'aes-256' };
	const found = method instanceof Name && Object.hasOwn(known, method.value) ? known[method.value] : undefined;
	if (!found) throw new UnknownProtection();
	return found;
}

/** The first 16 bytes are the initialisation vector. Damaged padding is no reason to lose the content. */
function openCbc(cipher: 'aes-128-cbc' | 'aes-256-cbc', key: Uint8Array, bytes: Uint8Array): Uint8Array {
	const body = bytes.subarray(16, bytes.length - (bytes.length % 16));
	if (body.length === 0) return new Uint8Array();
	const plain = aes(createDecipheriv(cipher, key, bytes.subarray(0, 16)), body);
	const padding = plain.at(-1)!;
	return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain;
}

type OldKey = { dict: Dict; id: Uint8Array; revision: number; bytes: number; metadataToo: boolean };

const paddingText = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** Revisions 2 to 4: algorithms 2, 6 and 7. Undefined when the password is neither the user's nor the owner's. */
function oldKey(about: OldKey, password: string): Uint8Array | undefined {
	const typed = padded(Buffer.from(password, 'latin1'));
	return keyOfUser(about, typed) ?? keyOfUser(about, userPasswordOf(about, typed));
}

function padded(password: Uint8Array): Uint8Array {
	return Buffer.concat([password, paddingText]).subarray(0, 32);
}

function keyOfUser({ dict, id, revision, bytes, metadataToo }: OldKey, password: Uint8Array): Uint8Array | undefined {
	const rights = Buffer.alloc(4);
	rights.writeInt32LE(whole(dict, 'P', 0) | 0);
	const noMetadata = revision >= 4 && !metadataToo ? Buffer.alloc(4, 255) : Buffer.alloc(0);
	let key = md5(password, text(dict, 'O', 32), rights, id, noMetadata).subarray(0, bytes);
	if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key).subarray(0, bytes);
	const expected = text(dict, 'U', 32);
	if (revision === 2) return rc4(key, paddingText).equals(expected) ? key : undefined;
	let proof = md5(paddingText, id);
	for (let i = 0; i < 20; i++)
		proof = rc4(
			key.map((byte) => byte ^ i),
			proof,
		);
	return proof.equals(expected.subarray(0, 16)) ? key : undefined;
}

/** What the owner's password hides (algorithm 7). */
function userPasswordOf({ dict, revision, bytes }: OldKey, password: Uint8Array): Uint8Array {
	let hash = md5(password);
	if (revision >= 3) for (let i = 0; i < 50; i++) hash = md5(hash);
	const key = hash.subarray(0, bytes);
	let hidden: Uint8Array = Buffer.from(text(dict, 'O', 32));
	for (let i = revision === 2 ? 0 : 19; i >= 0; i--)
		hidden = rc4(
			key.map((byte) => byte ^ i),
			hidden,
		);
	return hidden;
}

/** Revisions 5 and 6: algorithm 2.A. */
function newKey(dict: Dict, revision: number, password: Uint8Array): Uint8Array | undefined {
	const [user, owner] = [text(dict, 'U', 48), text(dict, 'O', 48)];
	const hash = (salt: Uint8Array, of: Uint8Array) =>
		revision === 5 ? sha256(password, salt, of) : hardened(password, salt, of);
	for (const [proof, wrapped, of] of [
		[owner, 'OE', user],
		[user, 'UE', new Uint8Array()],
	] as const) {
		if (!hash(proof.subarray(32, 40), of).equals(proof.subarray(0, 32))) continue;
		const wrapping = hash(proof.subarray(40, 48), of);
		return aes(createDecipheriv('aes-256-cbc', wrapping, Buffer.alloc(16)), text(dict, wrapped, 32));
	}
	return undefined;
}

/** Algorithm 2.B. */
function hardened(password: Uint8Array, salt: Uint8Array, of: Uint8Array): Buffer {
	let key = sha256(password, salt, of);
	for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
		const repeated = Buffer.concat(Array(64).fill(Buffer.concat([password, key, of])));
		const mixed = aes(createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)), repeated);
		// 256 leaves the rest 1 when divided by 3, so the sum of the bytes has the rest of the number they form.
		const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
		key = createHash(['sha256', 'sha384', 'sha512'][rest]!).update(mixed).digest();
		last = mixed.at(-1)!;
	}
	return key.subarray(0, 32);
}

function aes(cipher: ReturnType<typeof createDecipheriv>, bytes: Uint8Array): Buffer {
	cipher.setAutoPadding(false);
	return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

/** OpenSSL 3 no longer offers it; old files need it. */
function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
	const state = Uint8Array.from({ length: 256 }, (_, i) => i);
	const swap = (i: number, j: number): void => {
		const kept = state[i]!;
		state[i] = state[j]!;
		state[j] = kept;
	};
	for (let i = 0, j = 0; i < 256; i++) {
		j = (j + state[i]! + key[i % key.length]!) & 255;
		swap(i, j);
	}
	const out = Buffer.alloc(bytes.length);
	for (let at = 0, i = 0, j = 0; at < bytes.length; at++) {
		i = (i + 1) & 255;
		j = (j + state[i]!) & 255;
		swap(i, j);
		out[at] = bytes[at]! ^ state[(state[i]! + state[j]!) & 255]!;
	}
	return out;
}

function md5(...parts: Uint8Array[]): Buffer {
	return createHash('md5').update(Buffer.concat(parts)).digest();
}

function sha256(...parts: Uint8Array[]): Buffer {
	return createHash('sha256').update(Buffer.concat(parts)).digest();
}

function whole(dict: Dict, key: string, otherwise: number): number {
	const value = dict.get(key) ?? otherwise;
	if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Malformed(key);
	return value;
}

/** A string of at least `length` bytes, cut to it: some writers pad. */
function text(dict: Dict, key: string, length: number): Uint8Array {
	const value = dict.get(key);
	if (!(value instanceof Text) || value.bytes.length < length) throw new Malformed(key);
	return value.bytes.subarray(0, length);
}
