import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TokenHosts } from '../../electron/pkcs11/token-hosts.ts';
import { nodeSpawn } from '../../electron/platform/node-link.ts';
import { ScriptedDriver } from './scripted-driver.ts';

let driver: ScriptedDriver;
beforeEach(() => {
	driver = new ScriptedDriver();
});
afterEach(() => driver.remove());

const module = 'scripted-driver.so';
const failure = (code: string, params: object = {}) => ({ ok: false, error: { code, params } });

describe('a driver that misbehaves while tokens are listed', () => {
	test.each([
		['hangs in C_Initialize', { C_Initialize: 'hang' }, 'TOKEN_TIMEOUT', { module, seconds: 1 }],
		['aborts in C_Initialize', { C_Initialize: 'abort' }, 'TOKEN_HOST_CRASHED', { module }],
		['calls exit in C_GetSlotList', { C_GetSlotList: 'exit' }, 'TOKEN_HOST_CRASHED', { module }],
		['hangs in C_GetTokenInfo', { C_GetTokenInfo: 'hang' }, 'TOKEN_TIMEOUT', { module, seconds: 1 }],
		['refuses C_Initialize', { C_Initialize: '5' }, 'TOKEN_DRIVER_FAULT', { ckr: '0x00000005' }],
		['cannot read the token', { C_GetTokenInfo: '32' }, 'TOKEN_REMOVED', {}],
	])('one that %s gives its error, and the next listing works', async (_, script, code, params) => {
		await driver.misbehave(script);
		expect(await driver.list()).toMatchObject({ path: driver.path, error: { code, params }, tokens: [] });
		driver.heal(...Object.keys(script));
		const healed = await driver.list();
		expect(healed.error).toBeUndefined();
		expect(healed.tokens[0]?.certificates).toHaveLength(1);
	});

	test('one that cannot be ended is listed as it is; one that cannot be started again heals with the next call', async () => {
		expect((await driver.list()).error).toBeUndefined();
		driver.set({ C_Finalize: '5', C_Initialize: '191' });
		expect((await driver.list()).tokens).toHaveLength(1);
		driver.set({ C_Finalize: undefined, C_Initialize: '30' });
		expect((await driver.list()).error).toEqual({ code: 'TOKEN_DRIVER_FAULT', params: { ckr: '0x00000030' } });
		driver.set({ C_Initialize: undefined });
		driver.calls();
		expect(await driver.sign()).toMatchObject({ ok: true });
		expect(driver.calls()[0]).toBe('C_Initialize');
	});

	test('our event loop runs on while the driver hangs', async () => {
		await driver.misbehave({ C_GetSlotList: 'hang' });
		let turns = 0;
		const timer = setInterval(() => turns++, 10);
		expect((await driver.list()).error?.code).toBe('TOKEN_TIMEOUT');
		clearInterval(timer);
		// A driver that blocked us would leave none or one for the whole second.
		expect(turns).toBeGreaterThan(10);
	});

	test('one that answers impossible lengths gives a token without certificates, not a crash', async () => {
		driver.set({ 'garbage-length': '1' });
		const listing = await driver.list();
		expect(listing.error).toBeUndefined();
		expect(listing.tokens.map(({ certificates }) => certificates)).toEqual([[]]);
	});

	test('a certificate larger than the first buffer is read with a larger one', async () => {
		const { writeFileSync } = await import('node:fs');
		const { join } = await import('node:path');
		const large = join(driver.folder, 'large.der');
		writeFileSync(large, Buffer.alloc(20_000, 1));
		driver.set({ cert: large });
		const listing = await driver.list();
		expect(listing.tokens[0]?.certificates[0]?.der.length).toBe(20_000);
	});

	test('listing never logs in and never opens a session for writing', async () => {
		expect((await driver.list()).tokens).toHaveLength(1);
		expect(driver.logins()).toEqual([]);
	});

	test.each([
		['40d', 'ok'],
		['1040d', 'low'],
		['2040d', 'final'],
		['3040d', 'final'],
		['7040d', 'locked'],
	])('token flags 0x%s are the PIN state %s', async (flags, state) => {
		driver.set({ flags });
		expect((await driver.list()).tokens[0]?.pinState).toBe(state);
	});
});

describe('plugging and pulling without a restart', () => {
	const peek = async () => (await driver.hosts.peek([driver.path]))[0]?.state;

	test('a look neither starts a driver nor differs from the listing while nothing happens', async () => {
		expect(await driver.hosts.peek([driver.path])).toEqual([]);
		expect(driver.calls()).toEqual([]);
		const { state } = await driver.list();
		expect(state).toBeDefined();
		expect(await peek()).toBe(state);
		expect(await peek()).toBe(state);
	});

	test('twenty times pulled and plugged again: each is noticed by a look, listed, and signs', async () => {
		for (let turn = 0; turn < 20; turn++) {
			const { state } = await driver.list();
			driver.set({ absent: '1' });
			expect(await peek()).not.toBe(state);
			const without = await driver.list();
			expect(without).toMatchObject({ tokens: [], missing: 'token' });
			driver.set({ absent: undefined });
			expect(await peek()).not.toBe(without.state);
			expect((await driver.list()).tokens).toHaveLength(1);
		}
		driver.calls();
		expect(await driver.sign()).toMatchObject({ ok: true });
		expect(driver.logins()).toEqual(['C_Login 1']);
	});

	test('another token in the same slot is noticed, and so are fewer tries', async () => {
		const { state } = await driver.list();
		driver.set({ serial: 'SCRIPTED2' });
		const other = await peek();
		expect(other).not.toBe(state);
		driver.set({ flags: '1040d' });
		expect(await peek()).not.toBe(other);
	});

	test('a token that returns in the middle of an act: the act fails once, the next look and act work', async () => {
		await driver.list();
		driver.set({ vanish: 'C_Sign' });
		expect(await driver.sign()).toEqual(failure('TOKEN_REMOVED'));
		expect((await driver.list()).missing).toBe('token');
		driver.set({ vanish: undefined });
		expect((await driver.list()).tokens).toHaveLength(1);
		expect(await driver.sign()).toMatchObject({ ok: true });
	});

	test('a driver that hangs in a look is ended, and a signature under way is never looked into', async () => {
		await driver.misbehave({ C_GetSlotList: 'hang' });
		expect(await driver.hosts.peek([driver.path])).toEqual([{ path: driver.path }]);
		expect(await driver.hosts.peek([driver.path])).toEqual([]);
		driver.heal('C_GetSlotList');
		await driver.misbehave({ C_Sign: 'hang' });
		const signature = driver.sign();
		expect(await driver.hosts.peek([driver.path])).toEqual([]);
		expect(await signature).toEqual(failure('TOKEN_TIMEOUT_LOGIN', { module, seconds: 1 }));
	});

	test('no reader is told from no token', async () => {
		driver.set({ 'no-reader': '1' });
		expect(await driver.list()).toMatchObject({ tokens: [], missing: 'reader' });
		driver.set({ 'no-reader': undefined, absent: '1' });
		expect(await driver.list()).toMatchObject({ tokens: [], missing: 'token' });
	});

	test('a token of another maker is an error of its own', async () => {
		driver.set({ C_GetTokenInfo: 'e1' });
		expect((await driver.list()).error).toEqual({ code: 'TOKEN_NOT_RECOGNIZED', params: {} });
	});
});

test('the description names library, slots and flags, and a slot whose token is pulled has none', async () => {
	const library = { manufacturer: 'Test', description: 'Scripted driver', version: '3.1', cryptoki: '2.40' };
	const slot = { slot: 5, description: 'Scripted reader' };
	expect(await driver.hosts.describe([driver.path])).toEqual([
		{
			path: driver.path,
			library,
			slots: [{ ...slot, flags: 7, token: { manufacturer: 'Test', model: 'Model', flags: 0x40d } }],
		},
	]);
	driver.set({ absent: '1' });
	expect(await driver.hosts.describe([driver.path])).toEqual([
		{ path: driver.path, library, slots: [{ ...slot, flags: 6 }] },
	]);
});

describe('a driver that misbehaves during login and signature', () => {
	test.each([
		['hangs in C_Login', { C_Login: 'hang' }, 'TOKEN_TIMEOUT_LOGIN', { module, seconds: 1 }],
		['hangs in C_Sign', { C_Sign: 'hang' }, 'TOKEN_TIMEOUT_LOGIN', { module, seconds: 1 }],
		['aborts in C_Login', { C_Login: 'abort' }, 'TOKEN_CRASHED_LOGIN', { module }],
		['calls exit in C_Sign', { C_Sign: 'exit' }, 'TOKEN_CRASHED_LOGIN', { module }],
	])(
		'one that %s: a try may have been used, nothing is repeated, the next call works',
		async (_, script, code, params) => {
			await driver.misbehave(script);
			expect(await driver.sign()).toEqual(failure(code, params));
			expect(driver.logins()).toEqual(['C_Login 1']);
			driver.heal(...Object.keys(script));
			expect(await driver.sign()).toMatchObject({ ok: true });
			expect(driver.logins()).toEqual(['C_Login 1']);
		},
	);

	test.each([
		['hangs', 'hang', 'TOKEN_TIMEOUT', { module, seconds: 1 }],
		['aborts', 'abort', 'TOKEN_HOST_CRASHED', { module }],
	])('one that %s before the login has used no try, and that is said', async (_, action, code, params) => {
		await driver.misbehave({ C_OpenSession: action });
		expect(await driver.sign()).toEqual(failure(code, params));
		expect(driver.logins()).toEqual([]);
	});

	test('a hang while listing after a signature is not blamed on the login', async () => {
		await driver.list();
		await driver.sign();
		await driver.misbehave({ C_GetTokenInfo: 'hang' });
		expect((await driver.list()).error?.code).toBe('TOKEN_TIMEOUT');
	});

	test('a token pulled during the signature answers TOKEN_REMOVED and signs again when it is back', async () => {
		driver.set({ C_Sign: '32' });
		expect(await driver.sign()).toEqual(failure('TOKEN_REMOVED'));
		driver.set({ C_Sign: undefined });
		expect(await driver.sign()).toMatchObject({ ok: true });
	});

	test.each([['0'], ['ffffff']])('a success with %s bytes of signature is a driver fault', async (length) => {
		driver.set({ 'sign-length': length });
		expect(await driver.sign()).toEqual(failure('TOKEN_DRIVER_FAULT', { ckr: '0x00000000' }));
	});

	test('of all answers to C_Sign and C_Login only 0xA0 of C_Login is a wrong PIN', async () => {
		const answers = [0x1, 0x5, 0x6, 0x7, 0x30, 0x54, 0x68, 0xa1, 0xa2, 0xa3, 0xa4, 0x100, 0x102, 0x80000001];
		for (const answer of answers) {
			for (const call of ['C_Sign', 'C_Login']) {
				driver.set({ C_Sign: undefined, C_Login: undefined, [call]: answer.toString(16) });
				const result = await driver.sign();
				expect(!result.ok && result.error.code).not.toBe('PIN_INCORRECT');
				expect(result.ok).toBe(false);
			}
		}
		driver.set({ C_Login: undefined, C_Sign: 'a0' });
		expect(await driver.sign()).toEqual(failure('TOKEN_DRIVER_FAULT', { ckr: '0x000000a0' }));
	});

	test('the session is closed after a failure, whatever failed', async () => {
		for (const call of ['C_Login', 'C_SignInit', 'C_Sign', 'C_FindObjectsInit']) {
			driver.calls();
			driver.set({ [call]: '30' });
			expect(await driver.sign()).toMatchObject({ ok: false });
			driver.set({ [call]: undefined });
			const calls = driver.calls();
			const count = (name: string) => calls.filter((made) => made === name).length;
			expect(count('C_CloseSession')).toBe(1);
			expect(count('C_OpenSession')).toBe(1);
			expect(calls.includes('C_Logout')).toBe(call !== 'C_Login' && call !== 'C_FindObjectsInit');
		}
	});
});

describe('the PIN', () => {
	test('is overwritten here as soon as it was sent, not only when the driver answers', async () => {
		await driver.misbehave({ C_Login: 'hang' });
		const pin = new TextEncoder().encode('12345678');
		const open = driver.sign({ pin });
		await expect.poll(() => [...pin], { timeout: 8000 }).toEqual(Array(8).fill(0));
		const answered = await Promise.race([open.then(() => true), Promise.resolve(false)]);
		expect(answered).toBe(false);
		await open;
	});

	test('wrong: one login, and the state is read after the failure', async () => {
		driver.set({ 'flags-after-login': '2040d' });
		expect(await driver.sign({ pin: '87654321' })).toEqual(failure('PIN_INCORRECT', { state: 'final' }));
		expect(driver.logins()).toEqual(['C_Login 1']);
	});

	test('locked: stops without a login', async () => {
		driver.set({ flags: '4040d' });
		expect(await driver.sign({ allowFinalTry: true })).toEqual(failure('PIN_LOCKED'));
		expect(driver.logins()).toEqual([]);
	});

	test('final try: only with the second consent', async () => {
		driver.set({ flags: '2040d' });
		expect(await driver.sign()).toEqual(failure('PIN_FINAL_TRY'));
		expect(driver.logins()).toEqual([]);
		expect(await driver.sign({ allowFinalTry: true })).toMatchObject({ ok: true });
		expect(driver.logins()).toEqual(['C_Login 1']);
	});

	test.each(['12345', '12345678901234567'])(
		'%s, outside the length of the token: refused without a login',
		async (pin) => {
			expect(await driver.sign({ pin })).toEqual(failure('PIN_LENGTH', { min: 6, max: 16 }));
			expect(driver.logins()).toEqual([]);
		},
	);

	test('typed on the reader: none is asked for and none is sent', async () => {
		driver.set({ flags: '50d' });
		expect((await driver.list()).tokens[0]?.protectedAuthenticationPath).toBe(true);
		expect(await driver.sign({ pin: '' })).toMatchObject({ ok: true });
		expect(driver.logins()).toEqual(['C_Login 1 pad']);
	});

	test('asked again by an ALWAYS_AUTHENTICATE key: given once more for that signature', async () => {
		driver.set({ 'always-auth': '1' });
		expect(await driver.sign()).toMatchObject({ ok: true });
		expect(driver.logins()).toEqual(['C_Login 1', 'C_Login 2']);
	});

	test('refused by the second question of an ALWAYS_AUTHENTICATE key: told as wrong, asked no third time', async () => {
		driver.set({ 'always-auth': '1', 'context-login': 'a0', 'flags-after-login': '1040d' });
		expect(await driver.sign()).toEqual(failure('PIN_INCORRECT', { state: 'low' }));
		expect(driver.logins()).toEqual(['C_Login 1', 'C_Login 2']);
	});

	test('typed on the reader for an ALWAYS_AUTHENTICATE key: both questions go to the reader', async () => {
		driver.set({ flags: '50d', 'always-auth': '1' });
		expect(await driver.sign({ pin: '' })).toMatchObject({ ok: true });
		expect(driver.logins()).toEqual(['C_Login 1 pad', 'C_Login 2 pad']);
	});

	test('ten clicks with a wrong PIN stop at the first that locks, each with at most one login', async () => {
		driver.set({ 'flags-after-login': '4040d' });
		const results = await Promise.all(Array.from({ length: 10 }, () => driver.sign({ pin: '87654321' })));
		expect(results[0]).toEqual(failure('PIN_INCORRECT', { state: 'locked' }));
		expect(results.slice(1)).toEqual(Array(9).fill(failure('PIN_LOCKED')));
		expect(driver.logins()).toEqual(['C_Login 1']);
	});
});

describe('the key of the certificate', () => {
	const signedBy = async () => {
		const result = await driver.sign();
		return result.ok ? result.value[0] : result.error.code;
	};

	test.each([
		['by CKA_ID among several', { 'cert-id': '02', 'key-id': '01', 'key2-id': '02' }, 3],
		[
			'by label when the ID is empty',
			{ 'cert-id': undefined, label: 'B', 'key-label': 'A', 'key2-id': '02', 'key2-label': 'B' },
			3,
		],
		['the only one, without ID', { 'key-id': undefined, 'key-label': 'another label' }, 2],
		['not the only one when it carries another ID', { 'key-id': '09' }, 'CERT_NO_PRIVATE_KEY'],
		['never a guess between several', { 'cert-id': undefined, 'key-id': '01', 'key2-id': '02' }, 'CERT_NO_PRIVATE_KEY'],
		['not between two with the same ID', { 'key2-id': '01' }, 'CERT_NO_PRIVATE_KEY'],
		[
			'not between two with the same label',
			{ 'cert-id': undefined, label: 'A', 'key-label': 'A', 'key2-id': '02', 'key2-label': 'A' },
			'CERT_NO_PRIVATE_KEY',
		],
		['none on the token', { 'key-id': 'none' }, 'CERT_NO_PRIVATE_KEY'],
	])('is found: %s', async (_, script, expected) => {
		driver.set(script);
		expect(await signedBy()).toBe(expected);
	});
});

describe('certificates', () => {
	test('shown only after login are found then, on the token with the serial number of the listing', async () => {
		driver.set({ 'private-cert': '1' });
		expect((await driver.list()).tokens[0]?.certificates).toEqual([]);
		expect(await driver.sign({ request: { tokenSerial: 'SCRIPTED1' } })).toMatchObject({ ok: true });
	});

	test.each([
		['of another token', 'SCRIPTED2'],
		['not given', undefined],
	])('a blank token with the serial number %s never gets the PIN', async (_, tokenSerial) => {
		driver.set({ 'private-cert': '1' });
		driver.calls();
		expect(await driver.sign({ request: tokenSerial ? { tokenSerial } : {} })).toEqual(failure('CERT_CHANGED'));
		expect(driver.logins()).toEqual([]);
	});

	test('exchanged since the choice: stops before the PIN', async () => {
		expect(await driver.sign({ request: { certificateSha256: '00'.repeat(32) } })).toEqual(failure('CERT_CHANGED'));
		expect(driver.logins()).toEqual([]);
	});
});

test('PSS is refused before the login when the token does not list it', async () => {
	const pss = { request: { scheme: 'pss' } } as const;
	expect(await driver.sign(pss)).toEqual(failure('TOKEN_MECHANISM_UNSUPPORTED', { mechanism: 'CKM_RSA_PKCS_PSS' }));
	expect(driver.logins()).toEqual([]);
	driver.set({ pss: '1' });
	expect(await driver.sign(pss)).toMatchObject({ ok: true });
});

test('values are never asked for with a NULL pointer, which drivers of VNPT and NCCA answer with length 0', async () => {
	await driver.list();
	expect(await driver.sign()).toMatchObject({ ok: true });
	const calls = driver.calls();
	expect(calls).toContain('C_GetAttributeValue');
	expect(calls).not.toContain('NULL size query');
});

test('a library that needs long to be unloaded is not waited for', async () => {
	driver.set({ 'slow-unload': '1' });
	const spawn = nodeSpawn({
		execPath: process.execPath,
		entry: join(import.meta.dirname, '../../electron/token-host.ts'),
	});
	let ended = false;
	const hosts = new TokenHosts(() => {
		const link = spawn();
		link.onExit(() => {
			ended = true;
		});
		return link;
	});
	expect((await hosts.list([driver.path]))[0]?.tokens).toHaveLength(1);
	hosts.close();
	// Unloading takes 15 s.
	await expect.poll(() => ended, { timeout: 10_000 }).toBe(true);
});

test('closing ends open calls and starts nothing afterwards', async () => {
	driver.set({ C_Login: 'hang' });
	const open = driver.sign();
	const queued = driver.sign();
	await expect.poll(() => driver.logins(), { timeout: 8000 }).toEqual(['C_Login 1']);
	driver.hosts.close();
	expect(await open).toEqual(failure('TOKEN_CRASHED_LOGIN', { module }));
	expect(await queued).toEqual(failure('TOKEN_HOST_CRASHED', { module }));
	expect(driver.logins()).toEqual([]);
});
