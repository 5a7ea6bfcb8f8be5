import type { RequestEventRow, RequestRow } from '../../../shared/contracts/requests-contract.ts';
import type { CancellableTerminal, CancellableUser } from '../../../shared/domain/account-life/cancellation.ts';
import type { RequestKind } from '../../../shared/domain/account-life/portal-request.ts';
import type { Validity } from '../../../shared/domain/validity.ts';

/** What a company has at customs, with how long it holds. */
export type Registered = {
	userCodes: ({ id: string; code: string } & Validity)[];
	users: (Omit<CancellableUser, 'active'> & Validity)[];
	terminals: (Omit<CancellableTerminal, 'active'> & Validity)[];
};

/** From which day (YYYY-MM-DD) on a cancelled subject has ended; empty takes an end away again. */
export type Ending = { kind: RequestKind; subjectId: string; endsOn: string };

/** Where requests are kept. Failures leave as a Fault STORE_*: the company exists (STORE_RECORD_MISSING). */
export interface RequestStore {
	/** Newest first; of all companies without `companyId`. */
	list(companyId: string | undefined): Promise<RequestRow[]>;
	find(id: string): Promise<RequestRow | null>;
	add(request: RequestRow): Promise<void>;
	/** Adds the event and, in the same act, writes what it ends. A User code takes the User IDs under it along. */
	record(requestId: string, event: RequestEventRow & { id: string }, ending: Ending | null): Promise<void>;
	registered(companyId: string): Promise<Registered>;
}
