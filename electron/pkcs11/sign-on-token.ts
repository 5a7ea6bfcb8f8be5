import { Fault } from '../../shared/result.ts';
import { ckr, mustSucceed } from './ckr.ts';
import { cka, cko, memory, readAttribute, readUlong, ulongs } from './cryptoki.ts';
import { sha256Hex } from './list-tokens.ts';
import { ckmRsaPkcsPss, ecdsaToDer, mechanismFor } from './mechanism.ts';
import type { TokenInfo, TokenModule } from './token-module.ts';
import type { TokenSignRequest } from './token-port.ts';

const user = { normal: 1, contextSpecific: 2 } as const;

type Certificate = ReturnType<TokenModule['certificates']>[number];

/**
 * One signature: everything that can be known without the PIN is checked first, then exactly one login, one
 * signature, logout. `beforeLogin` is awaited right before the PIN is used; if it throws, the PIN is not used.
 * Failures are thrown as Fault.
 */
export async function signOnToken(
	module: TokenModule,
	request: TokenSignRequest,
	pin: Uint8Array,
	allowFinalTry: boolean,
	beforeLogin: () => Promise<void>,
): Promise<Uint8Array> {
	const { slot } = request;
	if (!module.slots().includes(slot)) throw new Fault('TOKEN_REMOVED');
	const before = module.tokenInfo(slot);
	checkPin(before, pin, allowFinalTry);
	if (request.scheme === 'pss' && !module.mechanisms(slot).has(ckmRsaPkcsPss)) {
		throw new Fault('TOKEN_MECHANISM_UNSUPPORTED', { mechanism: 'CKM_RSA_PKCS_PSS' });
	}
	return module.inSession(slot, async (session) => {
		checkPublicCertificate(module, session, request, before);
		await beforeLogin();
		login(module, session, slot, user.normal, before, pin);
		try {
			const certificate = findCertificate(module, session, request);
			if (!certificate) throw new Fault('CERT_CHANGED');
			return sign(module, session, request, certificate, before, pin);
		} finally {
			// Closing the session that follows ends the login too, whatever the driver answers here.
			module.driver.call('C_Logout', session);
		}
	});
}

function checkPin(info: TokenInfo, pin: Uint8Array, allowFinalTry: boolean): void {
	if (info.pinState === 'locked') throw new Fault('PIN_LOCKED');
	if (info.pinState === 'final' && !allowFinalTry) throw new Fault('PIN_FINAL_TRY');
	if (info.protectedAuthenticationPath) return;
	if (pin.length === 0) throw new Fault('PIN_MISSING');
	if (pin.length < info.pinLength.min || pin.length > info.pinLength.max) {
		throw new Fault('PIN_LENGTH', info.pinLength);
	}
}

/**
 * The chosen certificate must be on this very token before its PIN is used. Tokens that show certificates only
 * after login are recognised by their serial number instead: a PIN must never be tried on another token.
 */
function checkPublicCertificate(
	module: TokenModule,
	session: bigint,
	request: TokenSignRequest,
	info: TokenInfo,
): void {
	const visible = module.certificates(session);
	if (visible.some(({ der }) => sha256Hex(der) === request.certificateSha256)) return;
	const sameToken = request.tokenSerial !== undefined && request.tokenSerial === info.serial;
	if (visible.length > 0 || !sameToken) throw new Fault('CERT_CHANGED');
}

function findCertificate(module: TokenModule, session: bigint, request: TokenSignRequest): Certificate | undefined {
	return module.certificates(session).find(({ der }) => sha256Hex(der) === request.certificateSha256);
}

function login(
	module: TokenModule,
	session: bigint,
	slot: number,
	as: (typeof user)[keyof typeof user],
	info: TokenInfo,
	pin: Uint8Array,
): void {
	// The driver gets a copy in memory that nothing else shares, overwritten right after the call.
	const secret = memory(Math.max(pin.length, 1));
	secret.set(pin);
	let result: number;
	try {
		result = info.protectedAuthenticationPath
			? module.driver.call('C_Login', session, as, null, 0)
			: module.driver.call('C_Login', session, as, secret, pin.length);
	} finally {
		secret.fill(0);
	}
	if (result === ckr.pinIncorrect) throw new Fault('PIN_INCORRECT', { state: module.tokenInfo(slot).pinState });
	mustSucceed(result, { pinLength: info.pinLength });
}

function sign(
	module: TokenModule,
	session: bigint,
	request: TokenSignRequest,
	certificate: Certificate,
	info: TokenInfo,
	pin: Uint8Array,
): Uint8Array {
	const { driver } = module;
	const key = findKey(module, session, certificate);
	const { mechanism, name, data } = mechanismFor(request.scheme, request.hash, request.digest);
	mustSucceed(driver.call('C_SignInit', session, mechanism, key), { mechanism: name });
	// Keys of qualified certificates may ask for the PIN once per signature (PKCS #11 v2.40, 4.9).
	if (readAttribute(driver, session, key, cka.alwaysAuthenticate)?.[0] === 1) {
		login(module, session, request.slot, user.contextSpecific, info, pin);
	}
	const capacity = 2048;
	const signature = memory(capacity);
	const length = ulongs(capacity);
	mustSucceed(driver.call('C_Sign', session, data, data.length, signature, length), { mechanism: name });
	const written = readUlong(length);
	// A driver that claims success with nothing, or more than it was given room for, has not signed.
	if (written === 0n || written > BigInt(capacity)) throw new Fault('TOKEN_DRIVER_FAULT', { ckr: '0x00000000' });
	const value = new Uint8Array(signature.subarray(0, Number(written)));
	return request.scheme === 'ecdsa' ? ecdsaToDer(value) : value;
}

/** The certificate's key: by CKA_ID, else by label, else the only one there is. Never a guess between several. */
function findKey(module: TokenModule, session: bigint, certificate: Certificate): bigint {
	const keys = module
		.objects(session, cko.privateKey)
		.map((handle) => ({ handle, ...module.keyLink(session, handle) }));
	const byId = keys.filter(({ id }) => certificate.id.length > 0 && id.equals(certificate.id));
	const byLabel = keys.filter(({ label }) => certificate.label !== '' && label === certificate.label);
	// A key that carries another ID belongs to another certificate, even when it is the only one.
	const unnamed = keys.filter(({ id }) => id.length === 0 || certificate.id.length === 0);
	for (const candidates of [byId, byLabel, keys.length === 1 ? unnamed : []]) {
		const [only, another] = candidates;
		if (only && !another) return only.handle;
	}
	throw new Fault('CERT_NO_PRIVATE_KEY');
}
