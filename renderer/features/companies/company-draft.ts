import type { CompanyDraft } from '../../../shared/contracts/companies-contract.ts';
import { parseDate } from '../../../shared/domain/dates.ts';
import type { Problem } from '../../../shared/domain/problem-codes.ts';
import { checkTaxCode, normalizeTaxCode } from '../../../shared/domain/tax-code.ts';

export const emptyCompany: CompanyDraft = {
	taxCode: '',
	name: '',
	shortName: '',
	address: '',
	phone: '',
	email: '',
	place: '',
	representative: { name: '', title: '', idType: 'cccd', idNumber: '', idDate: '', idPlace: '' },
};

/** NFC, no spaces around, the tax code in its stored form: what is saved of what was typed. */
export function tidyCompany(typed: CompanyDraft): CompanyDraft {
	const line = (text: string) => text.normalize('NFC').trim();
	const { representative, id } = typed;
	return {
		...(id ? { id } : {}),
		taxCode: normalizeTaxCode(typed.taxCode),
		name: line(typed.name),
		shortName: line(typed.shortName),
		address: line(typed.address),
		phone: line(typed.phone),
		email: line(typed.email),
		place: line(typed.place),
		representative: {
			name: line(representative.name),
			title: line(representative.title),
			idType: representative.idType,
			idNumber: line(representative.idNumber),
			idDate: line(representative.idDate),
			idPlace: line(representative.idPlace),
		},
	};
}

export type CompanyProblem = { field: string; code: 'missing' | 'date' | 'rule'; problem?: Problem };

/** What keeps a company from being saved: tax code and name are needed, a date must exist. Warnings do not count. */
export function companyProblems(draft: CompanyDraft): CompanyProblem[] {
	const problems: CompanyProblem[] = [];
	const wrong = checkTaxCode(draft.taxCode).find((one) => one.severity === 'error');
	if (draft.taxCode === '') problems.push({ field: 'taxCode', code: 'missing' });
	else if (wrong) problems.push({ field: 'taxCode', code: 'rule', problem: wrong });
	if (draft.name === '') problems.push({ field: 'name', code: 'missing' });
	const { idDate } = draft.representative;
	if (idDate !== '' && parseDate(idDate) !== idDate) problems.push({ field: 'representative.idDate', code: 'date' });
	return problems;
}
