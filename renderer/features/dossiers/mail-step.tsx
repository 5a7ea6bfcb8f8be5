import { Mail16Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { mailBytes } from '../../../shared/domain/file-size.ts';
import { letterNumber } from '../../../shared/domain/letter/letter-date.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Tag } from '../../components/tag.tsx';
import { useCall } from '../../components/use-call.ts';
import { DraftTools } from './draft-tools.tsx';
import { useOfficialAddressee } from './letter-wording.ts';
import { MailDialog, type MailField } from './mail-dialog.tsx';
import { useMailTexts } from './mail-facts.ts';
import { sizeState } from './page-acts.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import { SentBox } from './sent-box.tsx';
import { dayAndTime, useSizeText } from './show-values.ts';
import { StepCard, type StepProps } from './step-card.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import './sending.css';

/** Step 5: what will be sent is looked at once more, drafted, sent by the user, and recorded as sent. */
export function MailStep(props: StepProps) {
	const { t } = useTranslation(['sending', 'dossiers']);
	const { dossier, put, goTo, leave } = props;
	const { signed, sending } = dossier;
	const { mailOf } = useMailTexts();
	const official = useOfficialAddressee();
	const drafting = useCall();
	const [editing, setEditing] = useState<MailField>();
	const [reopening, setReopening] = useState(false);
	const [undoing, setUndoing] = useState(false);
	const [opened, setOpened] = useState<boolean>();
	const [tools, setTools] = useState(false);
	if (!signed) return null;

	const mail = mailOf(dossier, 'request');
	const locked = sending.sentAt !== null;
	const state = sizeState(signed.bytes);
	const otherAddress = mail.to.toLowerCase() !== official.email;
	const open = async () => {
		const answer = await drafting.run(() => window.keyring.dossiers.openDraft({ id: dossier.id, what: 'request' }));
		setOpened(answer?.opened);
		if (answer && !answer.opened) setTools(true);
	};
	const takeOfficial = async () => {
		const changed = await drafting.run(() =>
			window.keyring.dossiers.saveMail({ id: dossier.id, mail: { ...mail, to: official.email } }),
		);
		if (changed) put(changed);
	};
	return (
		<StepCard
			title={t('mail.title')}
			sub={t('mail.sub')}
			foot={
				<>
					<ActionButton text={t('mail.back')} onClick={() => goTo('sign')} />
					<span className="grow" />
					<ActionButton text={t('dossiers:wizard.saveAndLeave')} onClick={leave} />
					{locked && (
						<ActionButton
							text={t('mail.next')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							onClick={() => goTo('track')}
						/>
					)}
				</>
			}
		>
			<div className="mail">
				<MailRows {...props} signed={signed} locked={locked} onEdit={setEditing} onReopen={() => setReopening(true)} />
				{otherAddress && !locked && (
					<Message
						tone="w"
						action={<ActionButton text={t('mail.useOfficial')} size="small" onClick={() => void takeOfficial()} />}
					>
						{t('mail.otherAddressText', { address: official.email, source: official.source.email })}
					</Message>
				)}
				{state === 'large' && <Message tone="w">{t('mail.large')}</Message>}
				{state === 'too-large' && (
					<Message
						tone="e"
						action={<ActionButton text={t('mail.reopen')} size="small" onClick={() => setReopening(true)} />}
					>
						{t('mail.tooLarge')}
					</Message>
				)}
				<ErrorPanel error={drafting.error} onClose={drafting.dismiss} />
				{locked && sending.sentAt ? (
					<Message
						tone="o"
						action={
							sending.answer ? undefined : (
								<ActionButton text={t('mail.sentUndo')} size="small" onClick={() => setUndoing(true)} />
							)
						}
					>
						{t('mail.sentAt', { time: timeInVietnam(sending.sentAt), address: sending.sentTo })}
					</Message>
				) : (
					<>
						{/* A warning above needs the room; the head of the card says the same. */}
						{!otherAddress && (
							<Message tone="i">
								<Trans t={t} i18nKey="mail.neverSends" components={{ b: <b /> }} />
							</Message>
						)}
						<div className="mail-boxes">
							<section className="mail-box" aria-labelledby="mail-box-1">
								<h3 id="mail-box-1">{t('mail.box1')}</h3>
								<p className="mut">{t('mail.box1Text')}</p>
								<div className="mail-open">
									<ActionButton
										text={t('mail.open')}
										shortcut="Ctrl+Enter"
										appearance="primary"
										icon={<Mail16Regular />}
										busy={drafting.busy}
										disabled={state === 'too-large'}
										onClick={() => void open()}
									/>
									<button type="button" className="link" aria-expanded={tools} onClick={() => setTools(!tools)}>
										{t('mail.copyAll')}
									</button>
								</div>
							</section>
							<SentBox dossier={dossier} put={put} onSent={() => goTo('track')} disabled={state === 'too-large'} />
						</div>
						<div role="status">
							{opened === true && <Message tone="o">{t('mail.opened')}</Message>}
							{opened === false && <Message tone="w">{t('mail.noProgram')}</Message>}
						</div>
						{tools && (
							<section aria-labelledby="mail-manual">
								<h3 id="mail-manual">{t('mail.manualTitle')}</h3>
								<DraftTools dossier={dossier} what="request" />
							</section>
						)}
					</>
				)}
			</div>
			{editing && <MailDialog dossier={dossier} put={put} first={editing} onClose={() => setEditing(undefined)} />}
			{reopening && <ReopenDialog {...props} onClose={() => setReopening(false)} />}
			{undoing && <UndoDialog dossier={dossier} put={put} onClose={() => setUndoing(false)} />}
		</StepCard>
	);
}

/** The check-answers rows. */
function MailRows({
	dossier,
	goTo,
	signed,
	locked,
	onEdit,
	onReopen,
}: StepProps & {
	signed: NonNullable<Dossier['signed']>;
	locked: boolean;
	onEdit: (field: MailField) => void;
	onReopen: () => void;
}) {
	const { t } = useTranslation(['sending', 'dossiers']);
	const size = useSizeText();
	const official = useOfficialAddressee();
	const { mailOf } = useMailTexts();
	const showing = useCall();
	const mail = mailOf(dossier, 'request');
	const { letter, pages } = dossier;
	const tone = { safe: 'o', large: 'w', 'too-large': 'e' } as const;
	const papers = [...new Set(pages.map(({ paper }) => paper))].map((paper) =>
		t('mail.papersValue', {
			paper: t(`dossiers:papersShort.${paper}`),
			count: pages.filter((page) => page.paper === paper).length,
		}),
	);
	const lines = mail.body.split(/\n\s*\n/);
	const edit = (field: MailField, text = t('mail.edit')) =>
		locked ? null : <RowLink row={t(`mail.${field}`)} text={text} onClick={() => onEdit(field)} />;
	const content = (row: string) => (locked ? null : <RowLink row={row} text={t('mail.edit')} onClick={onReopen} />);
	return (
		<>
			<ErrorPanel error={showing.error} onClose={showing.dismiss} />
			<div className="mail-rows">
				<Row label={t('mail.to')} act={edit('to')}>
					{mail.to} {mail.to.toLowerCase() !== official.email && <Tag tone="w">{t('mail.otherAddress')}</Tag>}
				</Row>
				<Row label={t('mail.from')} act={edit('from', t('mail.change'))}>
					{mail.from}
				</Row>
				<Row label={t('mail.subject')} act={edit('subject')}>
					{mail.subject}
				</Row>
				<Row label={t('mail.body')} act={edit('body')}>
					{t('mail.bodyWords', { lines: lines.length, first: lines[0] })}
				</Row>
				<Row label={t('mail.letter')} act={content(t('mail.letter'))}>
					{t('mail.letterValue', {
						number: letterNumber(letter.number, letter.company.shortName),
						date: formatDate(letter.date),
					})}
				</Row>
				<Row label={t('mail.papers')} act={content(t('mail.papers'))}>
					{papers.join(' · ')}
				</Row>
				<Row
					label={t('mail.signature')}
					act={<RowLink row={t('mail.signature')} text={t('mail.view')} onClick={() => goTo('sign')} />}
				>
					<Tag tone="o">{t('mail.valid')}</Tag> {signed.signer} · {dayAndTime(signed.at)}
				</Row>
				<Row
					label={t('mail.file')}
					act={
						<RowLink
							row={t('mail.file')}
							text={t('mail.folder')}
							onClick={() => void showing.run(() => window.keyring.dossiers.showInFolder({ id: dossier.id }))}
						/>
					}
				>
					<b>{signed.fileName}</b>{' '}
					<span className={`mail-size ${tone[sizeState(signed.bytes)]}`}>
						{size(signed.bytes)} · {t('dossiers:scans.mailSize', { size: size(mailBytes(signed.bytes)) })}
					</span>
				</Row>
			</div>
		</>
	);
}

function Row({ label, act, children }: { label: string; act: ReactNode; children: ReactNode }) {
	return (
		<div className="mail-row">
			<span className="mut">{label}</span>
			<span className="mail-value">{children}</span>
			<span>{act}</span>
		</div>
	);
}

function RowLink({ row, text, onClick }: { row: string; text: string; onClick: () => void }) {
	return (
		<button type="button" className="link" aria-label={`${text}: ${row}`} onClick={onClick}>
			{text}
		</button>
	);
}
