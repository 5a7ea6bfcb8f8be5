import { Radio, RadioGroup, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { type ReductionLevel, reductions } from '../../../shared/contracts/scans-contract.ts';
import { mailBytes } from '../../../shared/domain/file-size.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { estimateBytes, sizeState } from './page-acts.ts';
import { smallFile } from './page-file.ts';
import { fileIdOf } from './pdf-files.ts';
import { PdfPage } from './pdf-page.tsx';
import { useSizeText } from './show-values.ts';
import { useReduction } from './use-reduction.ts';

/**
 * Makes the scans lighter: what it would bring is shown before anything changes, one page in both forms side by side, and
 * what is lost is said. The user's files stay as they are, and the smaller copies can be given up at any time.
 */
export function ReduceDialog({
	dossier,
	letterPages,
	take,
	onClose,
}: {
	dossier: Dossier;
	letterPages: number;
	take: (dossier: Dossier) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['dossiers', 'common']);
	const reduction = useReduction(dossier, take);
	const [level, setLevel] = useState<ReductionLevel>('medium');
	const [tried, setTried] = useState(false);
	const { busy, reduced, inUse, heavy, flattened, drawing } = reduction;
	const use = async (on: boolean) => {
		if (await reduction.use(on)) onClose();
	};
	const attempt = async () => {
		await reduction.reduce(level);
		setTried(true);
	};
	return (
		<Modal
			open
			wide
			title={t('reduce.title')}
			sub={t('reduce.sub')}
			onClose={onClose}
			actions={
				<>
					{inUse && (
						<ActionButton text={t('reduce.takeBack')} disabled={busy} onClick={() => void use(false)} inDialog />
					)}
					<span className="grow" />
					<ActionButton text={t('common:action.close')} onClick={onClose} inDialog />
					<ActionButton
						text={t(reduced.length > 0 ? 'reduce.again' : 'reduce.try')}
						appearance={reduced.length > 0 && !inUse ? 'secondary' : 'primary'}
						busy={busy}
						onClick={() => void attempt()}
						inDialog
						autoFocus
					/>
					{reduced.length > 0 && !inUse && (
						<ActionButton
							text={t('reduce.use')}
							appearance="primary"
							disabled={busy}
							onClick={() => void use(true)}
							inDialog
						/>
					)}
				</>
			}
		>
			<div className="reduce">
				<ErrorPanel error={reduction.error} onClose={reduction.dismiss} />
				<RadioGroup
					layout="horizontal"
					aria-label={t('reduce.level')}
					value={level}
					disabled={busy}
					onChange={(_event, data) => setLevel(data.value as ReductionLevel)}
				>
					{reductions.map((one) => (
						<Radio key={one} value={one} label={t(`reduce.levels.${one}`)} />
					))}
				</RadioGroup>
				<div role="status">
					{busy && (
						<div className="reduce-busy">
							<Spinner size="tiny" /> {drawing ? t('reduce.drawing', drawing) : t('reduce.working')}
						</div>
					)}
					{tried && !busy && reduced.length === 0 && <Message tone="i">{t('reduce.nothing')}</Message>}
				</div>
				{reduced.length > 0 && <Sizes dossier={dossier} />}
				{heavy.length > 0 && (tried || reduced.length > 0) && (
					<Message
						tone="w"
						action={
							<ActionButton
								text={t('reduce.flatten')}
								size="small"
								disabled={busy}
								onClick={() => void reduction.flatten(level)}
								inDialog
							/>
						}
					>
						{t('reduce.heavy', { pages: heavy.length })}
					</Message>
				)}
				{flattened > 0 && <Message tone="w">{t('reduce.flattened', { pages: flattened })}</Message>}
				{reduced.length > 0 && <BeforeAfter dossier={dossier} letterPages={letterPages} />}
			</div>
		</Modal>
	);
}

function Sizes({ dossier }: { dossier: Dossier }) {
	const { t } = useTranslation('dossiers');
	const size = useSizeText();
	const rows = [
		{ name: t('reduce.before'), bytes: estimateBytes(dossier, false) },
		{ name: t('reduce.after'), bytes: estimateBytes(dossier, true) },
	];
	return (
		<table className="table reduce-sizes">
			<tbody>
				{rows.map(({ name, bytes }) => (
					<tr key={name}>
						<th scope="row">{name}</th>
						<td>
							<b className={{ safe: 'ok', large: 'wa', 'too-large': 'er' }[sizeState(bytes)]}>
								{t('scans.sizeAbout', { size: size(bytes) })}
							</b>
						</td>
						<td className="mut">{t('scans.mailSize', { size: size(mailBytes(bytes)) })}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** One page as it is and as it would be; the heaviest first. */
function BeforeAfter({ dossier, letterPages }: { dossier: Dossier; letterPages: number }) {
	const { t } = useTranslation('dossiers');
	const pages = dossier.pages.filter(
		({ attachmentId }) => dossier.attachments.find((one) => one.id === attachmentId)?.reduced,
	);
	const weightOf = ({ attachmentId, pageIndex }: (typeof pages)[number]) =>
		dossier.attachments.find((one) => one.id === attachmentId)?.checks?.[pageIndex]?.bytes ?? 0;
	const heaviest = pages.reduce((best, page, index) => (weightOf(page) > weightOf(pages[best]!) ? index : best), 0);
	const [at, setAt] = useState(heaviest);
	const page = pages[Math.min(at, pages.length - 1)];
	if (!page) return null;
	const place = dossier.pages.indexOf(page) + letterPages + 1;
	const box = { width: 340, height: Math.max(200, Math.min(430, window.innerHeight - 470)) };
	const shared = { pageIndex: page.pageIndex, rotation: page.rotation, box };
	return (
		<div className="before-after">
			<figure>
				<PdfPage
					{...shared}
					fileId={fileIdOf.attachment(dossier.id, page.attachmentId)}
					label={t('reduce.pageBefore', { place })}
				/>
				<figcaption className="mut">{t('reduce.pageBefore', { place })}</figcaption>
			</figure>
			<figure>
				<PdfPage {...shared} {...smallFile(dossier, page.attachmentId)} label={t('reduce.pageAfter', { place })} />
				<figcaption className="mut">{t('reduce.pageAfter', { place })}</figcaption>
			</figure>
			{pages.length > 1 && (
				<div className="before-after-acts">
					<ActionButton text={t('scans.viewBack')} size="small" disabled={at === 0} onClick={() => setAt(at - 1)} />
					<ActionButton
						text={t('scans.viewNext')}
						size="small"
						disabled={at >= pages.length - 1}
						onClick={() => setAt(at + 1)}
					/>
				</div>
			)}
		</div>
	);
}
