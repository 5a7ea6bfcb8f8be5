import type { companiesContract } from '../../../shared/contracts/companies-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { companyProblems, tidyCompany } from '../../../shared/domain/company-entry.ts';
import { capture, Fault, type Result, unwrap } from '../../../shared/result.ts';
import { newId } from '../../platform/ids.ts';
import type { CompanyStore } from './company-store-port.ts';

const details = { missing: 'VALUE_EMPTY', date: 'DATE_INVALID' };

/** The companies one declares for. Nothing in them is secret: readable while locked. */
export function createCompaniesFeature({
	store,
	removeFiles,
	now,
}: {
	store: CompanyStore;
	/** Removes what is kept for a company outside the store. */
	removeFiles: (companyId: string) => Promise<Result<null>>;
	now: () => number;
}): Handlers<typeof companiesContract> {
	return {
		list: () => capture(() => store.list()),

		save: (draft) =>
			capture(async () => {
				const company = { ...tidyCompany(draft), id: draft.id ?? newId(now()) };
				const [wrong] = companyProblems(company);
				if (wrong) {
					const detail = wrong.code === 'rule' ? (wrong.problem?.code ?? '') : details[wrong.code];
					throw new Fault('INPUT_FIELD', { field: wrong.field, detail });
				}
				const at = new Date(now()).toISOString();
				await (draft.id ? store.change(company, at) : store.add(company, at));
				return company;
			}),

		remove: ({ id }) =>
			capture(async () => {
				await store.remove(id);
				return unwrap(await removeFiles(id));
			}),
	};
}
