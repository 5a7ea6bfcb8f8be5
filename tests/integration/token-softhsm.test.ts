import { execFile } from 'node:child_process';
import { constants, createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificate } from '../../electron/pkcs11/certificate.ts';
import type { TokenHosts } from '../../electron/pkcs11/token-hosts.ts';
import type { TokenCertificate, TokenListing, TokenSignRequest } from '../../electron/pkcs11/token-port.ts';
import { unwrap } from '../../shared/result.ts';
import { newPracticeToken, practicePin, preparePracticeToken, softhsm, tokenHosts } from './practice-token.ts';

const run = promisify(execFile);

let practice: Awaited<ReturnType<typeof newPracticeToken>>;
let hosts: TokenHosts;

beforeAll(async () => {
	practice = await newPracticeToken();
	hosts = tokenHosts(practice.conf);
});
afterAll(async () => {
	hosts?.close();
	await practice?.remove();
});

async function practiceListing(): Promise<TokenListing> {
	const [listing] = await hosts.list([softhsm]);
	expect(listing?.error).toBeUndefined();
	const token = listing?.tokens.find(({ label }) => label === 'VNACCS Keyring thực hành');
	expect(token).toBeDefined();
	return token!;
}

function companyCertificate(token: TokenListing, company: string): TokenCertificate {
	return token.certificates.find(({ der }) => unwrap(readCertificate(der, 'token')).commonName === company)!;
}

const message = Buffer.from('Văn bản đề nghị cấp lại mật khẩu VNACCS');

async function request(change: Partial<TokenSignRequest> = {}): Promise<TokenSignRequest & { der: Uint8Array }> {
	const token = await practiceListing();
	const { sha256, der } = companyCertificate(token, 'CÔNG TY TNHH XNK ĐƯỜNG TRẦN PHÚ');
	const hash = change.hash ?? 'sha256';
	const digest = createHash(hash).update(message).digest();
	return {
		module: softhsm,
		slot: token.slot,
		certificateSha256: sha256,
		hash,
		scheme: 'pkcs1',
		digest,
		der,
		...change,
	};
}

const pin = (text = practicePin) => new TextEncoder().encode(text);

describe('listing', () => {
	test('shows label, PIN state, PIN length and both company certificates, and hides the blank slot', async () => {
		const [listing] = await hosts.list([softhsm]);
		expect(listing?.tokens).toHaveLength(1);
		const token = await practiceListing();
		expect(token).toMatchObject({
			pinState: 'ok',
			pinLength: { min: 4, max: 255 },
			protectedAuthenticationPath: false,
			manufacturer: 'SoftHSM project',
		});
		const infos = token.certificates.map(({ der }) => unwrap(readCertificate(der, 'token')));
		expect(infos.map(({ taxCode }) => taxCode).sort()).toEqual(['0101234565', '0201234569']);
		expect(token.certificates.every(({ privateKey }) => privateKey === 'unknown-before-login')).toBe(true);
	});

	test('a token plugged in while the host runs is seen by the next listing', async () => {
		await practiceListing();
		await run(
			'softhsm2-util',
			['--init-token', '--free', '--label', 'Thẻ cắm sau', '--so-pin', '87654321', '--pin', '11223344'],
			{ env: { ...process.env, SOFTHSM2_CONF: practice.conf } },
		);
		const [later] = await hosts.list([softhsm]);
		expect(later?.tokens.map(({ label }) => label).sort()).toEqual(['Thẻ cắm sau', 'VNACCS Keyring thực hành']);
		await run('softhsm2-util', ['--delete-token', '--token', 'Thẻ cắm sau'], {
			env: { ...process.env, SOFTHSM2_CONF: practice.conf },
		});
		const [without] = await hosts.list([softhsm]);
		expect(without?.tokens.map(({ label }) => label)).toEqual(['VNACCS Keyring thực hành']);
	});

	test('a module that fails does not hide the one that works', async () => {
		const listings = await hosts.list(['/nowhere/vnptca_p11_v8.so', softhsm]);
		expect(listings.map(({ error, tokens }) => [error, tokens.length])).toEqual([
			[{ code: 'TOKEN_MODULE_NOT_FOUND', params: { module: 'vnptca_p11_v8.so' } }, 0],
			[undefined, 1],
		]);
	});
});

describe('signing', () => {
	test.each(['sha256', 'sha384', 'sha512'] as const)(
		'PKCS#1 v1.5 and PSS over %s verify with the certificate, each with the login of its own call',
		async (hash) => {
			const wanted = await request({ hash });
			const key = new X509Certificate(wanted.der).publicKey;
			const pkcs1 = unwrap(await hosts.sign(wanted, pin(), false));
			expect(verify(hash, message, key, pkcs1)).toBe(true);
			const pss = unwrap(await hosts.sign({ ...wanted, scheme: 'pss' }, pin(), false));
			const padding = constants.RSA_PKCS1_PSS_PADDING;
			const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
			expect(verify(hash, message, { key, padding, saltLength }, pss)).toBe(true);
		},
	);

	test('with the second certificate of the token uses its own key, not the first', async () => {
		const other = companyCertificate(await practiceListing(), 'CÔNG TY TNHH MAY MỸ ĐÌNH');
		const wanted = await request({ certificateSha256: other.sha256 });
		const signature = unwrap(await hosts.sign(wanted, pin(), false));
		expect(verify('sha256', message, new X509Certificate(other.der).publicKey, signature)).toBe(true);
		expect(verify('sha256', message, new X509Certificate(wanted.der).publicKey, signature)).toBe(false);
	});

	test('ten documents at once are signed one after the other', async () => {
		const wanted = await request();
		const key = new X509Certificate(wanted.der).publicKey;
		const results = await Promise.all(
			Array.from({ length: 10 }, (_, index) => {
				const digest = createHash('sha256').update(`hồ sơ ${index}`).digest();
				return hosts.sign({ ...wanted, digest }, pin(), false);
			}),
		);
		results.forEach((result, index) => {
			expect(verify('sha256', Buffer.from(`hồ sơ ${index}`), key, unwrap(result))).toBe(true);
		});
	});

	test('a wrong PIN is told with the state read after the failure, and a good login clears it', async () => {
		const wanted = await request();
		expect(await hosts.sign(wanted, pin('87654321'), false)).toEqual({
			ok: false,
			error: { code: 'PIN_INCORRECT', params: { state: 'low' } },
		});
		expect((await practiceListing()).pinState).toBe('low');
		unwrap(await hosts.sign(wanted, pin(), false));
		expect((await practiceListing()).pinState).toBe('ok');
	});

	test.each([
		['no PIN', '', { code: 'PIN_MISSING', params: {} }],
		['a PIN that is too short', '123', { code: 'PIN_LENGTH', params: { min: 4, max: 255 } }],
	])('%s is refused without using a try', async (_, typed, error) => {
		expect(await hosts.sign(await request(), pin(typed), false)).toEqual({ ok: false, error });
		expect((await practiceListing()).pinState).toBe('ok');
	});

	test('another certificate than the chosen one on the slot stops before the PIN is used', async () => {
		const wanted = await request({ certificateSha256: 'ab'.repeat(32) });
		expect(await hosts.sign(wanted, pin('wrong-pin'), false)).toEqual({
			ok: false,
			error: { code: 'CERT_CHANGED', params: {} },
		});
		expect((await practiceListing()).pinState).toBe('ok');
	});

	test('a slot whose token is gone answers TOKEN_REMOVED', async () => {
		const wanted = await request({ slot: 424242 });
		expect(await hosts.sign(wanted, pin(), false)).toEqual({ ok: false, error: { code: 'TOKEN_REMOVED', params: {} } });
	});

	test.each([
		['a signature', practicePin],
		['a wrong PIN', 'wrong-pin'],
	])('the bytes of the PIN are overwritten after %s', async (_, typed) => {
		const bytes = pin(typed);
		await hosts.sign(await request(), bytes, false);
		expect([...bytes]).toEqual(Array(bytes.length).fill(0));
		unwrap(await hosts.sign(await request(), pin(), false));
	});

	test('an EC key answers a DER signature that verifies', async () => {
		const config = { env: { ...process.env, SOFTHSM2_CONF: practice.conf } };
		const tool = (...args: string[]) =>
			run('pkcs11-tool', ['--module', softhsm, '--token-label', 'Thẻ EC', '--pin', '11223344', ...args], config);
		const init = ['--init-token', '--free', '--label', 'Thẻ EC', '--so-pin', '87654321', '--pin', '11223344'];
		await run('softhsm2-util', init, config);
		const at = (name: string) => join(practice.folder, name);
		const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes', '-keyout', at('ec.pem')];
		await run('openssl', [
			'req',
			'-x509',
			...curve,
			'-subj',
			'/CN=EC',
			'-days',
			'9',
			'-outform',
			'DER',
			'-out',
			at('ec.der'),
		]);
		await run(
			'softhsm2-util',
			[...['--import', at('ec.pem'), '--token', 'Thẻ EC', '--pin', '11223344', '--label', 'ec', '--id', '0e']],
			config,
		);
		await tool('--write-object', at('ec.der'), '--type', 'cert', '--id', '0e', '--label', 'ec');
		const [listing] = await hosts.list([softhsm]);
		const token = listing!.tokens.find(({ label }) => label === 'Thẻ EC')!;
		const der = token.certificates[0]!.der;
		expect(unwrap(readCertificate(der, 'token')).key).toEqual({ type: 'ec', bits: 384 });
		const wanted = await request({
			slot: token.slot,
			certificateSha256: token.certificates[0]!.sha256,
			hash: 'sha384',
			scheme: 'ecdsa',
		});
		const signature = unwrap(await hosts.sign(wanted, pin('11223344'), false));
		const key = createPublicKey(new X509Certificate(der).publicKey.export({ type: 'spki', format: 'pem' }));
		expect(verify('sha384', message, key, signature)).toBe(true);
		await run('softhsm2-util', ['--delete-token', '--token', 'Thẻ EC'], config);
	});
});

describe('the practice token', () => {
	test('is kept when it is prepared again', async () => {
		const before = await practiceListing();
		const ca = await readFile(join(practice.folder, 'practice-ca.pem'), 'utf8');
		expect(await preparePracticeToken(practice.folder)).toBe(practice.conf);
		const after = await practiceListing();
		expect(after.serial).toBe(before.serial);
		expect(after.certificates.map(({ sha256 }) => sha256).sort()).toEqual(
			before.certificates.map(({ sha256 }) => sha256).sort(),
		);
		expect(await readFile(join(practice.folder, 'practice-ca.pem'), 'utf8')).toBe(ca);
	});

	test('has certificates that openssl accepts under its CA and whose folder only the user may enter', async () => {
		const token = await practiceListing();
		for (const [index, { der }] of token.certificates.entries()) {
			const file = join(practice.folder, `certificate-${index}.pem`);
			await writeFile(file, new X509Certificate(der).toString());
			const ca = join(practice.folder, 'practice-ca.pem');
			const { stdout } = await run('openssl', ['verify', '-x509_strict', '-CAfile', ca, file]);
			expect(stdout.trim()).toBe(`${file}: OK`);
		}
		expect((await stat(join(practice.folder, 'tokens'))).mode & 0o077).toBe(0);
	});
});
