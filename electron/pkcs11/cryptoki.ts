import koffi, { type LibraryHandle } from 'koffi';
import { Fault } from '../../shared/result.ts';
import { ckr, mustSucceed } from './ckr.ts';
import { moduleName } from './module-file.ts';

/**
 * Memory that drivers write into. Always of its own: small Node buffers share one pool, and short typed arrays may
 * be moved by the garbage collector while the driver holds their address.
 */
export function memory(bytes: number): Buffer {
	return Buffer.from(new ArrayBuffer(bytes));
}

/** CK_ULONG is C's `unsigned long`: 4 bytes on Windows, 8 on 64-bit Linux and macOS. */
export const ulongBytes = koffi.sizeof('ulong');
const pointerBytes = koffi.sizeof('void *');

export function readUlong(from: Buffer, offset = 0): bigint {
	return ulongBytes === 8 ? from.readBigUInt64LE(offset) : BigInt(from.readUInt32LE(offset));
}

function writeUlong(into: Buffer, value: number | bigint, offset = 0): void {
	if (ulongBytes === 8) into.writeBigUInt64LE(BigInt(value), offset);
	else into.writeUInt32LE(Number(value), offset);
}

function writePointer(into: Buffer, value: bigint, offset: number): void {
	if (pointerBytes === 8) into.writeBigUInt64LE(value, offset);
	else into.writeUInt32LE(Number(value), offset);
}

export function ulongs(...values: (number | bigint)[]): Buffer {
	const buffer = memory(ulongBytes * values.length);
	values.forEach((value, index) => {
		writeUlong(buffer, value, index * ulongBytes);
	});
	return buffer;
}

export function ulongAt(from: Buffer, index: number): bigint {
	return readUlong(from, index * ulongBytes);
}

/** A number that follows characters in a structure: aligned, except on Windows, where structures are packed. */
export function afterText(bytes: number): number {
	return process.platform === 'win32' ? bytes : Math.ceil(bytes / ulongBytes) * ulongBytes;
}

/** Position in CK_FUNCTION_LIST (PKCS #11 v2.40, pkcs11f.h) and the C types of the arguments. */
const functions = {
	C_Initialize: [0, ['void *']],
	C_Finalize: [1, ['void *']],
	C_GetInfo: [2, ['void *']],
	C_GetSlotList: [4, ['uint8', 'void *', 'void *']],
	C_GetSlotInfo: [5, ['ulong', 'void *']],
	C_GetTokenInfo: [6, ['ulong', 'void *']],
	C_GetMechanismList: [7, ['ulong', 'void *', 'void *']],
	C_InitToken: [9, ['ulong', 'void *', 'ulong', 'void *']],
	C_InitPIN: [10, ['ulong', 'void *', 'ulong']],
	C_OpenSession: [12, ['ulong', 'ulong', 'void *', 'void *', 'void *']],
	C_CloseSession: [13, ['ulong']],
	C_Login: [18, ['ulong', 'ulong', 'void *', 'ulong']],
	C_Logout: [19, ['ulong']],
	C_CreateObject: [20, ['ulong', 'void *', 'ulong', 'void *']],
	C_GetAttributeValue: [24, ['ulong', 'ulong', 'void *', 'ulong']],
	C_FindObjectsInit: [26, ['ulong', 'void *', 'ulong']],
	C_FindObjects: [27, ['ulong', 'void *', 'ulong', 'void *']],
	C_FindObjectsFinal: [28, ['ulong']],
	C_SignInit: [42, ['ulong', 'void *', 'ulong']],
	C_Sign: [43, ['ulong', 'void *', 'ulong', 'void *', 'void *']],
} as const satisfies Record<string, readonly [number, readonly string[]]>;

type FunctionName = keyof typeof functions;
type Argument = Buffer | bigint | number | null;

/** The calls of one loaded PKCS#11 library, by name. Answers are CKR numbers; nothing is interpreted here. */
export class Cryptoki {
	/** Held only so that it lives: koffi unloads a library when its handle is garbage collected. */
	readonly #library: LibraryHandle;
	readonly #list: bigint;
	readonly #bound = new Map<FunctionName, (...args: Argument[]) => number | bigint>();

	/**
	 * Loads the library: its code runs in this process from here on.
	 * Throws TOKEN_MODULE_LOAD_FAILED or TOKEN_MODULE_NOT_PKCS11 as Fault.
	 */
	constructor(path: string) {
		const module = moduleName(path);
		let getFunctionList: (list: Buffer) => number | bigint;
		try {
			this.#library = koffi.load(path);
			getFunctionList = this.#library.func('C_GetFunctionList', 'ulong', ['void *']);
		} catch (thrown) {
			// The system's loader tells the reason as text only; folders are cut out of it.
			const text = thrown instanceof Error ? thrown.message : String(thrown);
			if (text.includes('C_GetFunctionList')) throw new Fault('TOKEN_MODULE_NOT_PKCS11', { module }, thrown);
			const reason = text.replaceAll(path, module).slice(0, 200);
			throw new Fault('TOKEN_MODULE_LOAD_FAILED', { module, reason }, thrown);
		}
		const pointer = memory(8);
		mustSucceed(Number(getFunctionList(pointer)));
		this.#list = pointerBytes === 8 ? pointer.readBigUInt64LE() : BigInt(pointer.readUInt32LE());
		if (this.#list === 0n) throw new Fault('TOKEN_MODULE_NOT_PKCS11', { module });
	}

	call(name: FunctionName, ...args: Argument[]): number {
		let bound = this.#bound.get(name);
		if (!bound) {
			bound = this.#bind(name);
			this.#bound.set(name, bound);
		}
		return Number(bound(...args));
	}

	#bind(name: FunctionName): (...args: Argument[]) => number | bigint {
		const [index, types] = functions[name];
		// The list begins with a CK_VERSION of two bytes; PKCS#11 structures are packed on Windows only.
		const first = process.platform === 'win32' ? 2 : pointerBytes;
		const address = koffi.decode(this.#list, first + index * pointerBytes, 'uintptr_t') as number | bigint;
		// A driver may leave out calls of the list; PKCS #11 asks for a stub that answers this.
		const notSupported = 0x54;
		if (BigInt(address) === 0n) return () => notSupported;
		return koffi.decode(BigInt(address), koffi.proto('ulong', [...types]));
	}
}

/** Attribute types of objects (pkcs11t.h). */
export const cka = {
	class: 0x0,
	token: 0x1,
	private: 0x2,
	label: 0x3,
	value: 0x11,
	certificateType: 0x80,
	keyType: 0x100,
	subject: 0x101,
	id: 0x102,
	sensitive: 0x103,
	sign: 0x108,
	modulus: 0x120,
	publicExponent: 0x122,
	privateExponent: 0x123,
	prime1: 0x124,
	prime2: 0x125,
	exponent1: 0x126,
	exponent2: 0x127,
	coefficient: 0x128,
	extractable: 0x162,
	alwaysAuthenticate: 0x202,
} as const;

export const cko = { certificate: 1, privateKey: 3 } as const;
export const ckk = { rsa: 0 } as const;

/**
 * An array of CK_ATTRIBUTE (or one CK_MECHANISM, which has the same shape) with the values behind it in the same
 * memory, so that no value can be collected while the driver reads it.
 */
export function template(entries: readonly (readonly [type: number, value: Buffer])[]): Buffer {
	const entryBytes = ulongBytes * 2 + pointerBytes;
	const aligned = (bytes: number) => (bytes + 7) & ~7;
	const head = aligned(entries.length * entryBytes);
	const buffer = memory(entries.reduce((sum, [, value]) => sum + aligned(value.length), head) + 8);
	const base = koffi.address(buffer);
	let place = head;
	entries.forEach(([type, value], index) => {
		const at = index * entryBytes;
		writeUlong(buffer, type, at);
		writePointer(buffer, value.length > 0 ? base + BigInt(place) : 0n, at + ulongBytes);
		writeUlong(buffer, value.length, at + ulongBytes + pointerBytes);
		value.copy(buffer, place);
		place += aligned(value.length);
	});
	return buffer;
}

/**
 * One attribute, or undefined when the object has none or will not show it. Read with a buffer of its own size
 * from the start, since drivers of VNPT and NCCA answer length 0 when asked for the size first; grown once.
 */
export function readAttribute(
	driver: Cryptoki,
	session: bigint,
	object: bigint,
	type: number,
	capacity = 256,
	mayGrow = true,
): Buffer | undefined {
	const entry = template([[type, memory(capacity)]]);
	const result = driver.call('C_GetAttributeValue', session, object, entry, 1);
	const length = readUlong(entry, ulongBytes + pointerBytes);
	if (result === ckr.bufferTooSmall && mayGrow) {
		const asked = length > capacity && length <= 1_000_000 ? Number(length) : capacity * 16;
		return readAttribute(driver, session, object, type, asked, false);
	}
	if (result === ckr.attributeSensitive || result === ckr.attributeTypeInvalid) return undefined;
	mustSucceed(result);
	// "Unavailable" is the largest number; a driver that claims more than it was given has no answer either.
	if (length > capacity) return undefined;
	const start = (ulongBytes * 2 + pointerBytes + 7) & ~7;
	const value = memory(Number(length));
	entry.copy(value, 0, start);
	return value;
}
