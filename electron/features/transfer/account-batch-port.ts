import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { certificateOf } from '../../../shared/domain/certificate-fields.ts';
import type { AdminChange, NswChange } from '../parameters/account-store-port.ts';
import type { ParameterChange, StoredParameters } from '../parameters/parameter-store-port.ts';
import type { TerminalChange } from '../parameters/terminal-store-port.ts';

/** Records of several companies that are written together; `exists`: the record is there and changes. */
export type AccountBatch = {
	companies: { company: Company; exists: boolean }[];
	terminals: TerminalChange[];
	users: { user: ParameterChange; exists: boolean }[];
	admins: AdminChange[];
	nsws: NswChange[];
	/** Taken away: what an act that is undone had added. */
	removedUsers: string[];
	removedTerminals: string[];
};

/** Writes all of a batch or nothing. Faults STORE_DUPLICATE, STORE_RECORD_MISSING and the disk's STORE_*. */
export interface AccountBatchStore {
	apply(batch: AccountBatch, at: string): Promise<void>;
}

export function emptyBatch(): AccountBatch {
	return { companies: [], terminals: [], users: [], admins: [], nsws: [], removedUsers: [], removedTerminals: [] };
}

/** What a stored User ID has of its own, in the form a change carries it. */
export function ownFields(set: StoredParameters): Omit<ParameterChange, 'password' | 'terminal' | 'userCodeId'> {
	const { id, companyId, declarantName, email, userCode, userId, status, effectiveAt, endsOn, updatedAt } = set;
	return {
		...{ id, companyId, declarantName, email, userCode, userId, status, effectiveAt, endsOn, updatedAt },
		...certificateOf(set),
	};
}
