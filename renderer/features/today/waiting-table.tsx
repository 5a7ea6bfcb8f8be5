import { useTranslation } from 'react-i18next';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import { addDays, formatDate } from '../../../shared/domain/dates.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { phaseOf } from '../../../shared/domain/sending/phase.ts';
import { useAppState } from '../../app/app-state.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToday } from '../../components/use-today.ts';
import { DayBar } from '../dossiers/day-bar.tsx';
import { useTerms } from '../dossiers/letter-wording.ts';
import { useWaiting } from '../dossiers/use-waiting.ts';
import '../dossiers/sending.css';

/** "Hồ sơ đang chờ hải quan": of all companies, the longest waiting first. Nothing while none waits. */
export function WaitingTable({
	dossiers,
	companies,
}: {
	dossiers: readonly DossierRow[];
	companies: readonly Company[];
}) {
	const { t } = useTranslation(['sending', 'today']);
	const { preferences, change } = useAppState();
	const { go } = useNavigation();
	const today = useToday();
	const termOf = useTerms();
	const waitingFor = useWaiting();
	if (!waitingFor) return null;
	const rows = dossiers
		.filter((row) => phaseOf(row) === 'waiting' && row.archivedAt === null && row.trashedAt === null)
		.flatMap((row) =>
			row.sentAt === null ? [] : [{ ...row, sentAt: row.sentAt, waiting: waitingFor(row.sentAt, row.route) }],
		)
		.sort((one, other) => one.sentAt.localeCompare(other.sentAt));
	if (rows.length === 0) return null;
	const open = (row: DossierRow) => {
		if (row.companyId !== preferences.companyId) change({ companyId: row.companyId });
		go({ screen: 'dossiers', dossierId: row.id });
	};
	const near = (day: string) =>
		day === today ? t('list.dueToday') : day === addDays(today, 1) ? t('list.tomorrow') : undefined;
	const days = termOf('email').text;
	const paper = rows.some((row) => row.route !== 'email') ? termOf('post').text : undefined;
	return (
		<section className="card today-waiting" aria-labelledby="today-waiting">
			<div className="card-head">
				<h2 id="today-waiting">{t('today.waiting')}</h2>
				<span className="mut">
					{paper ? t('today.waitingNoteBoth', { days, paper }) : t('today.waitingNote', { days })}
				</span>
			</div>
			<table className="table" aria-labelledby="today-waiting">
				<thead>
					<tr>
						<th>{t('today.number')}</th>
						<th>{t('today.company')}</th>
						<th>{t('today.kind')}</th>
						<th>{t('today.sent')}</th>
						<th>{t('today.days')}</th>
						<th>{t('today.due')}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						// The button in the first cell is the keyboard's way in; the row only widens it.
						<tr key={row.id} onClick={() => open(row)}>
							<td>
								<button type="button" className="link">
									{row.number}
								</button>
							</td>
							<td className="wrap">{companies.find(({ id }) => id === row.companyId)?.name}</td>
							<td className="wrap">{t(`today:dossier.kind.${row.kind}`)}</td>
							<td>{timeInVietnam(row.sentAt).slice(0, 11)}</td>
							<td>
								<DayBar waiting={row.waiting} />
							</td>
							<td>
								{row.waiting.overdue > 0 ? (
									<Tag tone="e">{t('list.overdueTag', { days: row.waiting.overdue })}</Tag>
								) : (
									<>
										{formatDate(row.waiting.due).slice(0, 5)}
										{near(row.waiting.due) && <span className="mut"> · {near(row.waiting.due)}</span>}
									</>
								)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
