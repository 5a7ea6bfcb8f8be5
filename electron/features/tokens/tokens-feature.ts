import { z } from 'zod';
import type { Handler } from '../../../shared/contracts/handlers.ts';
import type { tokensContract } from '../../../shared/contracts/tokens-contract.ts';
import { fileNameOf } from '../../../shared/domain/file-name.ts';
import { capture, Fault, fail, type Result } from '../../../shared/result.ts';
import type { ModuleListing, TokenCertificate, TokenPort } from '../../pkcs11/token-port.ts';
import { type Computer, diagnosticsText } from './diagnostics.ts';
import type { KeyFiles } from './key-files.ts';
import { moduleId, obstacleOf, seenOnce, viewModule } from './token-view.ts';
import type { DriverFiles, JudgeTrust, ReadCertificate, SettingRepository } from './tokens-port.ts';

export type TokensParts = {
	tokens: Pick<TokenPort, 'list' | 'peek' | 'describe'>;
	files: DriverFiles;
	readCertificate: ReadCertificate;
	/** Made anew for every list: roots come and go. */
	trust: () => Promise<JudgeTrust>;
	keyFiles: KeyFiles;
	settings: SettingRepository;
	/** The stored tax code (digits only) of a company. */
	taxCodeOf: (companyId: string) => Promise<string | undefined>;
	computer: Computer;
	/** Milliseconds since 1970. */
	now: () => number;
	/** Tells whoever shows tokens that they are others now. */
	onChange: () => void;
};

export type TokensFeature = {
	list: Handler<(typeof tokensContract)['list']>;
	watch: Handler<(typeof tokensContract)['watch']>;
	diagnostics: Handler<(typeof tokensContract)['diagnostics']>;
	acceptModule: Handler<(typeof tokensContract)['acceptModule']>;
	keyFiles: Handler<(typeof tokensContract)['keyFiles']>;
	forgetKeyFile: Handler<(typeof tokensContract)['forgetKeyFile']>;
	/** Remembers a key file the user has chosen, with the certificates it holds. */
	addKeyFile: (path: string, certificates: readonly TokenCertificate[]) => Promise<Result<null>>;
	/** Remembers a driver file the user has chosen; refused with the driver's own error when it cannot be used. */
	addModule: (path: string) => Promise<Result<null>>;
	/** The path behind a module id. Throws TOKEN_MODULE_CHANGED as Fault for a file that was exchanged. */
	modulePath: (id: string) => Promise<string | undefined>;
};

const settingKey = 'tokenModules';
/** What the user has chosen; files that were remembered without their hash are asked about again. */
const chosenModules = z.array(
	z.union([
		z.strictObject({ path: z.string(), sha256: z.string() }),
		z.string().transform((path) => ({ path, sha256: '' })),
	]),
);

export function createTokensFeature(parts: TokensParts): TokensFeature {
	const { tokens, files } = parts;
	/** The state of each module when it was last listed; see TokenPort.peek. */
	const states = new Map<string, string>();

	const chosen = async () => {
		const stored = await parts.settings.get(settingKey);
		return stored === undefined ? [] : chosenModules.parse(JSON.parse(stored));
	};

	/** What the user has chosen is tried first; of several paths to one file only the first is. */
	const modules = async (): Promise<{ path: string; changed: boolean }[]> => {
		const own = (await chosen()).map(async ({ path, sha256 }) => {
			const now = await files.sha256(path);
			return { path, changed: now !== undefined && now !== sha256 };
		});
		const found = (await files.discover()).map((path) => ({ path, changed: false }));
		const all = [...(await Promise.all(own)), ...found];
		const real = await Promise.all(all.map(({ path }) => files.realPath(path)));
		return all.filter((_, index) => real.indexOf(real[index]!) === index);
	};

	/** Every module with its tokens; one whose file has changed is not loaded. */
	const listings = async (): Promise<ModuleListing[]> => {
		const all = await modules();
		const listed = await tokens.list(all.filter(({ changed }) => !changed).map(({ path }) => path));
		states.clear();
		for (const { path, state } of listed) if (state !== undefined) states.set(path, state);
		return all.flatMap(({ path, changed }) =>
			changed ? [{ path, tokens: [], error: changedError(path) }] : listed.filter((one) => one.path === path),
		);
	};

	const addModule = (path: string): Promise<Result<null>> =>
		capture(async () => {
			const module = fileNameOf(path);
			const sha256 = await files.sha256(path);
			const [listing] = await tokens.list([path]);
			if (listing?.error) throw new Fault(listing.error.code, listing.error.params);
			if (sha256 === undefined) throw new Fault('TOKEN_MODULE_NOT_FOUND', { module });
			const others = (await chosen()).filter((other) => other.path !== path);
			await parts.settings.set(settingKey, JSON.stringify([{ path, sha256 }, ...others]));
			return null;
		});

	return {
		list: ({ companyId }) =>
			capture(async () => {
				const taxCode = companyId === undefined ? undefined : await parts.taxCodeOf(companyId);
				if (companyId !== undefined && taxCode === undefined)
					throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
				const all = await listings();
				const ofFiles = await parts.keyFiles.list(await parts.keyFiles.paths());
				const against = { now: new Date(parts.now()), taxCode };
				const trust = await parts.trust();
				const view = (listing: ModuleListing) => viewModule(listing, parts.readCertificate, against, trust);
				const obstacle = ofFiles.some((one) => one.tokens.length > 0) ? undefined : obstacleOf(all);
				return { modules: [...seenOnce(all.map(view)), ...ofFiles.map(view)], ...(obstacle && { obstacle }) };
			}),

		watch: () =>
			capture(async () => {
				const now = await tokens.peek([...states.keys()]);
				// A module that was ended because it did not answer has no state any more; it is told once.
				const changed = now.filter(({ path, state }) => states.has(path) && states.get(path) !== state);
				for (const { path, state } of changed) {
					if (state === undefined) states.delete(path);
					else states.set(path, state);
				}
				if (changed.length > 0) parts.onChange();
				return null;
			}),

		diagnostics: () =>
			capture(async () => {
				const all = await modules();
				const described = await tokens.describe(all.filter(({ changed }) => !changed).map(({ path }) => path));
				const changed = all.filter((one) => one.changed).map(({ path }) => ({ path, error: changedError(path) }));
				return { text: diagnosticsText(parts.computer, [...described, ...changed], new Date(parts.now())) };
			}),

		acceptModule: async ({ id }) => {
			const module = (await modules()).find(({ path, changed }) => changed && moduleId(path) === id);
			return module ? addModule(module.path) : fail('TOKEN_MODULE_NOT_FOUND', { module: id });
		},

		addModule,

		keyFiles: () =>
			capture(async () =>
				(await parts.keyFiles.paths()).map((path) => ({ id: moduleId(path), name: fileNameOf(path) })),
			),

		forgetKeyFile: ({ id }) =>
			capture(async () => {
				const path = (await parts.keyFiles.paths()).find((one) => moduleId(one) === id);
				if (path === undefined) throw new Fault('STORE_RECORD_MISSING', { what: 'key-file' });
				await parts.keyFiles.forget(path);
				return null;
			}),

		addKeyFile: (path, certificates) =>
			capture(async () => {
				await parts.keyFiles.add(path, certificates);
				return null;
			}),

		async modulePath(id) {
			const module = (await modules()).find(({ path }) => moduleId(path) === id);
			if (!module) return (await parts.keyFiles.paths()).find((path) => moduleId(path) === id);
			if (module.changed) throw new Fault('TOKEN_MODULE_CHANGED', { module: fileNameOf(module.path) });
			return module.path;
		},
	};
}

function changedError(path: string) {
	return { code: 'TOKEN_MODULE_CHANGED' as const, params: { module: fileNameOf(path) } };
}
