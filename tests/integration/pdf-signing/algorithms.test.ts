import { execFileSync } from 'node:child_process';
import { createHash, sign as signWithKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signedAttributes, signedData } from '../../../electron/pdf/cms/build.ts';
import { parseCertificate } from '../../../electron/pdf/cms/certificate.ts';
import { signatureIdentifier } from '../../../electron/pdf/cms/signature-algorithm.ts';
import { verifyPdf } from '../../../electron/pdf/verify/verify-pdf.ts';
import { unwrap } from '../../../shared/result.ts';
import {
	flippedBytes,
	flippedDigits,
	flips,
	gapOf,
	type Identity,
	makeIdentity,
	opensslVerify,
	pdfsig,
	sign,
	signElsewhere,
	signWithOpenssl,
	simplePdf,
	workFolder,
} from './material.ts';

const folder = workFolder();
const at = (name: string) => path.join(folder, name);
writeFileSync(at('in.pdf'), await simplePdf());

const curve = (name: string) => ['ec', '-pkeyopt', `ec_paramgen_curve:${name}`];
const pssKey = (...options: string[]) => ['rsa-pss', ...options.flatMap((one) => ['-pkeyopt', one])];
const keys = {
	'RSA-2048': ['rsa:2048'],
	'RSA-4096': ['rsa:4096'],
	'P-256': curve('P-256'),
	'P-384': curve('P-384'),
	'P-521': curve('P-521'),
	'RSA for PSS only': pssKey('rsa_keygen_bits:2048'),
	'RSA for PSS with SHA-384 only': pssKey(
		'rsa_keygen_bits:3072',
		'rsa_pss_keygen_md:sha384',
		'rsa_pss_keygen_mgf1_md:sha384',
		'rsa_pss_keygen_saltlen:48',
	),
};
type Key = keyof typeof keys;

/** NSS 3.87 behind pdfsig takes no certificate with such a key, not even for signatures of openssl. */
const isForPssOnly = (key: Key) => key.startsWith('RSA for PSS');

const identities = new Map<Key, Identity>();
function identityOf(key: Key): Identity {
	const known = identities.get(key);
	if (known) return known;
	mkdirSync(at(key));
	const made = makeIdentity(at(key), { key: keys[key] });
	identities.set(key, made);
	return made;
}

async function verdictsOf(file: string, { rootFile }: Identity) {
	return unwrap(await verifyPdf(file, { trust: [readFileSync(rootFile)] }));
}

const hashes = ['sha256', 'sha384', 'sha512'] as const;
const combinations = [
	...hashes.flatMap((hash) =>
		(['pkcs1', 'pss'] as const).map((scheme) => ({
			key: 'RSA-2048' as Key,
			wish: { scheme, hash },
			made: { scheme, hash },
		})),
	),
	...(['P-256', 'P-384', 'P-521'] as const).flatMap((key) =>
		hashes.map((hash) => ({ key: key as Key, wish: { hash }, made: { scheme: 'ecdsa' as const, hash } })),
	),
	{
		key: 'RSA-4096' as Key,
		wish: { scheme: 'pss' as const },
		made: { scheme: 'pss' as const, hash: 'sha256' as const },
	},
	{ key: 'P-384' as Key, wish: {}, made: { scheme: 'ecdsa' as const, hash: 'sha384' as const } },
	{ key: 'RSA for PSS only' as Key, wish: {}, made: { scheme: 'pss' as const, hash: 'sha256' as const } },
	{ key: 'RSA for PSS with SHA-384 only' as Key, wish: {}, made: { scheme: 'pss' as const, hash: 'sha384' as const } },
];

describe('a signature of ours', () => {
	it.each(combinations)(
		'with $key wished as $wish is $made for poppler, openssl and us',
		async ({ key, wish, made }) => {
			const identity = identityOf(key);
			const file = at('signed.pdf');
			expect(await sign(at('in.pdf'), file, identity, wish)).toMatchObject({ ok: true, value: { level: 'B-B' } });
			expect(await verdictsOf(file, identity)).toMatchObject([
				{ verdict: 'valid', level: 'B-B', coversWholeFile: true, reasons: ['revocation-not-checked'] },
			]);
			expect(pdfsig(file)).toEqual([{ valid: !isForPssOnly(key), total: true, type: 'ETSI.CAdES.detached' }]);
			expect(opensslVerify(file, identity.rootFile)).toBe('CMS Verification successful');
			expect(gapOf(readFileSync(file)).cms.includes(Buffer.from(signatureIdentifier(made)))).toBe(true);
		},
	);

	it.each(hashes)('states PSS with %s byte for byte as openssl does', async (hash) => {
		const options = ['-md', hash, '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest'];
		await signWithOpenssl(at('in.pdf'), at('openssl.pdf'), identityOf('RSA-2048'), ...options);
		const { cms } = gapOf(readFileSync(at('openssl.pdf')));
		expect(cms.includes(Buffer.from(signatureIdentifier({ scheme: 'pss', hash })))).toBe(true);
	});

	it('names its certificate with the hash it was made with, SHA-256 being left out', async () => {
		const printed = (hash: 'sha256' | 'sha384') =>
			sign(at('in.pdf'), at('named.pdf'), identityOf('RSA-2048'), { hash }).then(() => {
				const { cms } = gapOf(readFileSync(at('named.pdf')));
				writeFileSync(at('named.cms'), cms);
				const command = ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', at('named.cms')];
				const text = execFileSync('openssl', command, { encoding: 'utf8' });
				return text.slice(text.indexOf('id-smime-aa-signingCertificateV2')).slice(0, 600);
			});
		expect(await printed('sha384')).toContain('OBJECT            :sha384');
		expect(await printed('sha256')).not.toMatch(/OBJECT +:sha/);
	});

	it.each<[Key, object]>([
		['RSA-2048', { scheme: 'pss' }],
		['P-256', {}],
		['P-384', {}],
	])('with %s is never valid once a byte is changed', async (key, wish) => {
		const identity = identityOf(key);
		const alone = { ...identity, signer: { ...identity.signer, chain: [] } };
		const file = at('whole.pdf');
		unwrap(await sign(at('in.pdf'), file, alone, wish));
		expect(await flips(file, [...flippedDigits(file), ...flippedBytes(file, 120)])).toEqual([]);
	});

	it('has room for RSA-4096, a long chain and a time stamp', async () => {
		const identity = identityOf('RSA-4096');
		// Eight certificates as large as those of a CA with such keys.
		const chain = Array.from({ length: 8 }, () => identity.signer.certificate);
		const long = { ...identity, signer: { ...identity.signer, chain } };
		unwrap(await sign(at('in.pdf'), at('long.pdf'), long, { scheme: 'pss', hash: 'sha512' }));
		expect(pdfsig(at('long.pdf'))).toMatchObject([{ valid: true, total: true }]);
		const { start, end, cms } = gapOf(readFileSync(at('long.pdf')));
		expect((end - start) / 2 - cms.length).toBeGreaterThan(14 * 1024);
	});

	it('is not made by a signer that answers another algorithm', async () => {
		const { signer, ...rest } = identityOf('RSA-2048');
		const stubborn = {
			...signer,
			sign: (message: Uint8Array) => signer.sign(message, { scheme: 'pkcs1', hash: 'sha256' }),
		};
		const refused = await sign(at('in.pdf'), at('never.pdf'), { ...rest, signer: stubborn }, { scheme: 'pss' });
		expect(refused).toMatchObject({ error: { code: 'SIGN_OUTPUT_INVALID', params: { reason: 'signature-mismatch' } } });
	});
});

describe('a signature made by openssl', () => {
	const pss = (...more: string[]) => ['rsa_padding_mode:pss', ...more].flatMap((one) => ['-keyopt', one]);

	async function foreign(key: Key, ...options: string[]) {
		const identity = identityOf(key);
		await signWithOpenssl(at('in.pdf'), at('foreign.pdf'), identity, ...options);
		return await verdictsOf(at('foreign.pdf'), identity);
	}

	it.each<[string, Key, string[]]>([
		['PSS with the longest salt', 'RSA-2048', ['-md', 'sha256', ...pss('rsa_pss_saltlen:max')]],
		['PSS with a salt as long as SHA-512', 'RSA-2048', ['-md', 'sha512', ...pss('rsa_pss_saltlen:digest')]],
		['PSS without salt', 'RSA-2048', ['-md', 'sha384', ...pss('rsa_pss_saltlen:0')]],
		['a key for PSS only', 'RSA for PSS only', ['-md', 'sha256', ...pss('rsa_pss_saltlen:max')]],
		[
			'a key for PSS with SHA-384 only',
			'RSA for PSS with SHA-384 only',
			['-md', 'sha384', ...pss('rsa_pss_saltlen:48')],
		],
		['P-256', 'P-256', ['-md', 'sha256']],
		['P-256 with SHA-512', 'P-256', ['-md', 'sha512', '-cades']],
		['P-384', 'P-384', ['-md', 'sha384']],
		['P-521', 'P-521', ['-md', 'sha512']],
		['RSA without signed attributes', 'RSA-2048', ['-md', 'sha256', '-noattr']],
		['PSS without signed attributes', 'RSA-2048', ['-md', 'sha256', '-noattr', ...pss('rsa_pss_saltlen:digest')]],
		['P-256 without signed attributes', 'P-256', ['-md', 'sha256', '-noattr']],
	])('is valid: %s', async (_, key, options) => {
		expect(await foreign(key, ...options)).toMatchObject([
			{ verdict: 'valid', level: 'CMS', coversWholeFile: true, reasons: ['revocation-not-checked'] },
		]);
	});

	it.each<[string, Key, string[], string]>([
		['SHA-1', 'RSA-2048', ['-md', 'sha1'], 'algorithm-weak'],
		['ECDSA with SHA-1', 'P-256', ['-md', 'sha1'], 'algorithm-weak'],
		['PSS with SHA-1', 'RSA-2048', ['-md', 'sha1', ...pss('rsa_pss_saltlen:digest')], 'algorithm-weak'],
		['a mask over another hash', 'RSA-2048', ['-md', 'sha256', ...pss('rsa_mgf1_md:sha1')], 'algorithm-unsupported'],
		['SHA-224', 'RSA-2048', ['-md', 'sha224'], 'algorithm-unsupported'],
	])('is indeterminate with its reason: %s', async (_, key, options, reason) => {
		expect(await foreign(key, ...options)).toMatchObject([
			{ verdict: 'indeterminate', reasons: [reason, 'revocation-not-checked'] },
		]);
	});

	it('is indeterminate when it names its certificate by an unknown hash', async () => {
		const identity = identityOf('P-256');
		const certificate = parseCertificate(identity.signer.certificate);
		const algorithm = { scheme: 'ecdsa', hash: 'sha384' } as const;
		await signElsewhere(at('in.pdf'), at('sha224.pdf'), identity, (content) => {
			const digest = createHash('sha384').update(readFileSync(content)).digest();
			const text = Buffer.from(signedAttributes(certificate, digest, 'sha384')).toString('hex');
			// The last byte tells SHA-384 from SHA-224.
			const attributes = Buffer.from(text.replace('608648016503040202', '608648016503040204'), 'hex');
			const signature = signWithKey('sha384', attributes, readFileSync(identity.keyFile));
			return signedData(certificate, [], attributes, algorithm, signature);
		});
		expect(await verdictsOf(at('sha224.pdf'), identity)).toMatchObject([
			{ verdict: 'indeterminate', reasons: ['algorithm-unsupported', 'revocation-not-checked'] },
		]);
	});

	it('without signed attributes is never valid once a byte is changed', async () => {
		expect(await foreign('P-256', '-md', 'sha256', '-noattr')).toMatchObject([{ verdict: 'valid' }]);
		const file = at('foreign.pdf');
		// Nothing in such a signature protects the certificate: only the root does.
		const trust = [readFileSync(identityOf('P-256').rootFile)];
		expect(await flips(file, [...flippedDigits(file), ...flippedBytes(file, 120)], { trust })).toEqual([]);
	});
});
