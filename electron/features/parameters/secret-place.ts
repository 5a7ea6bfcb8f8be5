import type { SecretPlace } from '../../../shared/contracts/parameters-contract.ts';
import { Fault } from '../../../shared/result.ts';
import type { Place, Sealer } from '../vault/sealer-port.ts';

type Kind = SecretPlace['kind'];

const places: Record<Kind, Omit<Place, 'row'>> = {
	user: { table: 'parameter_set', field: 'password' },
	// Access keys were sealed in the parameter set before terminals had a table: see migration 0003.
	terminal: { table: 'parameter_set', field: 'accessKey' },
	admin: { table: 'admin_account', field: 'password' },
	nsw: { table: 'nsw_account', field: 'password' },
	history: { table: 'password_history', field: 'value' },
};

/** Where the one secret of a record is sealed. */
export function placeOf(kind: Kind, row: string): Place {
	return { ...places[kind], row };
}

/** The secret, or null when it cannot be opened: a damaged one must neither stop the others nor its own replacement. */
export function readable(sealer: Sealer, place: Place, sealed: Uint8Array): string | null {
	try {
		return sealer.open(place, sealed);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.error.code === 'VAULT_INTEGRITY') return null;
		throw thrown;
	}
}
