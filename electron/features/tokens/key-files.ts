import { access } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../../shared/result.ts';
import { isKeyFile, type ModuleListing, type TokenCertificate, type TokenPort } from '../../pkcs11/token-port.ts';
import type { SettingRepository } from './tokens-port.ts';

type StoredFile = { path: string; certificates: (Omit<TokenCertificate, 'der'> & { der: string })[] };

export type KeyFiles = {
	/** Remembers a file with the certificates it was opened for; the same file again is renewed. */
	add: (file: string, certificates: readonly TokenCertificate[]) => Promise<void>;
	forget: (file: string) => Promise<void>;
	paths: () => Promise<string[]>;
	/** From what is remembered, without a password. */
	list: TokenPort['list'];
	/** Tokens and key files alike. */
	listWith: (tokens: Pick<TokenPort, 'list'>) => Pick<TokenPort, 'list'>;
};

const settingKey = 'keyFiles';

/** Key files (.p12, .pfx) the user has opened once. Only their place and certificates are kept, neither is secret. */
export function createKeyFiles(settings: SettingRepository): KeyFiles {
	const stored = async (): Promise<StoredFile[]> =>
		JSON.parse((await settings.get(settingKey)) ?? '[]') as StoredFile[];
	const others = async (file: string) => (await stored()).filter((one) => one.path !== file);
	const store = (files: readonly StoredFile[]) => settings.set(settingKey, JSON.stringify(files));

	const listing = async (file: string): Promise<ModuleListing> => {
		const known = (await stored()).find((one) => one.path === file);
		const isThere = await access(file).then(
			() => true,
			() => false,
		);
		const label = path.basename(file);
		if (!known || !isThere) return { path: file, error: fail('FILE_NOT_FOUND', { file: label }).error, tokens: [] };
		const certificates = known.certificates.map((one) => ({
			...one,
			der: Uint8Array.from(Buffer.from(one.der, 'base64')),
		}));
		const token = { slot: 0, label, serial: '', manufacturer: '', model: '', pss: true };
		const password = { pinState: 'ok' as const, pinLength: { min: 0, max: 0 }, protectedAuthenticationPath: false };
		return { path: file, tokens: [{ ...token, ...password, certificates }] };
	};

	return {
		async add(file, certificates) {
			const kept = certificates.map((one) => ({ ...one, der: Buffer.from(one.der).toString('base64') }));
			await store([...(await others(file)), { path: file, certificates: kept }]);
		},
		forget: async (file) => store(await others(file)),
		paths: async () => (await stored()).map((one) => one.path),
		list: (files) => Promise.all(files.map(listing)),
		listWith: (tokens) => ({
			async list(modules) {
				const drivers = modules.filter((module) => !isKeyFile(module));
				const files = await Promise.all(modules.filter(isKeyFile).map(listing));
				return [...(drivers.length > 0 ? await tokens.list(drivers) : []), ...files];
			},
		}),
	};
}
