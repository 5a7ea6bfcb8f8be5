import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterOfKind } from '../../../shared/contracts/letters-contract.ts';

/** The words of this language for the placeholders of a kind of letter. */
export function usePlaceholderWords(cases: LetterOfKind['cases']) {
	const { t } = useTranslation('letters');
	return useMemo(() => {
		const names = new Set(cases.flatMap(({ filled }) => filled));
		return placeholderWords(new Map([...names].map((name) => [name, t(`placeholder.${name}`)])));
	}, [cases, t]);
}

/**
 * The form names placeholders in words: `{Tên doanh nghiệp}` for `{company.name}`. What names none stays as it was typed,
 * so that the check can say it.
 */
export function placeholderWords(wordsOf: ReadonlyMap<string, string>) {
	const nameOf = new Map([...wordsOf].map(([name, words]) => [folded(words), name]));
	return {
		/** A text as it is shown and edited. */
		inWords: (text: string) => renamed(text, (name) => wordsOf.get(name)),
		/** A text as it is checked and kept. */
		asTemplate: (text: string) => renamed(text, (words) => nameOf.get(folded(words))),
	};
}

function renamed(text: string, other: (inside: string) => string | undefined): string {
	return text.replace(/\{([^{}]*)\}/g, (whole, inside: string) => {
		const name = other(inside);
		return name === undefined ? whole : `{${name}}`;
	});
}

function folded(words: string): string {
	return words.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi');
}
