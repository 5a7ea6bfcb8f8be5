import { Checkmark16Regular, Circle16Regular, Warning12Regular, Warning16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Dossier, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import { mailBytes } from '../../../shared/domain/file-size.ts';
import { Message } from '../../components/message.tsx';
import { Tag } from '../../components/tag.tsx';
import { estimateBytes, largestBytes, safeBytes, sizeState } from './page-acts.ts';
import { useSizeText } from './show-values.ts';

/** Papers in the order in which they belong behind the letter. */
const listed = ['business-registration', 'tax-registration', 'representative-id'] as const satisfies readonly Paper[];

/** Which papers are there, which are missing, by word and sign. */
export function PaperChecklist({ dossier, letterPages }: { dossier: Dossier; letterPages: number }) {
	const { t } = useTranslation('dossiers');
	const written = dossier.letterProblems.length === 0;
	const unlabelled = dossier.pages.filter((page) => page.paper === 'other').length;
	return (
		<section aria-labelledby="papers-title">
			<h3 id="papers-title">{t('scans.checklist')}</h3>
			<ul className="checklist">
				<li>
					{written ? <Checkmark16Regular className="ok" /> : <Warning16Regular className="wa" />}
					<span className="one grow">{t('scans.letterItem')}</span>
					<span className="mut">{t('wizard.pages', { pages: letterPages })}</span>
					<Tag tone={written ? 'o' : 'w'}>{t(written ? 'scans.written' : 'scans.unwritten')}</Tag>
				</li>
				{listed.map((paper) => {
					const count = dossier.pages.filter((page) => page.paper === paper).length;
					const missing = dossier.missingPapers.includes(paper);
					const optional = paper === 'tax-registration';
					return (
						<li key={paper} title={optional ? t('scans.optionalNote') : undefined}>
							{count > 0 && !missing ? (
								<Checkmark16Regular className="ok" />
							) : missing ? (
								<Warning16Regular className="wa" />
							) : (
								<Circle16Regular className="mut" />
							)}
							<span className="one grow">{t(`papers.${paper}`)}</span>
							<span className="mut">{count > 0 && t('wizard.pages', { pages: count })}</span>
							{missing ? (
								<Tag tone="w" icon={<Warning12Regular />}>
									{t('scans.missing')}
								</Tag>
							) : optional ? (
								<Tag>{t('scans.optional')}</Tag>
							) : (
								<Tag tone="o">{t('scans.complete')}</Tag>
							)}
						</li>
					);
				})}
			</ul>
			{unlabelled > 0 && <p className="mut side-note">{t('scans.unlabelled', { pages: unlabelled })}</p>}
		</section>
	);
}

/** What the reader of the files noticed, each with the file it is about. */
export function QualityList({ dossier }: { dossier: Dossier }) {
	const { t } = useTranslation(['dossiers', 'documents']);
	const used = new Set(dossier.pages.map((page) => page.attachmentId));
	const found = dossier.attachments
		.filter((attachment) => used.has(attachment.id))
		.flatMap(({ id, name, warnings }) =>
			warnings.map(({ code, params }) => ({
				key: `${id} ${code}`,
				name,
				text: t(`documents:warnings.${code}`, { ...params }),
			})),
		);
	return (
		<section aria-labelledby="quality-title">
			<h3 id="quality-title">{t('scans.quality')}</h3>
			<div className="quality">
				{found.map(({ key, name, text }) => (
					<Message key={key} tone="w">
						<b>{name}</b>: {text}
					</Message>
				))}
				{found.length === 0 && (
					<Message tone={used.size === 0 ? 'n' : 'o'}>
						{t(used.size === 0 ? 'scans.qualityNone' : 'scans.qualityFine')}
					</Message>
				)}
			</div>
		</section>
	);
}

/** What the file will weigh, and by mail. */
export function SizeBar({ dossier }: { dossier: Dossier }) {
	const { t } = useTranslation('dossiers');
	const size = useSizeText();
	const bytes = estimateBytes(dossier);
	const state = sizeState(bytes);
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
				{state !== 'safe' && (
					<Message tone={state === 'large' ? 'w' : 'e'}>
						{t(state === 'large' ? 'scans.sizeLarge' : 'scans.sizeTooLarge')}
					</Message>
				)}
			</div>
		</section>
	);
}
