import { useTranslation } from 'react-i18next';
import { formatSerial, sameSerial } from '../../../shared/domain/certificate-serial.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { useCompany } from '../../app/company.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { useToday } from '../../components/use-today.ts';
import { storedCertificates } from './stored-certificates.ts';
import { certificateDays } from './token-state.ts';
import { useChanges } from './use-changes.ts';

/** The certificates written down for the company: who uses them, how long they last, and their replacement. */
export function StoredCard({ onReplace }: { onReplace: (serial: string) => void }) {
	const { t } = useTranslation('certificates');
	const { go } = useNavigation();
	const company = useCompany();
	const today = useToday();
	const now = useNow();
	const sets = useAnswer(['parameters', company.id], () => window.keyring.parameters.list({ companyId: company.id }));
	const accounts = useAnswer(['accounts', company.id], () => window.keyring.accounts.get({ companyId: company.id }));
	const changes = useChanges().data ?? [];
	const rows = storedCertificates(accounts.data?.admin ?? null, sets.data ?? [], now);
	return (
		<section className="card" aria-label={t('stored.title')}>
			<div className="card-head">
				<h2>{t('stored.title')}</h2>
				<span className="mut one grow">{t('stored.sub')}</span>
			</div>
			{sets.isSuccess && rows.length === 0 && <div className="module-error mut">{t('stored.none')}</div>}
			{rows.map((row) => {
				const days = row.notAfter === '' ? undefined : certificateDays(row.notAfter, today);
				const change = changes.find(
					(one) =>
						one.companyId === company.id &&
						one.closedAt === null &&
						sameSerial(one.oldCertificate.certificateSerial, row.serial),
				);
				const users = [...(row.administrator ? [t('stored.administrator')] : []), ...row.userIds];
				return (
					<div key={row.serial} className="certificate-row">
						<div className="certificate-owner">
							<b className="mono one">{formatSerial(row.serial)}</b>
							<span className="mut one" title={users.join(', ')}>
								{[row.provider, t('stored.users', { users: users.join(', ') })].filter(Boolean).join(' · ')}
							</span>
						</div>
						<div className="certificate-dates">
							{days === undefined ? (
								<span className="mut">{t('stored.noDate')}</span>
							) : (
								<>
									<b className={days < 0 ? 'bad' : days <= 60 ? 'soon' : ''}>
										{days < 0 ? t('days.ended', { count: -days }) : t('days.left', { count: days })}
									</b>
									<span className="mut">{t('stored.until', { date: formatDate(row.notAfter) })}</span>
								</>
							)}
						</div>
						<div className="certificate-state">
							{change ? (
								<ActionButton
									size="small"
									text={t('stored.open')}
									onClick={() => go({ screen: 'certificates', changeId: change.id })}
								/>
							) : (
								<ActionButton size="small" text={t('stored.replace')} onClick={() => onReplace(row.serial)} />
							)}
						</div>
					</div>
				);
			})}
		</section>
	);
}
