import { createContext, type ReactNode, useContext } from 'react';
import type { Company } from '../../shared/contracts/companies-contract.ts';

const CompanyContext = createContext<Company | undefined>(undefined);

export function CompanyProvider({ company, children }: { company: Company; children: ReactNode }) {
	return <CompanyContext value={company}>{children}</CompanyContext>;
}

/** The company chosen in the picker. Screens of the frame are drawn only when there is one. */
export function useCompany(): Company {
	const company = useContext(CompanyContext);
	if (!company) throw new Error('useCompany outside the frame');
	return company;
}
