import { useTranslation } from 'react-i18next';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { sealUrl } from '../dossiers/stamp-options.tsx';
import './companies.css';

const acts = {
	logo: { choose: 'chooseLogo', remove: 'removeLogo' },
	seal: { choose: 'chooseSeal', remove: 'removeSeal' },
} as const;

/** The company's logo on letters and its seal in stamps; unlike the fields above, each act is kept at once. */
export function CompanyPictures({ company }: { company: Company }) {
	const { t } = useTranslation('letters');
	return (
		<>
			<h2 className="section-title company-pictures">{t('pictures.head')}</h2>
			<div className="company-picture-pair">
				<PictureField company={company} use="logo" />
				<PictureField company={company} use="seal" />
			</div>
		</>
	);
}

function PictureField({ company, use }: { company: Company; use: 'logo' | 'seal' }) {
	const { t } = useTranslation('letters');
	const { id: companyId, name } = company;
	const { run, busy, error, dismiss } = useCall();
	const picture = useAnswer(['dossiers', use, companyId], () => window.keyring.dossiers[use]({ companyId }));
	const { choose, remove } = acts[use];
	const shown = picture.data;
	return (
		<section className="company-picture" aria-labelledby={`${use}-title`}>
			<div className="company-picture-place">
				{shown ? (
					<img src={sealUrl(shown)} alt={t(`pictures.alt.${use}`, { name })} />
				) : (
					<span className="mut">{t(`pictures.none.${use}`)}</span>
				)}
			</div>
			<div className="grow">
				<h3 id={`${use}-title`}>{t(`pictures.title.${use}`)}</h3>
				<p className="mut small">{t(`pictures.text.${use}`)}</p>
				<ErrorPanel error={error ?? picture.error?.error} onClose={error ? dismiss : undefined} />
				<div className="company-picture-acts">
					<ActionButton
						text={t(shown ? `pictures.change.${use}` : `pictures.choose.${use}`)}
						size="small"
						busy={busy}
						onClick={() => void run(() => window.keyring.dossiers[choose]({ companyId }))}
					/>
					{shown && (
						<ActionButton
							text={t(`pictures.remove.${use}`)}
							size="small"
							busy={busy}
							onClick={() => void run(() => window.keyring.dossiers[remove]({ companyId }))}
						/>
					)}
				</div>
			</div>
		</section>
	);
}
