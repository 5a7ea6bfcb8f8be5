import { Checkbox, ProgressBar } from '@fluentui/react-components';
import { DocumentPdf24Regular, Merge16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { mailBytes } from '../../../shared/domain/file-size.ts';
import { signedOriginals } from '../../../shared/domain/signed-attachments.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import { estimateBytes, largestBytes } from './page-acts.ts';
import { fileIdOf } from './pdf-files.ts';
import { PdfPages } from './pdf-page.tsx';
import { clock, useSizeText } from './show-values.ts';
import { StepCard, type StepProps } from './step-card.tsx';
import { useLetterPreview } from './use-letter-draft.ts';

/** Step 3: letter and papers become one file. */
export function MergeStep({ dossier, put, goTo, leave }: StepProps) {
	const { t } = useTranslation(['dossiers', 'common']);
	const size = useSizeText();
	const { run, busy, error, dismiss } = useCall();
	const { preview: letter } = useLetterPreview(dossier.id, dossier.letter);
	const { merged } = dossier;
	const pages = dossier.pages.length + (letter?.pages ?? 1);

	const signed = signedOriginals(dossier);
	const [attachSigned, setAttachSigned] = useState((merged?.originals ?? 0) > 0);
	const [progress, setProgress] = useState<{ place: number; of: number }>();
	// Ticked or unticked since: the file is not what the user wants.
	const fits = merged && (signed.length === 0 || attachSigned === (merged.originals ?? 0) > 0);
	/** No mailbox takes it: signing it would be in vain. */
	const tooLarge = (merged?.bytes ?? 0) > largestBytes;
	const stopped = error?.code === 'DOSSIER_MERGE_CANCELLED';

	useEffect(
		() =>
			window.keyring.onEvent((event) => {
				if (event.kind === 'merging' && event.id === dossier.id) setProgress(event);
			}),
		[dossier.id],
	);
	const merge = async () => {
		setProgress(undefined);
		const changed = await run(() => window.keyring.dossiers.merge({ id: dossier.id, attachSigned }));
		if (changed) put(changed);
	};
	const stop = () => void window.keyring.dossiers.cancelMerge({ id: dossier.id });
	return (
		<StepCard
			title={t('steps.merge')}
			sub={t('merge.sub')}
			foot={
				<>
					<ActionButton text={t('merge.back')} onClick={() => goTo('scans')} />
					<span className="grow" />
					<ActionButton text={t('wizard.saveAndLeave')} onClick={leave} />
					{fits && <ActionButton text={t('merge.again')} busy={busy} onClick={() => void merge()} />}
					{fits ? (
						<ActionButton
							text={t('merge.next')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							disabled={busy || tooLarge}
							onClick={() => goTo('sign')}
						/>
					) : (
						<ActionButton
							text={t('merge.act')}
							shortcut="Ctrl+Enter"
							appearance="primary"
							icon={<Merge16Regular />}
							busy={busy}
							onClick={() => void merge()}
						/>
					)}
				</>
			}
		>
			<div className="merge">
				<div className="merge-side">
					<ErrorPanel error={stopped ? undefined : error} onClose={dismiss} />
					{busy && <Progress pages={pages} progress={progress} onStop={stop} />}
					{stopped && (
						<div role="status">
							<Message
								tone="i"
								action={<ActionButton text={t('common:action.close')} size="small" onClick={dismiss} />}
							>
								{t('merge.stopped')}
							</Message>
						</div>
					)}
					{merged && !busy && (
						<div role="status" className="merge-result">
							<Message tone="o">
								<b>{t('merge.done', { time: clock(merged.at) })}</b>
							</Message>
							<dl>
								<dt>{t('merge.resultName')}</dt>
								<dd>
									<b>{merged.fileName}</b>
								</dd>
								<dt>{t('merge.resultPages')}</dt>
								<dd>{merged.pages}</dd>
								<dt>{t('merge.resultSize')}</dt>
								<dd>
									{size(merged.bytes)}{' '}
									<span className="mut">· {t('scans.mailSize', { size: size(mailBytes(merged.bytes)) })}</span>
								</dd>
								{(merged.originals ?? 0) > 0 && (
									<>
										<dt>{t('merge.resultOriginals')}</dt>
										<dd>{t('merge.originals', { files: merged.originals })}</dd>
									</>
								)}
							</dl>
							{tooLarge && (
								<Message
									tone="e"
									action={<ActionButton text={t('reduce.open')} size="small" onClick={() => goTo('scans')} />}
								>
									{t('scans.sizeTooLarge')}
								</Message>
							)}
						</div>
					)}
					{signed.length > 0 && (
						<div className="merge-signed">
							<Checkbox
								className="tight-checkbox"
								checked={attachSigned}
								disabled={busy}
								onChange={(_event, data) => setAttachSigned(data.checked === true)}
								label={t('merge.attachSigned', { files: signed.length })}
							/>
							<p className="mut small">
								{t('merge.attachSignedHint', { names: signed.map(({ name }) => name).join(', ') })}
							</p>
						</div>
					)}
					<h3>{t('merge.order')}</h3>
					{!merged && <p className="mut">{t('merge.summary', { pages, size: size(estimateBytes(dossier)) })}</p>}
					<OrderList dossier={dossier} letterPages={letter?.pages ?? 1} />
				</div>
				<div className="merge-view">
					{merged ? (
						<PdfPages
							fileId={fileIdOf.merged(dossier.id)}
							version={merged.at}
							pages={merged.pages}
							title={t('merge.viewTitle')}
							label={(page) => t('merge.page', { page })}
						/>
					) : (
						<EmptyState icon={<DocumentPdf24Regular />} title={t('merge.viewTitle')} text={t('merge.notYet')} />
					)}
				</div>
			</div>
		</StepCard>
	);
}

/** Which file is being read, and the way to stop. */
function Progress({
	pages,
	progress,
	onStop,
}: {
	pages: number;
	progress: { place: number; of: number } | undefined;
	onStop: () => void;
}) {
	const { t } = useTranslation('dossiers');
	const text = progress ? t('merge.mergingFile', progress) : t('merge.merging', { pages });
	return (
		<div className="merge-progress">
			<div className="grow" role="status">
				<p>{text}</p>
				<ProgressBar thickness="large" aria-label={text} />
			</div>
			<ActionButton text={t('merge.stop')} shownKeys="Esc" shortcut="Escape" onClick={onStop} />
		</div>
	);
}

/** Neighbouring pages of one paper and file as one row. */
function OrderList({ dossier, letterPages }: { dossier: Dossier; letterPages: number }) {
	const { t } = useTranslation('dossiers');
	const rows: { from: number; to: number; content: string; source: string }[] = [
		{ from: 1, to: letterPages, content: t('papersShort.letter'), source: t('merge.letterSource') },
	];
	for (const [index, page] of dossier.pages.entries()) {
		const place = index + letterPages + 1;
		const before = dossier.pages[index - 1];
		const last = rows.at(-1)!;
		if (before?.attachmentId === page.attachmentId && before.paper === page.paper) {
			last.to = place;
			continue;
		}
		const source = dossier.attachments.find(({ id }) => id === page.attachmentId)?.name ?? '';
		rows.push({ from: place, to: place, content: t(`papers.${page.paper}`), source });
	}
	return (
		<table className="table order-table" aria-label={t('merge.order')}>
			<thead>
				<tr>
					<th>{t('merge.place')}</th>
					<th>{t('merge.content')}</th>
					<th>{t('merge.source')}</th>
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<tr key={row.from}>
						<td>{row.from === row.to ? row.from : `${row.from}–${row.to}`}</td>
						<td>{row.content}</td>
						<td className="mut">{row.source}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
