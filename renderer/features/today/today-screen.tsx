import { Add16Regular, CheckmarkCircle24Regular, Password16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { daysBetween, formatDate } from '../../../shared/domain/dates.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToday } from '../../components/use-today.ts';
import { certificateSoonDays } from '../parameters/set-state.ts';
import { WaitCard } from '../passwords/wait-card.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks } from './tasks.ts';
import { WaitingTable } from './waiting-table.tsx';
import './today.css';

/** What is to be done now, for all companies of this PC. */
export function TodayScreen() {
	const { t } = useTranslation(['today', 'common']);
	const { go } = useNavigation();
	const today = useToday();
	const { tasks, sets, companies, dossiers, ready, error } = useTasks();
	const weekday = t(`common:date.weekday.${new Date(`${today}T00:00:00Z`).getUTCDay() || 7}`);
	return (
		<>
			<PageHeader
				title={t('title')}
				sub={`${weekday}, ${formatDate(today)}${
					ready
						? ` · ${t('sub.tasks', { count: tasks.length })} ${t('sub.companies', { count: companies.length })}`
						: ''
				}`}
				actions={
					<>
						<ActionButton
							text={t('changePassword')}
							icon={<Password16Regular />}
							onClick={() => go({ screen: 'passwords' })}
						/>
						<ActionButton
							text={t('newDossier')}
							shownKeys="Ctrl N"
							appearance="primary"
							icon={<Add16Regular />}
							onClick={() => go({ screen: 'dossiers', create: true })}
						/>
					</>
				}
			/>
			<ErrorPanel error={error?.error} />
			<div className="today-columns">
				<div className="today-main">
					<section className="card today-tasks" aria-labelledby="today-tasks">
						<div className="card-head">
							<h2 id="today-tasks">{t('tasks.title')}</h2>
							<span className="mut">{t('tasks.note')}</span>
						</div>
						<div className="today-list">
							{tasks.map((task) => (
								<TaskRow key={`${task.kind}-${task.id}`} task={task} />
							))}
							{ready && tasks.length === 0 && (
								<EmptyState
									icon={<CheckmarkCircle24Regular />}
									title={t('nothing.title')}
									text={<NextEvent sets={sets} today={today} />}
								/>
							)}
						</div>
					</section>
					<WaitingTable dossiers={dossiers} companies={companies} />
				</div>
				<div className="today-side">
					<WaitCard sets={sets} />
					<CertificatesCard sets={sets} today={today} ready={ready} />
				</div>
			</div>
		</>
	);
}

/** "Việc kế tiếp": the next certificate to end, so that an empty list still says when to look again. */
function NextEvent({ sets, today }: { sets: readonly ParameterSetRow[]; today: string }) {
	const { t } = useTranslation('today');
	const [next] = sets
		.filter((set) => set.certificateNotAfter >= today)
		.sort((one, other) => one.certificateNotAfter.localeCompare(other.certificateNotAfter));
	if (!next) return sets.length === 0 ? t('nothing.noSets') : t('nothing.noDates');
	return t('nothing.next', { userId: next.userId, date: formatDate(next.certificateNotAfter) });
}

/** Every stored certificate by its end; one row for each serial. */
function CertificatesCard({ sets, today, ready }: { sets: readonly ParameterSetRow[]; today: string; ready: boolean }) {
	const { t } = useTranslation('today');
	const dated = sets
		.filter((set) => set.certificateNotAfter !== '')
		.sort((one, other) => one.certificateNotAfter.localeCompare(other.certificateNotAfter));
	const rows = dated.filter(
		(set, place) =>
			set.certificateSerial === '' ||
			dated.findIndex((one) => one.certificateSerial === set.certificateSerial) === place,
	);
	return (
		<section className="card today-certificates" aria-labelledby="today-certificates">
			<h2 id="today-certificates">{t('certificates.title')}</h2>
			{ready && rows.length === 0 && <p className="mut">{t('certificates.none')}</p>}
			<ul>
				{rows.map((set) => {
					const days = daysBetween(today, set.certificateNotAfter);
					return (
						<li key={set.id}>
							<span className="one" title={set.certificateSubject}>
								<b>{set.userId}</b> <span className="mut">{set.certificateProvider}</span>
							</span>
							<Tag tone={days < 0 ? 'e' : days <= certificateSoonDays ? 'w' : 'n'}>
								{days < 0 ? t('certificates.ended') : t('certificates.days', { count: days })}
							</Tag>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
