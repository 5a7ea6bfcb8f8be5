import { Call16Regular, CheckmarkCircle16Regular, ClipboardTask16Regular, Mail16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { AnswerFacts, AnswerPanel } from './answer-panel.tsx';
import { CallDialog } from './call-dialog.tsx';
import { DraftTools } from './draft-tools.tsx';
import { EventList } from './event-list.tsx';
import { day } from './show-values.ts';
import { StepCard, type StepProps } from './step-card.tsx';
import { newestRecord, UndoDialog } from './undo-dialog.tsx';
import { useWaiting } from './use-waiting.ts';
import { WaitingPanel } from './waiting-panel.tsx';
import './sending.css';

/** Step 6: the term of customs, reminders, the answer and what follows from it. */
export function TrackStep(props: StepProps) {
	const { t } = useTranslation(['sending', 'dossiers']);
	const { dossier, put, goTo, leave } = props;
	const { sending } = dossier;
	const { sentAt, answer } = sending;
	const route = routeOf(dossier.letter);
	const onPaper = route !== 'email';
	const waitingFor = useWaiting();
	const reminding = useCall();
	const { place } = useNavigation();
	const wanted = place.screen === 'dossiers' ? place.act : undefined;
	const [dialog, setDialog] = useState<'answer' | 'call' | 'undo' | undefined>(wanted === 'call' ? 'call' : undefined);
	const [noProgram, setNoProgram] = useState(false);
	const waiting = sentAt !== null ? waitingFor?.(sentAt, route) : undefined;
	const overdue = !answer && (waiting?.overdue ?? 0) > 0;

	const remind = async () => {
		const opened = await reminding.run(() => window.keyring.dossiers.openDraft({ id: dossier.id, what: 'reminder' }));
		if (opened) setNoProgram(!opened.opened);
	};
	// From Hôm nay: the user has pressed the button there.
	const begun = useRef(false);
	useEffect(() => {
		if (wanted !== 'remind' || begun.current) return;
		begun.current = true;
		void remind();
	});
	const acts = (
		<div className="track-acts">
			{!onPaper && (
				<ActionButton
					text={t('track.remind')}
					size="small"
					icon={<Mail16Regular />}
					busy={reminding.busy}
					onClick={() => void remind()}
				/>
			)}
			<ActionButton text={t('track.call')} size="small" icon={<Call16Regular />} onClick={() => setDialog('call')} />
		</div>
	);
	const close = () => setDialog(undefined);
	return (
		<StepCard
			title={t('track.title')}
			sub={t('track.sub', { version: sending.version })}
			tools={
				newestRecord(dossier) && (
					<button type="button" className="link" onClick={() => setDialog('undo')}>
						{t('track.undo')}
					</button>
				)
			}
			foot={
				<>
					<ActionButton
						text={t(onPaper ? 'track.backPaper' : 'track.back')}
						onClick={() => goTo(onPaper ? 'print' : 'mail')}
					/>
					<span className="grow" />
					<ActionButton text={t('dossiers:wizard.leave')} onClick={leave} />
					{sentAt !== null && !answer && (
						<ActionButton
							text={t('track.record')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							icon={<CheckmarkCircle16Regular />}
							onClick={() => setDialog('answer')}
						/>
					)}
				</>
			}
		>
			<div className="track">
				<div className="track-main">
					{sentAt === null && (
						<EmptyState
							icon={<ClipboardTask16Regular />}
							title={t('track.unsentTitle')}
							text={t(onPaper ? 'track.unsentTextPaper' : 'track.unsentText')}
						/>
					)}
					<ErrorPanel error={reminding.error} onClose={reminding.dismiss} />
					{answer && <AnswerPanel {...props} answer={answer} />}
					{waiting && !answer && (
						<>
							{overdue && (
								<Message tone="e" action={acts}>
									<b>{t('track.overdue', { days: waiting.overdue })}</b>
									<div>{t(onPaper ? 'track.overdueTextPaper' : 'track.overdueText')}</div>
								</Message>
							)}
							<WaitingPanel waiting={waiting} route={route} />
							{!overdue && acts}
						</>
					)}
					{noProgram && (
						<>
							<div role="status">
								<Message tone="w">{t('mail.noProgram')}</Message>
							</div>
							<DraftTools dossier={dossier} what="reminder" />
						</>
					)}
					<Earlier dossier={dossier} />
				</div>
				<EventList sending={sending} />
			</div>
			{dialog === 'answer' && <AnswerDialog dossier={dossier} put={put} onClose={close} />}
			{dialog === 'call' && <CallDialog dossier={dossier} put={put} onClose={close} />}
			{dialog === 'undo' && <UndoDialog dossier={dossier} put={put} onClose={close} />}
		</StepCard>
	);
}

/** The sendings that were answered before this one. */
function Earlier({ dossier }: { dossier: Dossier }) {
	const { t } = useTranslation('sending');
	const { earlier } = dossier.sending;
	if (earlier.length === 0) return null;
	return (
		<section className="earlier" aria-labelledby="earlier-title">
			<h3 id="earlier-title">{t('track.earlier')}</h3>
			{earlier.toReversed().map((round) => (
				<div key={round.version}>
					<b>{t('track.sub', { version: round.version })}</b>{' '}
					<span className="mut">
						{round.sentAt ? t('track.earlierSent', { time: timeInVietnam(round.sentAt) }) : t('track.earlierUnsent')} ·{' '}
						{round.signedAt === '' ? t('export.printed') : t('track.earlierSigned', { time: day(round.signedAt) })}
						{round.answer && ` · ${t(`track.outcome.${round.answer.outcome}`)}`}
					</span>
					{round.answer && <AnswerFacts dossierId={dossier.id} answer={round.answer} />}
				</div>
			))}
		</section>
	);
}
