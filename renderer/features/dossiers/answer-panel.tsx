import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/contracts/sending-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import { EnterDialog } from './enter-dialog.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import type { StepProps } from './step-card.tsx';

export const outcomeTones = { issued: 'o', supplement: 'w', rejected: 'e' } as const;

/** What customs answered and what follows from it. */
export function AnswerPanel({ answer, ...props }: StepProps & { answer: Answer }) {
	const { t } = useTranslation('sending');
	const { dossier } = props;
	const [reopening, setReopening] = useState(false);
	const [entering, setEntering] = useState(false);
	const { enteredAt } = dossier.sending;
	const { outcome } = answer;
	const onPaper = routeOf(dossier.letter) !== 'email';
	return (
		<section className="customs-answer" aria-labelledby="answer-title">
			<h3 id="answer-title">{t('track.result')}</h3>
			<Message
				tone={outcomeTones[outcome]}
				action={
					outcome === 'issued' ? (
						enteredAt === null && (
							<ActionButton
								text={t(`track.enter.${dossier.kind}`)}
								appearance="primary"
								size="small"
								onClick={() => setEntering(true)}
							/>
						)
					) : (
						<ActionButton
							text={t(outcome === 'supplement' ? 'track.reopen' : 'mail.reopen')}
							appearance={outcome === 'supplement' ? 'primary' : 'secondary'}
							size="small"
							onClick={() => setReopening(true)}
						/>
					)
				}
			>
				<b>{t(`track.outcome.${outcome}`)}</b>
				{outcome !== 'issued' && (
					<div>{t(onPaper && outcome === 'supplement' ? 'track.supplementNextPaper' : `track.${outcome}Next`)}</div>
				)}
				{outcome === 'issued' && enteredAt === null && <div>{t('track.enterText')}</div>}
				{enteredAt !== null && <div>{t('track.entered', { time: timeInVietnam(enteredAt) })}</div>}
			</Message>
			<AnswerFacts dossierId={dossier.id} answer={answer} />
			{entering && <EnterDialog dossier={dossier} put={props.put} onClose={() => setEntering(false)} />}
			{reopening && <ReopenDialog {...props} onClose={() => setReopening(false)} />}
		</section>
	);
}

/** Day, note and files of an answer. */
export function AnswerFacts({ dossierId, answer }: { dossierId: string; answer: Answer }) {
	const { t } = useTranslation('sending');
	const { run, error, dismiss } = useCall();
	return (
		<>
			<ErrorPanel error={error} onClose={dismiss} />
			<dl>
				<dt>{t('track.answerOn')}</dt>
				<dd>{formatDate(answer.on)}</dd>
				{answer.note && (
					<>
						<dt>{t('track.note')}</dt>
						<dd className="event-note">{answer.note}</dd>
					</>
				)}
				<dt>{t('track.files')}</dt>
				<dd>
					{answer.files.length === 0 && <span className="mut">{t('track.noFiles')}</span>}
					{answer.files.map((file) => (
						<div key={file.id}>
							{file.name}{' '}
							<button
								type="button"
								className="link"
								aria-label={`${t('track.showFile')}: ${file.name}`}
								onClick={() =>
									void run(() => window.keyring.dossiers.showAnswerFile({ id: dossierId, fileId: file.id }))
								}
							>
								{t('track.showFile')}
							</button>
						</div>
					))}
				</dd>
			</dl>
		</>
	);
}
