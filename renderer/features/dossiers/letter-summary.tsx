import { Warning16Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterProblem } from '../../../shared/domain/letter/check-letter-request.ts';
import { type LetterPath, pathOf } from './letter-form.ts';
import { useLetterProblemText } from './letter-problem-text.ts';

/**
 * "Còn 2 ô cần sửa" with a link to each field. It takes the focus each time `asked` grows, and then follows the typing
 * without taking it again.
 */
export function LetterSummary({
	problems,
	asked,
	onGo,
}: {
	problems: readonly LetterProblem[];
	asked: number;
	onGo: (path: LetterPath) => void;
}) {
	const { t } = useTranslation('dossiers');
	const text = useLetterProblemText();
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (asked > 0) panel.current?.focus();
	}, [asked]);
	if (asked === 0 || problems.length === 0) return null;
	return (
		<div className="message e error-panel letter-summary" role="alert" tabIndex={-1} ref={panel}>
			<Warning16Regular />
			<div className="grow">
				<b>{t('letter.summaryTitle', { problems: problems.length })}</b>
				<ul>
					{problems.map((problem) => {
						const path = pathOf(problem);
						return (
							<li key={`${problem.field} ${problem.code}`}>
								{path ? (
									<button type="button" className="link" onClick={() => onGo(path)}>
										{text(problem)}
									</button>
								) : (
									text(problem)
								)}
							</li>
						);
					})}
				</ul>
			</div>
		</div>
	);
}
