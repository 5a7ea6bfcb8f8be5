import { useTranslation } from 'react-i18next';
import type { ErrorParams } from '../../shared/errors/codes.ts';
import type { FieldNote } from './form-field.tsx';

type Problem = { code: string; severity: 'error' | 'warning'; params: ErrorParams };

/** The sentence for a problem of a field, and the note a field shows for it. */
export function useProblemText() {
	const { t } = useTranslation(['problems', 'common']);
	const text = (problem: Pick<Problem, 'code' | 'params'>) =>
		t([`problems:${problem.code}`, 'common:error.problem'], { ...problem.params });
	const note = (problems: readonly Problem[]): FieldNote | undefined => {
		const worst = problems.find((one) => one.severity === 'error') ?? problems[0];
		return worst && { tone: worst.severity, text: text(worst) };
	};
	return { text, note };
}
