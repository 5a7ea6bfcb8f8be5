import type { Company } from '../../../shared/contracts/companies-contract.ts';

/** Where companies are kept. Failures leave as a Fault STORE_*; a tax code stands once (STORE_DUPLICATE). */
export interface CompanyStore {
	list(): Promise<Company[]>;
	find(id: string): Promise<Company | null>;
	add(company: Company, at: string): Promise<void>;
	/** Fault STORE_RECORD_MISSING when there is no such company. */
	change(company: Company, at: string): Promise<void>;
	/**
	 * With its accounts, User IDs, terminals and histories. Faults: STORE_RECORD_MISSING, STORE_COMPANY_IN_USE {dossiers}
	 * when dossiers are kept for it.
	 */
	remove(id: string): Promise<void>;
}
