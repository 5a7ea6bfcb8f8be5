import { Checkmark16Regular, Circle16Regular, Warning12Regular, Warning16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Dossier, Paper } from '../../../shared/contracts/dossiers-contract.ts';
import { Tag } from '../../components/tag.tsx';

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
