import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierKind } from '../../../shared/contracts/dossiers-contract.ts';
import type { Letters } from '../../../shared/contracts/letters-contract.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';

/** The words of letters and the address of customs; read before the first screen is drawn. */
export const LettersContext = createContext<Letters | undefined>(undefined);

export function useLetters(): Letters {
	const letters = useContext(LettersContext);
	if (!letters) throw new Error('useLetters outside its provider');
	return letters;
}

export type Addressee = Letters['addressee']['value'] & {
	/** Where each value comes from. */
	source: Record<string, string>;
};

/** Where the letter goes, with the mailbox and the term that customs named, as the user keeps them. */
export function useAddressee(): Addressee {
	const { t } = useTranslation('letters');
	const { value, original, source } = useLetters().addressee;
	const sources = Object.entries(value).map(([name, one]) => {
		const shipped = one === original[name as keyof typeof original];
		return [name, shipped ? (source[name] ?? '') : t('addressee.own')];
	});
	return { ...value, source: Object.fromEntries(sources) };
}

/** The address as it came with the application, with its sources: what another one is warned against. */
export function useOfficialAddressee(): Addressee {
	const { original, source } = useLetters().addressee;
	return { ...original, source };
}

/** Working days until the answer (`text` as a letter writes them: `03`), with the source of the term. */
export function useTerms(): (route: LetterRoute) => { days: number; text: string; source: string } {
	const addressee = useAddressee();
	return (route) => {
		const name = route === 'email' ? 'answerWorkingDays' : 'answerWorkingDaysOnPaper';
		const days = addressee[name];
		return { days, text: String(days).padStart(2, '0'), source: addressee.source[name] ?? '' };
	};
}

/**
 * Sentences offered as the reason of a letter. They are letter content: Vietnamese whatever the page's language. `original`
 * are in the order of the file that came with the application.
 */
export function useReasons(): (kind: DossierKind) => { offered: readonly string[]; original: readonly string[] } {
	const { kinds } = useLetters();
	return (kind) => {
		const found = kinds.find((one) => one.kind === kind);
		return { offered: found?.wording.reasons ?? [], original: found?.original.reasons ?? [] };
	};
}
