import type { Company, CompanyDraft, companiesContract } from '../../../shared/contracts/companies-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { tidy, tidyDate } from '../../../shared/domain/entry-text.ts';
import { checkTaxCode, normalizeTaxCode } from '../../../shared/domain/tax-code.ts';
import { capture, Fault } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { CompanyStore } from './company-store-port.ts';

/** The companies one declares for. Nothing in them is secret: readable while locked. */
export function createCompaniesFeature({
	store,
	now,
}: {
	store: CompanyStore;
	now: () => number;
}): Handlers<typeof companiesContract> {
	return {
		list: () => capture(() => store.list()),
		save: (draft) =>
			capture(async () => {
				const company = entered(draft, draft.id ?? newId(now()));
				const at = new Date(now()).toISOString();
				await (draft.id ? store.change(company, at) : store.add(company, at));
				return company;
			}),
	};
}

/** Fault INPUT_FIELD {field, detail} for what a company cannot be kept without; `detail` is a problem code. */
function entered(draft: CompanyDraft, id: string): Company {
	const { representative } = draft;
	const wrong = checkTaxCode(draft.taxCode).find(({ severity }) => severity === 'error');
	if (wrong) throw new Fault('INPUT_FIELD', { field: 'taxCode', detail: wrong.code });
	if (tidy(draft.name) === '') throw new Fault('INPUT_FIELD', { field: 'name', detail: 'VALUE_EMPTY' });
	return {
		id,
		taxCode: normalizeTaxCode(draft.taxCode),
		name: tidy(draft.name),
		shortName: tidy(draft.shortName),
		address: tidy(draft.address),
		phone: tidy(draft.phone),
		email: tidy(draft.email),
		place: tidy(draft.place),
		representative: {
			name: tidy(representative.name),
			title: tidy(representative.title),
			idType: representative.idType,
			idNumber: tidy(representative.idNumber),
			idDate: tidyDate('representative.idDate', representative.idDate),
			idPlace: tidy(representative.idPlace),
		},
	};
}
