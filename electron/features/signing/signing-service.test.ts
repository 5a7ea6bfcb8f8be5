import { beforeEach, describe, expect, test } from 'vitest';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { fail, ok, unwrap } from '../../../shared/result.ts';
import type { ModuleListing, TokenSignRequest } from '../../pkcs11/token-port.ts';
import type { SignatureJob } from './signature-port.ts';
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
let jobs: SignatureJob[];
let asked: { request: TokenSignRequest; question: PinQuestion }[];

beforeEach(() => {
	jobs = [];
	asked = [];
	const token = { slot: 3, label: 'T', serial: '1', manufacturer: '', model: '', pinState: 'low' as const };
	const certificates = [{ sha256: 'aa', der, privateKey: 'unknown-before-login' as const }];
	listing = {
		path: '/driver.so',
		tokens: [{ ...token, pinLength: { min: 4, max: 8 }, protectedAuthenticationPath: false, certificates }],
	};
});

const service = () =>
	createSigningService({
		tokens: { list: async (modules) => modules.map((path) => ({ ...listing, path })) },
		modulePath: async (id) => (id === 'm1' ? '/driver.so' : undefined),
		readCertificate: () => ok(info),
		signPdf: async (job) => {
			jobs.push(job);
			const signature = await job.signer.sign(new TextEncoder().encode('abc'), { scheme: 'pkcs1', hash: 'sha256' });
			return signature.ok ? ok({ level: 'B-B', signer: info.commonName, serial: info.serial }) : signature;
		},
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
			warnings: [{ code: 'revocation-not-checked', params: {} }],
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
