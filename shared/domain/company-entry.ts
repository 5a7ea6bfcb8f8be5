import type { CompanyDraft } from '../contracts/companies-contract.ts';
import { isDay, tidy } from './entry-text.ts';
import type { Problem } from './problem-codes.ts';
import { checkTaxCode, normalizeTaxCode } from './tax-code.ts';

/** The stored form of what was typed: composed (NFC), no spaces around, the tax code as digits. */
export function tidyCompany(typed: CompanyDraft): CompanyDraft {
	return {
		...tidyLines(typed),
		taxCode: normalizeTaxCode(typed.taxCode),
		representative: tidyLines(typed.representative),
	};
}

function tidyLines<T extends object>(record: T): T {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [name, typeof value === 'string' ? tidy(value) : value]),
	) as T;
}

/** A company of which nothing is known. */
export const emptyCompany: CompanyDraft = {
	kind: 'own',
	taxCode: '',
	name: '',
	shortName: '',
	address: '',
	phone: '',
	fax: '',
	email: '',
	place: '',
	contactName: '',
	contactPhone: '',
	contactEmail: '',
	customsOfficeCode: '',
	customsOfficeName: '',
	declarationAddress: '',
	proxyNote: '',
	practice: false,
	representative: { name: '', title: '', idType: 'cccd', idNumber: '', idDate: '', idPlace: '' },
};

export type CompanyProblem = { field: string; code: 'missing' | 'date' | 'rule'; problem?: Problem };

/** What keeps a tidied company from being stored: tax code and name are needed, a date must exist. Warnings do not count. */
export function companyProblems(company: CompanyDraft): CompanyProblem[] {
	const problems: CompanyProblem[] = [];
	const wrong = checkTaxCode(company.taxCode).find((one) => one.severity === 'error');
	if (company.taxCode === '') problems.push({ field: 'taxCode', code: 'missing' });
	else if (wrong) problems.push({ field: 'taxCode', code: 'rule', problem: wrong });
	if (company.name === '') problems.push({ field: 'name', code: 'missing' });
	const { idDate } = company.representative;
	if (idDate !== '' && !isDay(idDate)) problems.push({ field: 'representative.idDate', code: 'date' });
	return problems;
}
