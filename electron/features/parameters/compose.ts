import type { SecretPlace } from '../../../shared/contracts/parameters-contract.ts';
import type { CompanyStore } from '../companies/company-store-port.ts';
import type { Sealer } from '../vault/sealer-port.ts';
import type { AccountStore } from './account-store-port.ts';
import { createAccountsFeature } from './accounts-feature.ts';
import type { ParameterStore } from './parameter-store-port.ts';
import { createParametersFeature } from './parameters-feature.ts';
import { createPasswordService } from './password-service.ts';
import { placeOf, readable } from './secret-place.ts';
import type { SecretStores } from './secrets.ts';
import type { TerminalStore } from './terminal-store-port.ts';
import { createTerminalsFeature } from './terminals-feature.ts';

/** User IDs, terminals and accounts, joined: they share stores and one history of passwords. */
export function createAccountFeatures({
	companies,
	parameters,
	terminals,
	accounts,
	requests,
	sealer,
	user,
	now,
}: {
	companies: CompanyStore;
	parameters: ParameterStore;
	terminals: TerminalStore;
	accounts: AccountStore;
	requests: SecretStores['requests'];
	sealer: Sealer;
	/** Account of the operating system. */
	user: string;
	now: () => number;
}) {
	const passwords = createPasswordService({ store: accounts, sealer, user, now });
	const feature = createParametersFeature({
		store: parameters,
		terminals,
		accounts,
		requests,
		companies,
		sealer,
		passwords,
		now,
	});
	return {
		copyValue: feature.copyValue,
		passwords,
		/** Seals and opens the one secret of a record; a missing or damaged one opens as empty. */
		secrets: {
			seal: (kind: SecretPlace['kind'], id: string, text: string) => sealer.seal(placeOf(kind, id), text),
			open: (kind: SecretPlace['kind'], id: string, sealed: Uint8Array | null) =>
				sealed ? (readable(sealer, placeOf(kind, id), sealed) ?? '') : '',
		},
		handlers: {
			parameters: feature.handlers,
			terminals: createTerminalsFeature({ store: terminals, sealer, now }),
			accounts: createAccountsFeature({
				store: accounts,
				userExists: async (id) => (await parameters.find(id)) !== null,
				passwords,
				now,
			}),
		},
	};
}
