import type { Handlers } from '../../../shared/contracts/handlers.ts';
import type { searchContract } from '../../../shared/contracts/search-contract.ts';
import type { ErrorHelp } from '../../../shared/domain/error-codes/error-help.ts';
import { createSearchIndex, type SearchEntry, type SearchIndex } from '../../../shared/domain/search/search-index.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { capture } from '../../../shared/result.ts';
import type { SearchSource } from './search-port.ts';

const perKind = 6;

/** One index over everything that is not secret, built when it is first asked for after a change. */
export function createSearchFeature({
	source,
	errorCodes,
}: {
	source: SearchSource;
	errorCodes: () => Promise<ErrorHelp[]>;
}): Handlers<typeof searchContract> {
	let index: { of: string; built: SearchIndex } | undefined;
	return {
		find: ({ query, language }) =>
			capture(async () => {
				const of = `${language} ${await source.version()}`;
				if (index?.of !== of) {
					const entries = [...recordEntries(await source.records()), ...codeEntries(await errorCodes(), language)];
					index = { of, built: createSearchIndex(entries) };
				}
				return index.built.find(query, perKind).map(({ kind, hits, more }) => ({
					kind,
					more,
					hits: hits.map(({ words: _words, ...hit }) => hit),
				}));
			}),
	};
}

function recordEntries({ companies, users, terminals, dossiers }: Awaited<ReturnType<SearchSource['records']>>) {
	const names = new Map(companies.map((one) => [one.id, one]));
	const of = (companyId: string) => {
		const company = names.get(companyId);
		return company
			? { company: company.name, words: `${company.taxCode} ${company.name}` }
			: { company: '', words: '' };
	};
	const entries: SearchEntry[] = companies.map(({ id, taxCode, name, shortName }) => ({
		kind: 'company',
		id,
		companyId: id,
		title: displayTaxCode(taxCode),
		sub: name,
		words: `${taxCode} ${shortName}`,
	}));
	for (const { id, companyId, userId, declarantName, userCode, certificateSerial } of users) {
		const { company, words } = of(companyId);
		const sub = [declarantName, company].filter(Boolean).join(' · ');
		entries.push({ kind: 'account', id, companyId, title: userId, sub, words: `${userCode} ${words}` });
		if (certificateSerial !== '') {
			entries.push({ kind: 'certificate', id, companyId, title: certificateSerial, sub: `${userId} · ${sub}`, words });
		}
	}
	for (const { id, companyId, terminalId, computer } of terminals) {
		const { company, words } = of(companyId);
		const sub = [computer, company].filter(Boolean).join(' · ');
		entries.push({ kind: 'terminal', id, companyId, title: terminalId, sub, words });
	}
	for (const { id, companyId, number } of dossiers) {
		const { company, words } = of(companyId);
		entries.push({ kind: 'dossier', id, companyId, title: number, sub: company, words });
	}
	return entries;
}

function codeEntries(codes: readonly ErrorHelp[], language: 'vi' | 'en'): SearchEntry[] {
	return codes.map((one) => ({
		kind: 'errorCode',
		id: `${one.service}/${one.code}`,
		companyId: null,
		title: one.code,
		sub: one[language].title,
		words: `${one.service} ${one[language].meaning}`,
	}));
}
