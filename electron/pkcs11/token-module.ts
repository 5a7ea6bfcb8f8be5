import { ckr, mustSucceed } from './ckr.ts';
import { Cryptoki, cka, cko, memory, readAttribute, readUlong, template, ulongAt, ulongs } from './cryptoki.ts';
import { inspectModule } from './module-file.ts';
import type { PinState } from './token-port.ts';

/** CK_TOKEN_INFO flags (pkcs11t.h). */
const flag = {
	loginRequired: 0x4n,
	protectedAuthenticationPath: 0x100n,
	initialized: 0x400n,
	pinCountLow: 0x10000n,
	pinFinalTry: 0x20000n,
	pinLocked: 0x40000n,
};

export type TokenInfo = {
	label: string;
	manufacturer: string;
	model: string;
	serial: string;
	/** All CKF_* as the driver gives them. */
	flags: number;
	initialized: boolean;
	loginRequired: boolean;
	protectedAuthenticationPath: boolean;
	pinState: PinState;
	pinLength: { min: number; max: number };
};

/** One PKCS#11 library in this process, initialised. At most one exists per process. */
export class TokenModule {
	readonly driver: Cryptoki;
	#initialized = false;

	private constructor(driver: Cryptoki) {
		this.driver = driver;
	}

	/** Checks the file, loads and initialises it. Throws the TOKEN_MODULE_* faults. */
	static async open(path: string): Promise<TokenModule> {
		await inspectModule(path);
		const module = new TokenModule(new Cryptoki(path));
		module.initialize();
		return module;
	}

	/** Does nothing when the library is initialised. */
	initialize(): void {
		if (this.#initialized) return;
		const result = this.driver.call('C_Initialize', null);
		if (result !== ckr.alreadyInitialized) mustSucceed(result);
		this.#initialized = true;
	}

	/** Starts the library afresh: some show tokens plugged in later only then. All sessions end. */
	restart(): void {
		this.#initialized = false;
		// A library that cannot end says so again as "already initialised", and is used as it is.
		this.driver.call('C_Finalize', null);
		this.initialize();
	}

	/** Slots that hold a token, or all of them: a driver without any has no reader, or its service does not run. */
	slots(which: 'with-token' | 'all' = 'with-token'): number[] {
		const present = which === 'with-token' ? 1 : 0;
		// A first call without a list makes drivers look at the readers again; its count is not trusted.
		this.driver.call('C_GetSlotList', present, null, ulongs(0));
		for (const capacity of [64, 1024]) {
			const list = memory(capacity * 8);
			const count = ulongs(capacity);
			const result = this.driver.call('C_GetSlotList', present, list, count);
			if (result === ckr.bufferTooSmall && capacity < 1024) continue;
			mustSucceed(result);
			const found = Math.min(Number(readUlong(count)), capacity);
			return Array.from({ length: found }, (_, index) => Number(ulongAt(list, index)));
		}
		return [];
	}

	tokenInfo(slot: number): TokenInfo {
		// CK_TOKEN_INFO has at most 208 bytes; the rest is for drivers that write more than they should.
		const info = memory(512);
		mustSucceed(this.driver.call('C_GetTokenInfo', slot, info));
		const numbers = info.subarray(96);
		const flags = ulongAt(numbers, 0);
		const has = (bits: bigint) => (flags & bits) !== 0n;
		return {
			label: paddedText(info, 0, 32),
			manufacturer: paddedText(info, 32, 32),
			model: paddedText(info, 64, 16),
			serial: paddedText(info, 80, 16),
			flags: Number(flags),
			initialized: has(flag.initialized),
			loginRequired: has(flag.loginRequired),
			protectedAuthenticationPath: has(flag.protectedAuthenticationPath),
			pinState: has(flag.pinLocked) ? 'locked' : has(flag.pinFinalTry) ? 'final' : has(flag.pinCountLow) ? 'low' : 'ok',
			pinLength: plausiblePinLength(ulongAt(numbers, 6), ulongAt(numbers, 5)),
		};
	}

	/** Runs `work` in a read-only session (a driver of VNPT refuses read-write ones) and closes it. */
	async inSession<T>(slot: number, work: (session: bigint) => Promise<T> | T): Promise<T> {
		const handle = ulongs(0);
		const serialSession = 0x4;
		mustSucceed(this.driver.call('C_OpenSession', slot, serialSession, null, null, handle));
		const session = readUlong(handle);
		try {
			return await work(session);
		} finally {
			// The answer is already known; a driver that cannot close loses the session with the token.
			this.driver.call('C_CloseSession', session);
		}
	}

	/** Handles of all objects of a class that this session may see. */
	objects(session: bigint, objectClass: number): bigint[] {
		const filter = template([[cka.class, ulongs(objectClass)]]);
		mustSucceed(this.driver.call('C_FindObjectsInit', session, filter, 1));
		const found: bigint[] = [];
		try {
			const batch = 64;
			const maxObjects = 1024;
			const handles = memory(batch * 8);
			const count = ulongs(0);
			do {
				mustSucceed(this.driver.call('C_FindObjects', session, handles, batch, count));
				const got = Math.min(Number(readUlong(count)), batch);
				for (let index = 0; index < got; index++) found.push(ulongAt(handles, index));
			} while (readUlong(count) > 0n && found.length < maxObjects);
		} finally {
			this.driver.call('C_FindObjectsFinal', session);
		}
		return found;
	}

	/** The X.509 certificates this session may see, with what links them to their keys. */
	certificates(session: bigint): { handle: bigint; der: Buffer; id: Buffer; label: string }[] {
		return this.objects(session, cko.certificate).flatMap((handle) => {
			const der = readAttribute(this.driver, session, handle, cka.value, 4096);
			if (!der || der.length === 0) return [];
			return [{ handle, der, ...this.keyLink(session, handle) }];
		});
	}

	/** CKA_ID and label of a certificate or key; both may be empty. */
	keyLink(session: bigint, handle: bigint): { id: Buffer; label: string } {
		return {
			id: readAttribute(this.driver, session, handle, cka.id) ?? Buffer.alloc(0),
			label: readAttribute(this.driver, session, handle, cka.label)?.toString('utf8') ?? '',
		};
	}

	mechanisms(slot: number): Set<number> {
		const capacity = 1024;
		const list = memory(capacity * 8);
		const count = ulongs(capacity);
		mustSucceed(this.driver.call('C_GetMechanismList', slot, list, count));
		const found = Math.min(Number(readUlong(count)), capacity);
		return new Set(Array.from({ length: found }, (_, index) => Number(ulongAt(list, index))));
	}
}

/** Keeps the one module of this process open between calls. */
export class OneModule {
	#path: string | undefined;
	#module: TokenModule | undefined;

	/** `fresh`: with a library that was initialised just now, so that tokens plugged in later are seen. */
	async get(path: string, fresh: boolean): Promise<TokenModule> {
		if (this.#path !== undefined && this.#path !== path) throw new Error('one token host loads one module');
		this.#path = path;
		if (!this.#module) this.#module = await TokenModule.open(path);
		else if (fresh) this.#module.restart();
		else this.#module.initialize();
		return this.#module;
	}
}

export function paddedText(from: Buffer, start: number, length: number): string {
	return from
		.toString('utf8', start, start + length)
		.replace(/[\0 ]+$/, '')
		.normalize('NFC');
}

/** Limits in bytes as the token tells them; drivers that tell nonsense get limits that let every PIN through. */
function plausiblePinLength(min: bigint, max: bigint): { min: number; max: number } {
	const plausible = max > 0n && max <= 255n && min <= max;
	return plausible ? { min: Number(min), max: Number(max) } : { min: 0, max: 255 };
}
