import { useTranslation } from 'react-i18next';
import type { LetterProblem } from '../../../shared/domain/letter/check-letter-request.ts';

/** The sentence for a problem of the letter: at the field and in the summary the same. */
export function useLetterProblemText(): (problem: LetterProblem) => string {
	const { t } = useTranslation(['dossiers', 'problems']);
	return ({ field, code, params }) => {
		if (code === 'VALUE_EMPTY' && field === 'letter.reason') return t('dossiers:letter.problems.reasonEmpty');
		if (field === 'company.shortName') return t('dossiers:letter.problems.numberNeedsSign');
		const label = field === '' || field === 'kind' ? '' : t(`dossiers:letter.fields.${field}`);
		return t([`dossiers:letter.problems.${code}`, `problems:${code}`, 'dossiers:letter.problems.other'], {
			...params,
			label,
		});
	};
}
