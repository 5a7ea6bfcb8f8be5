import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { mailBytes } from '../../../shared/domain/file-size.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Message } from '../../components/message.tsx';
import { estimateBytes, largestBytes, originalBytes, safeBytes, sizeState } from './page-acts.ts';
import { useSizeText } from './show-values.ts';

/** What the file will weigh, by itself and by mail, and the way to make it lighter. */
export function SizeBar({ dossier, onReduce }: { dossier: Dossier; onReduce: () => void }) {
	const { t } = useTranslation('dossiers');
	const size = useSizeText();
	const bytes = estimateBytes(dossier);
	const state = sizeState(bytes);
	const reduced = dossier.attachments.some((one) => one.reduced?.inUse);
	return (
		<section aria-labelledby="size-title">
			<h3 id="size-title">{t('scans.size')}</h3>
			<div className="size">
				{/* biome-ignore lint/a11y/useSemanticElements: the bar of a native meter cannot be drawn in our colours */}
				<div
					className={`size-bar ${state}`}
					role="meter"
					aria-labelledby="size-title"
					aria-valuemin={0}
					aria-valuemax={largestBytes}
					aria-valuenow={Math.min(bytes, largestBytes)}
					aria-valuetext={t('scans.sizeAbout', { size: size(bytes) })}
				>
					<i style={{ width: `${Math.min(100, (bytes / largestBytes) * 100)}%` }} />
					<em style={{ left: `${(safeBytes / largestBytes) * 100}%` }} />
				</div>
				<div className="size-text">
					<span>
						<b>{t('scans.sizeAbout', { size: size(bytes) })}</b>{' '}
						<span className="mut">{t('scans.sizeOf', { safe: size(safeBytes) })}</span>
					</span>
					<span className="mut">{t('scans.mailSize', { size: size(mailBytes(bytes)) })}</span>
				</div>
				{dossier.pages.length > 0 && (
					<div className="size-acts">
						<span className="mut">
							{t(reduced ? 'scans.originalReduced' : 'scans.original', { size: size(originalBytes(dossier)) })}
						</span>
						<ActionButton text={t('reduce.open')} size="small" onClick={onReduce} />
					</div>
				)}
				{state !== 'safe' && (
					<Message tone={state === 'large' ? 'w' : 'e'}>
						{t(state === 'large' ? 'scans.sizeLarge' : 'scans.sizeTooLarge')}
					</Message>
				)}
			</div>
		</section>
	);
}
