import type { CopyPlace, SecretPlace } from '../../../shared/contracts/parameters-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { Fault } from '../../../shared/result.ts';
import type { CompanyStore } from '../companies/company-store-port.ts';
import type { Sealer } from '../vault/sealer-port.ts';
import type { AccountStore } from './account-store-port.ts';
import type { ParameterStore } from './parameter-store-port.ts';
import { placeOf } from './secret-place.ts';
import type { TerminalStore } from './terminal-store-port.ts';

export type SecretStores = {
	store: Pick<ParameterStore, 'find'>;
	terminals: Pick<TerminalStore, 'find'>;
	accounts: Pick<AccountStore, 'findAdmin' | 'findNsw' | 'findPassword'>;
	companies: Pick<CompanyStore, 'find'>;
	/** The day a request names, YYYY-MM-DD. */
	requests: { find(id: string): Promise<{ endsOn: string } | null> };
	sealer: Sealer;
};

type Record = { sealed: Uint8Array | null; readable: { [field: string]: string } };

/**
 * The value of one field of one record, secret or not, for `reveal` and `copy`. Faults: STORE_RECORD_MISSING {what} when
 * the record or the value is not there, VAULT_INTEGRITY {field}.
 */
export async function fieldValue(stores: SecretStores, place: CopyPlace): Promise<string> {
	const { sealed, readable } = await recordOf(stores, place);
	const plain = readable[place.field];
	const value =
		plain ?? (sealed ? stores.sealer.open(placeOf(place.kind as SecretPlace['kind'], place.id), sealed) : '');
	if (value === '') throw new Fault('STORE_RECORD_MISSING', { what: place.field });
	return value;
}

async function recordOf(stores: SecretStores, { kind, id }: CopyPlace): Promise<Record> {
	switch (kind) {
		case 'user': {
			const { sealed, userCode, userId } = known(await stores.store.find(id), 'parameterSet');
			return { sealed: sealed.password, readable: { userCode, userId } };
		}
		case 'terminal': {
			const { sealed, terminalId } = known(await stores.terminals.find(id), 'terminal');
			return { sealed, readable: { terminalId } };
		}
		case 'admin': {
			const { sealed, companyId } = known(await stores.accounts.findAdmin(id), 'account');
			const { taxCode } = known(await stores.companies.find(companyId), 'company');
			return { sealed, readable: { login: taxCode } };
		}
		case 'nsw': {
			const { sealed, login, mailbox } = known(await stores.accounts.findNsw(id), 'account');
			return { sealed, readable: { login, mailbox } };
		}
		case 'company': {
			const { taxCode, representative, declarationAddress } = known(await stores.companies.find(id), 'company');
			return { sealed: null, readable: { taxCode, idNumber: representative.idNumber, declarationAddress } };
		}
		case 'request': {
			// As the portal writes dates.
			const { endsOn } = known(await stores.requests.find(id), 'request');
			return { sealed: null, readable: { endsOn: formatDate(endsOn) } };
		}
		case 'history':
			return { sealed: known(await stores.accounts.findPassword(id), 'account').sealed, readable: {} };
	}
}

function known<T>(record: T | null, what: string): T {
	if (record === null) throw new Fault('STORE_RECORD_MISSING', { what });
	return record;
}
