import { Copy16Regular, FolderOpen16Regular, Print16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { copyText } from '../../components/copy-text.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useAddressee } from './letter-wording.ts';
import { fileIdOf } from './pdf-files.ts';
import { PdfPages } from './pdf-page.tsx';
import { SentBox } from './sent-box.tsx';
import { StepCard, type StepProps } from './step-card.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { useLetterPreview } from './use-letter-draft.ts';
import './sending.css';

/** The last step before waiting, on paper: the letters are printed, signed by hand, sent by the user, and that is recorded. */
export function PrintStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation(['dossiers', 'sending']);
	const addressee = useAddressee();
	const toast = useToast();
	const { run, busy, error, dismiss } = useCall();
	const [undoing, setUndoing] = useState(false);
	const { preview } = useLetterPreview(dossier.id, dossier.letter);
	const { id, merged, sending, letter } = dossier;
	const route = routeOf(letter);
	const { sentAt } = sending;
	const pages = merged?.pages ?? preview?.pages ?? 1;
	const save = async () => {
		const made = merged ? dossier : await run(() => window.keyring.dossiers.merge({ id }));
		if (!made) return;
		put(made);
		const saved = await run(() => window.keyring.dossiers.saveAs({ id }));
		if (!saved) return;
		put(saved);
		if (saved.savedAs && saved.updatedAt !== made.updatedAt) toast(t('sign.saved', { file: saved.savedAs }));
	};
	const copyAddress = () => {
		if (copyText(`${addressee.name} (${addressee.unit})\n${addressee.address}`)) toast(t('print.copied'));
	};
	const file = merged
		? { fileId: fileIdOf.merged(id), version: merged.at }
		: preview && { fileId: preview.fileId, version: preview.version };
	const papers = dossier.copies.map((paper) => t(`papers.${paper}`)).join(', ');
	return (
		<StepCard
			title={t('steps.print')}
			sub={t('print.sub')}
			foot={
				<>
					{sentAt === null && <ActionButton text={t('print.back')} onClick={() => goTo('scans')} />}
					<span className="grow" />
					<ActionButton text={t(sentAt === null ? 'wizard.saveAndLeave' : 'wizard.leave')} onClick={leave} />
					{sentAt !== null && (
						<ActionButton
							text={t('sending:mail.next')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							onClick={() => goTo('track')}
						/>
					)}
				</>
			}
		>
			<div className="merge">
				<div className="merge-side">
					<ErrorPanel error={error} onClose={dismiss} />
					{sentAt !== null && route !== 'email' && (
						<Message
							tone="o"
							action={
								sending.answer ? undefined : (
									<ActionButton text={t('sending:mail.sentUndo')} size="small" onClick={() => setUndoing(true)} />
								)
							}
						>
							{t(`print.sentAt.${route}`, { time: timeInVietnam(sentAt), address: sending.sentTo })}
						</Message>
					)}
					<section className="mail-box" aria-labelledby="print-box-1">
						<h3 id="print-box-1">{t('print.box1')}</h3>
						<ol className="guide">
							<li>{t('print.do.print', { pages })}</li>
							<li>{t('print.do.copies', { papers })}</li>
							{route !== 'email' && (
								<li>
									{t(`print.do.${route}`, { idType: t(`letter.idTypes.${letter.introduction?.idType ?? 'cccd'}`) })}
								</li>
							)}
						</ol>
						<div className="mail-open">
							<ActionButton
								text={t('print.act')}
								shortcut="Ctrl+S"
								appearance={merged ? 'secondary' : 'primary'}
								icon={<Print16Regular />}
								busy={busy}
								onClick={() => void save()}
							/>
							{dossier.savedAs && (
								<>
									<span>{dossier.savedAs}</span>
									<ActionButton
										text={t('sign.show')}
										size="small"
										icon={<FolderOpen16Regular />}
										onClick={() => void run(() => window.keyring.dossiers.showInFolder({ id }))}
									/>
								</>
							)}
						</div>
					</section>
					<section className="print-address" aria-labelledby="print-address">
						<h3 id="print-address">{t('print.address')}</h3>
						<address>
							<b>{`${addressee.name} (${addressee.unit})`}</b>
							<br />
							{addressee.address}
						</address>
						<ActionButton text={t('print.copyAddress')} size="small" icon={<Copy16Regular />} onClick={copyAddress} />
						<p className="mut small">{t('print.source', { source: addressee.source.address })}.</p>
						{sentAt === null && <Message tone="w">{t('print.ask', { hotline: addressee.hotline })}</Message>}
					</section>
					{sentAt === null && (
						<>
							<SentBox dossier={dossier} put={put} onSent={() => goTo('track')} disabled={merged === null} />
							{merged === null && <p className="mut small">{t('print.notSaved')}</p>}
						</>
					)}
				</div>
				<div className="merge-view">
					{file && (
						<PdfPages
							{...file}
							pages={pages}
							title={t('print.previewTitle')}
							label={(page) => t('print.preview', { page })}
						/>
					)}
				</div>
			</div>
			{undoing && <UndoDialog dossier={dossier} put={put} onClose={() => setUndoing(false)} />}
		</StepCard>
	);
}
