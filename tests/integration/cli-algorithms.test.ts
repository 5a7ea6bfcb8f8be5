import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	addToken,
	type Company,
	cli,
	makeCompany,
	newSoftHsm,
	pin,
	softhsm,
	workFolder,
	writeSources,
} from './cli-process.ts';
import { gapOf, opensslVerify, pdfsig } from './pdf-signing/material.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
const password = 'mật khẩu 2';
let env: { SOFTHSM2_CONF: string };

const curve = (name: string) => ['ec', '-pkeyopt', `ec_paramgen_curve:${name}`];
const keys = { RSA: ['rsa:2048'], 'P-256': curve('P-256'), 'P-384': curve('P-384'), 'RSA-PSS': ['rsa-pss'] };
type Key = keyof typeof keys;
const companies = {} as Record<Key, Company>;

beforeAll(async () => {
	await writeSources(folder);
	for (const name of Object.keys(keys) as Key[]) {
		const company = makeCompany(folder, name, { newKey: keys[name] });
		companies[name] = company;
		const files = ['-inkey', company.key, '-in', company.certificate, '-out', at(`${name}.p12`)];
		execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${password}`], { stdio: 'pipe' });
	}
	env = newSoftHsm(folder, 'thẻ');
	await addToken(env, 'Ba khóa', [companies.RSA, companies['P-256'], companies['P-384']]);
});

async function signed(args: string[], input: string): Promise<void> {
	const whole = ['sign', 'ĐKKD.pdf', '--out', 'ra.pdf', ...args, '--json'];
	const { status, stdout, stderr } = await cli(folder, whole, { input: `${input}\n`, env });
	expect({ status, stderr, ok: JSON.parse(stdout).ok }).toMatchObject({ status: 0, ok: true });
}

/** The names openssl gives to signature algorithm and hash. */
function algorithmOf(file: string): string[] {
	const { cms } = gapOf(readFileSync(file));
	const printed = execFileSync('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER'], { input: cms }).toString();
	const signer = printed.slice(printed.lastIndexOf('signerInfos:'));
	return [...signer.matchAll(/(?:digest|signature)Algorithm: \s+algorithm: (\S+)/g)].map(([, name = '']) => name);
}

async function expectAccepted(key: Key): Promise<void> {
	const { certificate } = companies[key];
	const { status, stdout } = await cli(folder, ['verify', 'ra.pdf', '--trust', certificate, '--json']);
	expect(JSON.parse(stdout).value.signatures).toMatchObject([
		{ verdict: 'valid', level: 'B-B', coversWholeFile: true },
	]);
	expect(status).toBe(0);
	expect(opensslVerify(at('ra.pdf'), certificate)).toBe('CMS Verification successful');
	// NSS 3.87 behind pdfsig takes no certificate whose key is for PSS only.
	expect(pdfsig(at('ra.pdf'))).toMatchObject([{ valid: key !== 'RSA-PSS', total: true }]);
}

const cases: [Key, string[], string[]][] = [
	['RSA', [], ['sha256', 'sha256WithRSAEncryption']],
	['RSA', ['--scheme', 'pkcs1'], ['sha256', 'sha256WithRSAEncryption']],
	['RSA', ['--scheme', 'pss'], ['sha256', 'rsassaPss']],
	['P-256', [], ['sha256', 'ecdsa-with-SHA256']],
	['P-384', [], ['sha384', 'ecdsa-with-SHA384']],
	['P-384', ['--scheme', 'pss'], ['sha384', 'ecdsa-with-SHA384']],
];

describe('sign --module', () => {
	test.each(cases)('with the %s key of a token and %j signs with %j', async (key, scheme, algorithm) => {
		const { serialNumber } = new X509Certificate(readFileSync(companies[key].der));
		await signed(['--module', softhsm, '--serial', serialNumber, ...scheme], pin);
		expect(algorithmOf(at('ra.pdf'))).toEqual(algorithm);
		await expectAccepted(key);
	});
});

describe('sign --p12', () => {
	test.each<[Key, string[], string[]]>([...cases, ['RSA-PSS', [], ['sha256', 'rsassaPss']]])(
		'with the %s key of a file and %j signs with %j',
		async (key, scheme, algorithm) => {
			await signed(['--p12', `${key}.p12`, ...scheme], password);
			expect(algorithmOf(at('ra.pdf'))).toEqual(algorithm);
			await expectAccepted(key);
		},
	);
});

test('another scheme is wrong use', async () => {
	const { status, stderr } = await cli(folder, [
		'sign',
		'ĐKKD.pdf',
		'--out',
		'x.pdf',
		'--p12',
		'RSA.p12',
		'--scheme',
		'rsa',
	]);
	expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('--scheme') });
});
