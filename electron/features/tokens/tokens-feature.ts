import type { Handler } from '../../../shared/contracts/handlers.ts';
import type { tokensContract } from '../../../shared/contracts/tokens-contract.ts';
import { capture, Fault, type Result } from '../../../shared/result.ts';
import type { TokenPort } from '../../pkcs11/token-port.ts';
import { moduleId, viewModule } from './token-view.ts';
import type { ReadCertificate, SettingRepository } from './tokens-port.ts';

export type TokensParts = {
	tokens: Pick<TokenPort, 'list'>;
	/** Driver files of this machine that may be there, as absolute paths. */
	discover: () => Promise<readonly string[]>;
	readCertificate: ReadCertificate;
	settings: SettingRepository;
	/** The stored tax code (digits only) of a company. */
	taxCodeOf: (companyId: string) => Promise<string | undefined>;
	/** Milliseconds since 1970. */
	now: () => number;
};

export type TokensFeature = {
	list: Handler<(typeof tokensContract)['list']>;
	/** Remembers a driver file the user has chosen; refused with the driver's own error when it cannot be used. */
	addModule: (path: string) => Promise<Result<null>>;
	/** The path behind a module id. */
	modulePath: (id: string) => Promise<string | undefined>;
};

const settingKey = 'tokenModules';

export function createTokensFeature(parts: TokensParts): TokensFeature {
	const added = async (): Promise<string[]> => {
		const stored = await parts.settings.get(settingKey);
		return stored === undefined ? [] : (JSON.parse(stored) as string[]);
	};
	/** What the user has chosen is tried first. */
	const modules = async () => [...new Set([...(await added()), ...(await parts.discover())])];

	return {
		list: ({ companyId }) =>
			capture(async () => {
				const taxCode = companyId === undefined ? undefined : await parts.taxCodeOf(companyId);
				if (companyId !== undefined && taxCode === undefined)
					throw new Fault('STORE_RECORD_MISSING', { what: 'company' });
				const listings = await parts.tokens.list(await modules());
				const against = { now: new Date(parts.now()), taxCode };
				return { modules: listings.map((listing) => viewModule(listing, parts.readCertificate, against)) };
			}),

		addModule: (path) =>
			capture(async () => {
				const [listing] = await parts.tokens.list([path]);
				if (!listing) throw new Fault('TOKEN_MODULE_NOT_FOUND', { module: path });
				if (listing.error) throw new Fault(listing.error.code, listing.error.params);
				const others = (await added()).filter((other) => other !== path);
				await parts.settings.set(settingKey, JSON.stringify([path, ...others]));
				return null;
			}),

		async modulePath(id) {
			return (await modules()).find((path) => moduleId(path) === id);
		},
	};
}
