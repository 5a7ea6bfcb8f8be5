import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPkcs12 } from '../../electron/pkcs11/pkcs12.ts';
import { capture } from '../../shared/result.ts';
import { cli, companyName, makeCompany, workFolder, writeSources } from './cli-process.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const password = 'mật khẩu 1';

const kinds: Record<string, string[]> = {
	'AES-256, as OpenSSL 3 writes it': [],
	'RC2-40 and 3DES, as old tools write it': ['-legacy'],
	'3DES with SHA-1': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
	'3DES with two keys': ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES'],
	'RC2-128': ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128'],
	'AES-128 and AES-192, SHA-512 in the MAC': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512'],
	'nothing but the key sealed, no MAC': ['-certpbe', 'NONE', '-nomac'],
	'nothing sealed but the certificates': ['-keypbe', 'NONE'],
};

beforeAll(async () => {
	await writeSources(folder);
	const { key, certificate } = makeCompany(folder, 'công ty');
	for (const [index, options] of Object.values(kinds).entries()) {
		const files = ['-inkey', key, '-in', certificate, '-out', at(`${index}.p12`)];
		execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...options], {
			stdio: 'pipe',
		});
	}
});

const open = (bytes: Uint8Array, secret: string) => capture(() => openPkcs12(bytes, Buffer.from(secret), 'a.p12'));

describe.each(Object.keys(kinds).map((kind, index) => [kind, `${index}.p12`]))('a file with %s', (_, file) => {
	test('opens with its password and gives key and certificate', async () => {
		const opened = await open(readFileSync(at(file)), password);
		const found = opened.ok ? opened.value : [];
		expect(found.map(({ certificate }) => Buffer.from(certificate))).toEqual([readFileSync(at('công ty.der'))]);
		expect(found[0]?.key.asymmetricKeyType).toBe('rsa');
	});

	test('stays shut with another password', async () => {
		expect(await open(readFileSync(at(file)), 'khác')).toMatchObject({
			error: { code: 'P12_PASSWORD_INCORRECT', params: { file: 'a.p12' } },
		});
	});
});

test('a damaged file is refused, wherever it was cut', async () => {
	const bytes = readFileSync(at('0.p12'));
	for (const length of [0, 1, 10, 100, 1000, bytes.length - 1]) {
		const result = await open(bytes.subarray(0, length), password);
		expect(result, `${length} bytes`).toMatchObject({ error: { code: 'SIGN_P12_UNSUPPORTED' } });
	}
});

test('a changed byte never opens silently as something else', async () => {
	const bytes = readFileSync(at('0.p12'));
	const intact = readFileSync(at('công ty.der'));
	for (let place = 0; place < bytes.length; place += 41) {
		const changed = Buffer.from(bytes);
		changed[place]! ^= 0x55;
		const result = await open(changed, password);
		if (result.ok) for (const { certificate } of result.value) expect(Buffer.from(certificate)).toEqual(intact);
		else expect(['P12_PASSWORD_INCORRECT', 'SIGN_P12_UNSUPPORTED']).toContain(result.error.code);
	}
});

test('the password is overwritten', async () => {
	const secret = Buffer.from(password);
	await capture(() => openPkcs12(readFileSync(at('0.p12')), secret, 'a.p12'));
	expect(secret.every((byte) => byte === 0)).toBe(true);
});

describe('sign --p12', () => {
	const sign = (file: string, input: string) =>
		cli(folder, ['sign', 'ĐKKD.pdf', '--out', 'ra.pdf', '--p12', file, '--json'], { input });

	test('makes a signature poppler accepts', async () => {
		const { status, stdout } = await sign('1.p12', `${password}\n`);
		expect(status).toBe(0);
		expect(JSON.parse(stdout).value).toMatchObject({ level: 'B-B', signer: companyName });
		const report = execFileSync('pdfsig', ['-nocert', at('ra.pdf')], { encoding: 'utf8' });
		expect(report).toMatch(/Total document signed[\s\S]*Signature is Valid/);
	});

	test('refuses a wrong password, no password and a file that is no key file', async () => {
		writeFileSync(at('chữ.p12'), 'không phải');
		const answers = [
			await sign('0.p12', 'sai\n'),
			await sign('0.p12', ''),
			await sign('chữ.p12', 'x\n'),
			await sign('x.p12', 'x\n'),
		];
		expect(answers.map(({ status, stdout }) => [status, JSON.parse(stdout).error.code])).toEqual([
			[3, 'P12_PASSWORD_INCORRECT'],
			[3, 'P12_PASSWORD_INCORRECT'],
			[3, 'SIGN_P12_UNSUPPORTED'],
			[2, 'FILE_NOT_FOUND'],
		]);
	});
});
