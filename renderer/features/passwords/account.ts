import type { AccountKind } from '../../../shared/contracts/accounts-contract.ts';

/** The account whose password changes, as the doors need it. */
export type DoorAccount = {
	kind: AccountKind;
	id: string;
	companyId: string;
	/** V2060001, or the tax code of an administrator account. */
	name: string;
	/** Whoever usually changes it; may be empty. */
	person: string;
	hasPassword: boolean;
	/** When the present password works (milliseconds since 1970), while a wait runs. */
	waitsUntil: number | null;
};
