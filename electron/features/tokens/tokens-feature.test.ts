import { expect, test } from 'vitest';
import type { CertificateInfo } from '../../../shared/domain/certificate.ts';
import { fail, ok, unwrap } from '../../../shared/result.ts';
import type { ModuleListing } from '../../pkcs11/token-port.ts';
import { diagnosticsText } from './diagnostics.ts';
import { createKeyFiles } from './key-files.ts';
import { obstacleOf } from './token-view.ts';
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
	pss: true,
	certificates: [
		{ sha256: 'aa', der: readable, privateKey: 'present' },
		{ sha256: 'bb', der: new Uint8Array([0]), privateKey: 'present' },
	],
};

function feature() {
	const stored = new Map<string, string>();
	const listed: string[][] = [];
	const hashes = new Map<string, string>();
	const changes: string[] = [];
	/** What the next look finds; a missing path cannot be asked. */
	const states = new Map([['/known.so', 'T']]);
	const settings = {
		get: async (key: string) => stored.get(key),
		set: async (key: string, value: string) => void stored.set(key, value),
	};
	const made = createTokensFeature({
		tokens: {
			list: async (modules) => {
				listed.push([...modules]);
				return modules.map((path) =>
					path.endsWith('bad.so')
						? { path, tokens: [], error: fail('TOKEN_MODULE_NOT_PKCS11', { module: 'bad.so' }).error }
						: path === '/known.so'
							? { path, tokens: [token], state: 'T' }
							: path === '/twin.so'
								? { path, tokens: [{ ...token, label: 'T by another name' }] }
								: { path, tokens: [], missing: 'token' as const },
				);
			},
			peek: async (modules) =>
				modules.flatMap((path) => {
					const state = states.get(path);
					return state === undefined ? [] : state === 'gone' ? [{ path }] : [{ path, state }];
				}),
			describe: async (modules) => modules.map((path) => ({ path, error: fail('TOKEN_MEMORY').error })),
		},
		files: {
			discover: async () => ['/known.so'],
			sha256: async (path) => hashes.get(path) ?? `hash of ${path}`,
			realPath: async (path) => (path === '/alias.so' ? '/known.so' : path),
		},
		computer: { system: 'linux 6.1 x64', versions: { node: '24.1.0' } },
		onChange: () => changes.push('changed'),
		readCertificate: (der) => (der === readable ? ok(info) : fail('CERT_UNREADABLE', { file: 'T' })),
		settings,
		keyFiles: createKeyFiles(settings),
		trust: async () => () => 'untrusted',
		taxCodeOf: async (id) => ({ ours: '0201234569001', other: '0109876543' })[id],
		now: () => Date.parse('2026-11-22T05:00:00Z'),
	});
	return { made, listed, stored, hashes, states, changes };
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

test('a chosen driver whose file was exchanged is not loaded until the user allows the new file', async () => {
	const { made, listed, hashes } = feature();
	unwrap(await made.addModule('/a.so'));
	hashes.set('/a.so', 'another');
	const { modules } = unwrap(await made.list({}));
	expect(listed.at(-1)).toEqual(['/known.so']);
	expect(modules[0]).toMatchObject({
		path: '/a.so',
		tokens: [],
		error: fail('TOKEN_MODULE_CHANGED', { module: 'a.so' }).error,
	});
	await expect(made.modulePath(modules[0]!.id)).rejects.toMatchObject({ error: { code: 'TOKEN_MODULE_CHANGED' } });
	expect(unwrap(await made.diagnostics({})).text).toContain('TOKEN_MODULE_CHANGED');

	expect(await made.acceptModule({ id: modules[0]!.id })).toEqual({ ok: true, value: null });
	const { modules: after } = unwrap(await made.list({}));
	expect(after[0]!.error).toBeUndefined();
	expect(listed.at(-1)).toEqual(['/a.so', '/known.so']);
	expect(await made.modulePath(after[0]!.id)).toBe('/a.so');
});

test('only a driver that has changed can be allowed again', async () => {
	const { made } = feature();
	const { modules } = unwrap(await made.list({}));
	expect(await made.acceptModule({ id: modules[0]!.id })).toMatchObject({ error: { code: 'TOKEN_MODULE_NOT_FOUND' } });
});

test('a driver remembered without its hash is asked about again', async () => {
	const { made, stored } = feature();
	stored.set('tokenModules', JSON.stringify(['/a.so']));
	expect(unwrap(await made.list({})).modules[0]!.error?.code).toBe('TOKEN_MODULE_CHANGED');
});

test('a file that is reached by two paths is loaded once', async () => {
	const { made, listed } = feature();
	unwrap(await made.addModule('/alias.so'));
	unwrap(await made.list({}));
	expect(listed.at(-1)).toEqual(['/alias.so']);
});

test('a token that two drivers read is offered once, and the other driver names it', async () => {
	const { made } = feature();
	unwrap(await made.addModule('/twin.so'));
	const { modules } = unwrap(await made.list({}));
	expect(modules.map(({ path, tokens, elsewhere }) => [path, tokens.length, elsewhere])).toEqual([
		['/twin.so', 1, undefined],
		['/known.so', 0, ['T']],
	]);
});

test('a token that went or came is told once, a look without news says nothing', async () => {
	const { made, states, changes } = feature();
	await made.watch({});
	unwrap(await made.list({}));
	await made.watch({});
	expect(changes).toEqual([]);
	states.set('/known.so', '');
	await made.watch({});
	await made.watch({});
	expect(changes).toEqual(['changed']);
	states.set('/known.so', 'T');
	await made.watch({});
	expect(changes).toEqual(['changed', 'changed']);
});

test('a driver that stops answering a look is told once, one that is busy not at all', async () => {
	const { made, states, changes } = feature();
	unwrap(await made.list({}));
	states.delete('/known.so');
	await made.watch({});
	expect(changes).toEqual([]);
	states.set('/known.so', 'gone');
	await made.watch({});
	await made.watch({});
	expect(changes).toEqual(['changed']);
});

const module = (rest: Partial<ModuleListing>): ModuleListing => ({ path: 'C:\\ca.dll', tokens: [], ...rest });
const notRecognized = fail('TOKEN_NOT_RECOGNIZED').error;
const changed = fail('TOKEN_MODULE_CHANGED', { module: 'ca.dll' }).error;
const crashed = fail('TOKEN_HOST_CRASHED', { module: 'ca.dll' }).error;

test.each<[string, ModuleListing[], object | undefined]>([
	['no driver', [], { code: 'TOKEN_NO_DRIVER', params: {} }],
	['no reader', [module({ missing: 'reader' })], { code: 'TOKEN_NO_READER', params: { module: 'ca.dll' } }],
	[
		'no token in one of two drivers with a reader',
		[module({ missing: 'reader' }), module({ path: '/b.so', missing: 'token' })],
		{ code: 'TOKEN_ABSENT', params: { module: 'b.so' } },
	],
	['a token of another maker', [module({ missing: 'token' }), module({ error: notRecognized })], notRecognized],
	[
		'a chosen driver that changed beside one without a token',
		[module({ missing: 'token' }), module({ error: changed })],
		changed,
	],
	['drivers that all fail', [module({ error: crashed })], crashed],
	['a token beside a driver that fails', [module({ error: crashed }), module({ tokens: [token] })], undefined],
])('the obstacle of %s', (_, listings, obstacle) => {
	expect(obstacleOf(listings)).toEqual(obstacle);
});

test('the text for whoever helps names files and readers, never a folder, a label or a certificate', () => {
	const text = diagnosticsText(
		{ system: 'win32 10.0.19045 x64', versions: { node: '24.1.0' } },
		[
			{
				path: 'C:\\Users\\Nguyễn Văn Đức\\ca.dll',
				library: { manufacturer: 'Maker', description: 'CA', version: '1.2', cryptoki: '2.40' },
				slots: [
					{
						slot: 1,
						description: 'Reader 0',
						flags: 7,
						token: { manufacturer: 'Maker', model: 'ePass', flags: 0x40d },
					},
					{ slot: 2, description: 'Reader 1', flags: 7, token: { error: notRecognized } },
				],
			},
			{ path: '/b.so', error: crashed },
		],
		new Date('2026-11-22T05:00:00Z'),
	);
	expect(text.split('\n')).toEqual([
		'VNACCS Keyring · 2026-11-22T05:00:00.000Z',
		'OS: win32 10.0.19045 x64',
		'node 24.1.0',
		'Driver: ca.dll',
		'  library: Maker · CA 1.2 · PKCS#11 2.40',
		'  slots: 2',
		'  slot 1: Reader 0 · flags 0x7',
		'    token: Maker · ePass · flags 0x40d',
		'  slot 2: Reader 1 · flags 0x7',
		'    token: TOKEN_NOT_RECOGNIZED',
		'Driver: b.so',
		'  error: TOKEN_HOST_CRASHED module=ca.dll',
		'',
	]);
});
