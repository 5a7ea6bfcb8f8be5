import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasswordRecord } from '../../../shared/domain/account-life/password-life.ts';

type Answer = PasswordRecord['answer'];

/** "Trang Hải quan đã trả lời": the portal's two answers in its own words, and what each means. */
export function AnswerChoice({
	value,
	onChange,
	until,
	problem,
}: {
	value: Answer | '';
	onChange: (value: Answer) => void;
	/** From when a new password works, in words. */
	until: string;
	problem: string | undefined;
}) {
	const { t } = useTranslation('passwords');
	const name = useId();
	return (
		<fieldset className="answers">
			<legend>
				{t('answer.label')} <span className="required">*</span>
			</legend>
			<div className="two-columns">
				{(['succeeded', 'same-as-old'] as const).map((one) => (
					<label key={one} className="answer" data-chosen={one === value}>
						<input type="radio" name={name} checked={one === value} onChange={() => onChange(one)} />
						<span>
							<b>{t(`answer.${one}.words`)}</b>
							<span className="mut">{t(`answer.${one}.meaning`, { until })}</span>
						</span>
					</label>
				))}
			</div>
			{problem && (
				<p className="field-problem" role="alert">
					{problem}
				</p>
			)}
		</fieldset>
	);
}
