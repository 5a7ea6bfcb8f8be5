import { Checkbox } from '@fluentui/react-components';
import { Checkmark16Regular, Warning12Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contracts/dossiers-contract.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Tag } from '../../components/tag.tsx';
import { useCall } from '../../components/use-call.ts';
import { useTerms } from './letter-wording.ts';
import { StepCard, type StepProps } from './step-card.tsx';

/** In the order in which they belong behind the letter. */
const listed = ['business-registration', 'tax-registration', 'representative-id'] as const satisfies readonly Paper[];

/** Step 2 on paper: the certified copies that customs wants, ticked off as they lie ready. */
export function CopiesStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation('dossiers');
	const termOf = useTerms();
	const { run, error, dismiss } = useCall();
	const [asked, setAsked] = useState(false);
	const { missingPapers } = dossier;
	const [copies, setCopies] = useState(dossier.copies);
	const route = routeOf(dossier.letter);
	const tick = async (paper: Paper, there: boolean) => {
		// In the order of the list, whatever was ticked first.
		const ticked = listed.filter((one) => (one === paper ? there : copies.includes(one)));
		setCopies(ticked);
		const changed = await run(() => window.keyring.dossiers.setCopies({ id: dossier.id, copies: ticked }));
		if (changed) put(changed);
		else setCopies(copies);
	};
	const next = () => {
		if (missingPapers.length > 0) setAsked(true);
		else goTo('print');
	};
	return (
		<StepCard
			title={t('steps.copies')}
			sub={t('copies.sub')}
			foot={
				<>
					<ActionButton text={t('copies.back')} onClick={() => goTo('letter')} />
					<span className="grow" />
					<ActionButton text={t('wizard.saveAndLeave')} onClick={leave} />
					<ActionButton text={t('copies.next')} shortcut="Ctrl+Enter" appearance="primary" onClick={next} />
				</>
			}
		>
			<div className="copies">
				<ErrorPanel error={error} onClose={dismiss} />
				{asked && missingPapers.length > 0 && (
					<div role="alert">
						<Message tone="e">
							{t('copies.missing', { papers: missingPapers.map((paper) => t(`papers.${paper}`)).join(', ') })}
						</Message>
					</div>
				)}
				<h3>{t('copies.title')}</h3>
				<ul className="checklist">
					{[t('scans.letterItem'), ...(route === 'hand' ? [t('copies.introduction')] : [])].map((own) => (
						<li key={own}>
							<Checkmark16Regular className="ok" />
							<span className="one grow">{own}</span>
							<Tag>{t('copies.printed')}</Tag>
						</li>
					))}
					{listed.map((paper) => (
						<li key={paper}>
							<Checkbox
								className="tight-checkbox grow"
								label={`${t('copies.certified')}: ${t(`papers.${paper}`)}`}
								checked={copies.includes(paper)}
								onChange={(_event, data) => void tick(paper, data.checked === true)}
							/>
							{paper === 'tax-registration' && <Tag>{t('copies.optional')}</Tag>}
							{missingPapers.includes(paper) && (
								<Tag tone="w" icon={<Warning12Regular />}>
									{t('scans.missing')}
								</Tag>
							)}
						</li>
					))}
				</ul>
				<p className="mut">{t('copies.hint')}</p>
				<p className="mut small">{t('copies.source', { source: termOf(route).source })}</p>
			</div>
		</StepCard>
	);
}
