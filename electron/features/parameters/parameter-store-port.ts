import type { ParameterSetRow, SecretField } from '../../../shared/contracts/parameters-contract.ts';

/** A stored set: what is readable, and the sealed secrets (null: none). */
export type StoredParameters = Omit<ParameterSetRow, 'hasPassword' | 'hasAccessKey'> & {
	sealed: Record<SecretField, Uint8Array | null>;
};

/** A set to be written. A secret that is not named stays as it is stored, with its time of change. */
export type ParameterChange = Omit<ParameterSetRow, 'hasPassword' | 'hasAccessKey' | 'passwordChangedAt'> & {
	sealed: {
		password?: { bytes: Uint8Array | null; changedAt: string | null };
		accessKey?: { bytes: Uint8Array | null };
	};
};

/**
 * Where parameter sets are kept. Failures leave as a Fault STORE_*: a User ID stands once in a company
 * (STORE_DUPLICATE), the company and the changed set exist (STORE_RECORD_MISSING).
 */
export interface ParameterStore {
	list(companyId: string): Promise<StoredParameters[]>;
	find(id: string): Promise<StoredParameters | null>;
	add(change: ParameterChange): Promise<void>;
	change(change: ParameterChange): Promise<void>;
	/** False when there was no such set. */
	remove(id: string): Promise<boolean>;
}
