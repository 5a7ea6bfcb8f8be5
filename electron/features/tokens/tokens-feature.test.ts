import { expect, test } from 'vitest';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { fail, ok, unwrap } from '../../../shared/result.ts';
import type { ModuleListing } from '../../pkcs11/token-port.ts';
import { createTokensFeature } from './tokens-feature.ts';

const info: CertificateInfo = {
	sha256: 'aa',
	subject: 'CN=CÔNG TY A',
	commonName: 'CÔNG TY A',
	taxCode: '0201234569001',
	issuer: 'CA',
	serial: '0A',
	notBefore: '2026-01-01T00:00:00.000Z',
	notAfter: '2027-01-01T00:00:00.000Z',
	key: { type: 'rsa', bits: 2048 },
};
const readable = new Uint8Array([1]);
const token: ModuleListing['tokens'][number] = {
	slot: 1,
	label: 'T',
	serial: '99',
	manufacturer: 'M',
	model: 'M',
	pinState: 'ok',
	pinLength: { min: 4, max: 8 },
	protectedAuthenticationPath: false,
	certificates: [
		{ sha256: 'aa', der: readable, privateKey: 'present' },
		{ sha256: 'bb', der: new Uint8Array([0]), privateKey: 'present' },
	],
};

function feature() {
	const stored = new Map<string, string>();
	const listed: string[][] = [];
	const made = createTokensFeature({
		tokens: {
			list: async (modules) => {
				listed.push([...modules]);
				return modules.map((path) =>
					path.endsWith('bad.so')
						? { path, tokens: [], error: fail('TOKEN_MODULE_NOT_PKCS11', { module: 'bad.so' }).error }
						: { path, tokens: path === '/known.so' ? [token] : [] },
				);
			},
		},
		discover: async () => ['/known.so'],
		readCertificate: (der) => (der === readable ? ok(info) : fail('CERT_UNREADABLE', { file: 'T' })),
		settings: { get: async (key) => stored.get(key), set: async (key, value) => void stored.set(key, value) },
		taxCodeOf: async (id) => ({ ours: '0201234569001', other: '0109876543' })[id],
		now: () => Date.parse('2026-11-22T05:00:00Z'),
	});
	return { made, listed };
}

test('every readable certificate is listed, an unreadable one is not', async () => {
	const { modules } = unwrap(await feature().made.list({}));
	expect(modules).toHaveLength(1);
	expect(modules[0]!.tokens[0]!.certificates).toEqual([
		expect.objectContaining({ sha256: 'aa', taxCode: '0201234569001', usable: true, reasons: [] }),
	]);
});

test('certificates are judged for the company asked for', async () => {
	const judged = async (companyId: string) =>
		unwrap(await feature().made.list({ companyId })).modules[0]!.tokens[0]!.certificates[0]!;
	expect(await judged('ours')).toMatchObject({ usable: true });
	expect(await judged('other')).toMatchObject({ usable: false, reasons: ['wrong-tax-code'] });
	expect(await feature().made.list({ companyId: 'gone' })).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
});

test('a driver the user chose is remembered and tried first, once', async () => {
	const { made, listed } = feature();
	for (const path of ['/a.so', '/b.so', '/a.so']) unwrap(await made.addModule(path));
	unwrap(await made.list({}));
	expect(listed.at(-1)).toEqual(['/a.so', '/b.so', '/known.so']);
});

test('a driver that cannot be used is refused with its own error and not remembered', async () => {
	const { made, listed } = feature();
	expect(await made.addModule('/bad.so')).toEqual(fail('TOKEN_MODULE_NOT_PKCS11', { module: 'bad.so' }));
	unwrap(await made.list({}));
	expect(listed.at(-1)).toEqual(['/known.so']);
});

test('the page gets a name for a module that leads back to its path, and to no other', async () => {
	const { made } = feature();
	const { modules } = unwrap(await made.list({}));
	expect(modules[0]!.id).toMatch(/^[0-9a-f]{16}$/);
	expect(await made.modulePath(modules[0]!.id)).toBe('/known.so');
	expect(await made.modulePath('/known.so')).toBeUndefined();
});
