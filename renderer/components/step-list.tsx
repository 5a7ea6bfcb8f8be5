import { CheckmarkCircle20Regular, ErrorCircle20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

export type Step = {
	id: string;
	title: string;
	/** What stands there: "4 giấy tờ · 5 trang". */
	detail?: string | undefined;
	state: 'done' | 'current' | 'todo' | 'problem';
	/** Cannot be opened yet. */
	disabled?: boolean;
};

/** The steps of a task from top to bottom, each with its state in word and sign. `selected` is the one on screen. */
export function StepList({
	label,
	steps,
	selected,
	onSelect,
}: {
	label: string;
	steps: readonly Step[];
	selected: string;
	onSelect: (id: string) => void;
}) {
	const { t } = useTranslation('common');
	return (
		<ol className="step-list" aria-label={label}>
			{steps.map((step, place) => (
				<li key={step.id}>
					<button
						type="button"
						className={`step ${step.state}`}
						aria-current={step.id === selected ? 'step' : undefined}
						disabled={step.disabled}
						onClick={() => onSelect(step.id)}
					>
						<span className="step-sign" aria-hidden="true">
							{step.state === 'done' ? (
								<CheckmarkCircle20Regular />
							) : step.state === 'problem' ? (
								<ErrorCircle20Regular />
							) : (
								place + 1
							)}
						</span>
						<span className="step-text">
							<span className="step-title">{step.title}</span>
							<span className="step-detail">
								{t(`step.${step.state}`)}
								{step.detail && ` · ${step.detail}`}
							</span>
						</span>
					</button>
				</li>
			))}
		</ol>
	);
}
