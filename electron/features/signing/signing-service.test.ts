import { beforeEach, describe, expect, test } from 'vitest';
import type { SigningSettings } from '../../../shared/contracts/signing-contract.ts';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { fail, ok, unwrap } from '../../../shared/result.ts';
import type { ModuleListing, TokenSignRequest } from '../../pkcs11/token-port.ts';
import type { EvidenceRecord } from './evidence-port.ts';
import type { EvidenceOrder, SignatureJob } from './signature-port.ts';
import type { PinQuestion } from './signer-port.ts';
import { createSigningService, type SigningOrder } from './signing-service.ts';

const der = new Uint8Array([1]);
const info: CertificateInfo = {
	sha256: 'aa',
	subject: '',
	commonName: 'CÔNG TY A',
	taxCode: '0201234569',
	issuer: 'CA',
	serial: '0A',
	notBefore: '2026-01-01T00:00:00.000Z',
	notAfter: '2027-01-01T00:00:00.000Z',
	key: { type: 'rsa', bits: 2048 },
};
const order: SigningOrder = {
	dossierId: 'd1',
	input: '/in.pdf',
	output: '/out.pdf',
	moduleId: 'm1',
	slot: 3,
	certificateSha256: 'aa',
	taxCode: '0201234569',
	stamp: { place: null, picture: undefined },
	about: 'HS-2026-001',
};

let listing: ModuleListing;
let jobs: (SignatureJob & EvidenceOrder)[];
let kept: EvidenceRecord[];
let settings: SigningSettings;
let asked: { request: TokenSignRequest; question: PinQuestion }[];

beforeEach(() => {
	jobs = [];
	kept = [];
	settings = { level: 'B-B', tsaUrl: '', scheme: 'pkcs1', network: false };
	asked = [];
	const token = { slot: 3, label: 'T', serial: '1', manufacturer: '', model: '', pinState: 'low' as const };
	const certificates = [{ sha256: 'aa', der, privateKey: 'unknown-before-login' as const }];
	listing = {
		path: '/driver.so',
		tokens: [{ ...token, pinLength: { min: 4, max: 8 }, protectedAuthenticationPath: false, pss: false, certificates }],
	};
});

const service = () =>
	createSigningService({
		tokens: { list: async (modules) => modules.map((path) => ({ ...listing, path })) },
		modulePath: async (id) => (id === 'm1' ? '/driver.so' : undefined),
		readCertificate: () => ok(info),
		signWithEvidence: async (job, asked) => {
			jobs.push({ ...job, ...asked });
			const signature = await job.signer.sign(new TextEncoder().encode('abc'), { scheme: 'pkcs1', hash: 'sha256' });
			if (!signature.ok) return signature;
			return ok({
				level: 'B-B',
				signer: info.commonName,
				serial: info.serial,
				stampedAt: undefined,
				warnings: [{ code: 'revocation-not-checked', reasons: ['network-off', 'issuer-unknown'] }],
				evidence: {
					chain: [new Uint8Array([2])],
					ocsps: [new Uint8Array([3])],
					crls: [new Uint8Array([4])],
					trust: 'untrusted',
					revocation: 'not-checked',
					reasons: ['network-off'],
				},
			});
		},
		settings: async () => settings,
		trust: { roots: async () => [new Uint8Array([8])], intermediates: async () => [new Uint8Array([7])] },
		evidence: { keep: async (record) => void kept.push(record) },
		hashFile: async (file) => `hash of ${file}`,
		signer: {
			sign: async (request, question) => {
				asked.push({ request, question });
				return question.dossierNumber === 'cancel' ? fail('PIN_CANCELLED') : ok(new Uint8Array([9]));
			},
		},
		stampTexts: { signer: 'S {name}', time: 'T {time}', issuer: '{issuer}' },
		stampFont: '/font.ttf',
		now: () => Date.parse('2026-11-22T05:00:00Z'),
	});

test.each<[SigningOrder['stamp'], object]>([
	[false, { kind: 'none' }],
	[
		{ place: null, picture: '/seal.png' },
		{ kind: 'auto', picture: '/seal.png', font: '/font.ttf' },
	],
	[
		{ place: { page: 2, x: 1, y: 2, width: 3, height: 4 }, picture: undefined },
		{
			kind: 'place',
			page: 2,
			x: 1,
			y: 2,
			width: 3,
			height: 4,
			lines: ['S CÔNG TY A', expect.stringMatching(/^T /), 'CA'],
		},
	],
])('the stamp %j is drawn as ordered', async (stamp, drawn) => {
	unwrap(await service().sign({ ...order, stamp }));
	expect(jobs[0]?.stamp).toMatchObject(drawn);
});

describe('signing with a token', () => {
	test('asks for the PIN of the chosen certificate and records that revocation was not checked', async () => {
		expect(unwrap(await service().sign(order))).toEqual({
			at: '2026-11-22T05:00:00.000Z',
			signer: 'CÔNG TY A',
			serial: '0A',
			level: 'B-B',
			warnings: [{ code: 'revocation-not-checked', params: { reasons: 'network-off,issuer-unknown' } }],
		});
		expect(asked).toEqual([
			{
				request: expect.objectContaining({
					module: '/driver.so',
					slot: 3,
					certificateSha256: 'aa',
					hash: 'sha256',
					scheme: 'pkcs1',
					// SHA-256 of "abc", FIPS 180-4.
					digest: Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex'),
				}),
				question: {
					kind: 'token',
					name: 'CÔNG TY A',
					serial: '0A',
					tokenLabel: 'T',
					pinState: 'low',
					pinLength: { min: 4, max: 8 },
					protectedAuthenticationPath: false,
					dossierNumber: 'HS-2026-001',
				},
			},
		]);
		expect(jobs[0]?.stamp).toEqual({
			kind: 'auto',
			font: '/font.ttf',
			lines: ['S CÔNG TY A', 'T 22/11/2026 12:00 (+07:00)', 'CA'],
		});
	});

	test('keeps the certificate, what stands above it, and what was found out about it', async () => {
		settings = { level: 'B-LT', tsaUrl: 'http://tsa.vn', scheme: 'pkcs1', network: true };
		unwrap(await service().sign(order));
		expect(jobs).toEqual([
			expect.objectContaining({ level: 'B-LT', tsaUrl: 'http://tsa.vn', network: true, roots: [new Uint8Array([8])] }),
		]);
		expect(kept).toEqual([
			{
				id: expect.any(String),
				dossierId: 'd1',
				signedAt: '2026-11-22T05:00:00.000Z',
				summary: {
					stampedAt: null,
					wantedLevel: 'B-LT',
					level: 'B-B',
					algorithm: 'RSASSA-PKCS1-v1_5, SHA-256',
					signer: 'CÔNG TY A',
					serial: '0A',
					issuer: 'CA',
					trust: 'untrusted',
					revocation: 'not-checked',
					reasons: ['network-off'],
					fileSha256: 'hash of /out.pdf',
				},
				items: [
					{ kind: 'certificate', bytes: der },
					{ kind: 'chain', bytes: new Uint8Array([2]) },
					{ kind: 'ocsp', bytes: new Uint8Array([3]) },
					{ kind: 'crl', bytes: new Uint8Array([4]) },
				],
			},
		]);
	});

	test('PSS on a token without it is refused before anybody is asked for a PIN, and asked of one that has it', async () => {
		settings = { ...settings, scheme: 'pss' };
		const mechanism = { mechanism: 'CKM_RSA_PKCS_PSS' };
		expect(await service().sign(order)).toEqual(fail('TOKEN_MECHANISM_UNSUPPORTED', mechanism));
		expect(asked).toEqual([]);
		Object.assign(listing.tokens[0]!, { pss: true });
		unwrap(await service().sign(order));
		expect(jobs[0]?.scheme).toBe('pss');
	});

	test('draws no stamp when none is wanted', async () => {
		unwrap(await service().sign({ ...order, stamp: false }));
		expect(jobs[0]?.stamp).toEqual({ kind: 'none' });
	});

	test('hands on what whoever was asked for the PIN answers', async () => {
		expect(await service().sign({ ...order, about: 'cancel' })).toMatchObject({ error: { code: 'PIN_CANCELLED' } });
	});

	test.each<[string, Partial<SigningOrder>, (one: ModuleListing) => void]>([
		['TOKEN_MODULE_NOT_FOUND', { moduleId: 'other' }, () => {}],
		['TOKEN_ABSENT', { slot: 4 }, () => {}],
		['TOKEN_MODULE_NOT_PKCS11', {}, (one) => Object.assign(one, fail('TOKEN_MODULE_NOT_PKCS11'))],
		['CERT_CHANGED', { certificateSha256: 'bb' }, () => {}],
		['CERT_WRONG_TAX_CODE', { taxCode: '0109876543' }, () => {}],
		['CERT_NO_PRIVATE_KEY', {}, (one) => Object.assign(one.tokens[0]!.certificates[0]!, { privateKey: 'absent' })],
		['PIN_LOCKED', {}, (one) => Object.assign(one.tokens[0]!, { pinState: 'locked' })],
	])('%s is found out before anybody is asked for a PIN', async (code, change, prepare) => {
		prepare(listing);
		expect(await service().sign({ ...order, ...change })).toMatchObject({ ok: false, error: { code } });
		expect({ jobs, asked }).toEqual({ jobs: [], asked: [] });
	});
});
