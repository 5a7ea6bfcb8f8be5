import { Checkbox } from '@fluentui/react-components';
import { Add16Regular, Dismiss12Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserDays } from '../../../shared/contracts/calendar-contract.ts';
import { formatDate, parseDate } from '../../../shared/domain/dates.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useCall } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { useCalendar } from './use-waiting.ts';
import './sending.css';

/** "Ngày nghỉ": what the user knows better than the list of holidays; every change acts at once. */
export function DaysOffSection() {
	const { t } = useTranslation('sending');
	const { run, error, dismiss } = useCall();
	const { data, error: unread, refetch } = useCalendar();
	const save = async (change: Partial<UserDays>) => {
		if (!data) return;
		await run(() => window.keyring.calendar.save({ ...data.user, ...change }));
		await refetch();
	};
	const holidays = data?.user.holidays ?? [];
	return (
		<section className="card settings-card" aria-labelledby="days-title">
			<div>
				<h2 id="days-title" className="section-title">
					{t('days.title')}
				</h2>
				<p className="mut small">{t('days.text')}</p>
			</div>
			<ErrorPanel error={error ?? unread?.error} onClose={error ? dismiss : undefined} />
			{data && (
				<>
					{data.undecided.map(({ date, name, sources }) => (
						<div key={date}>
							<Checkbox
								className="tight-checkbox"
								checked={holidays.includes(date)}
								label={t('days.holiday', { name, date: `${date.slice(3)}/${date.slice(0, 2)}` })}
								onChange={(_event, { checked }) =>
									void save({ holidays: checked ? [...holidays, date] : holidays.filter((one) => one !== date) })
								}
							/>
							<p className="mut small">{t('days.holidaySource', { source: sources.join('; ') })}</p>
						</div>
					))}
					<div className="days-lists">
						<DayList kind="off" days={data.user.daysOff} onChange={(daysOff) => void save({ daysOff })} />
						<DayList kind="work" days={data.user.workDays} onChange={(workDays) => void save({ workDays })} />
					</div>
					<p className="mut small">
						{t('days.provisional', {
							years: data.calendar.years
								.filter(({ provisional }) => provisional)
								.map(({ year }) => year)
								.join(', '),
						})}
					</p>
				</>
			)}
		</section>
	);
}

function DayList({
	kind,
	days,
	onChange,
}: {
	kind: 'off' | 'work';
	days: readonly string[];
	onChange: (days: string[]) => void;
}) {
	const { t } = useTranslation('sending');
	const today = useToday();
	const [typed, setTyped] = useState('');
	const day = parseDate(typed);
	const add = () => {
		if (!day) return;
		onChange([...days, day]);
		setTyped('');
	};
	return (
		<div className="days-list">
			<div className="days-add">
				<DateField label={t(`days.${kind}`)} value={typed} onChange={setTyped} today={today} />
				<ActionButton
					text={t('days.add')}
					icon={<Add16Regular />}
					disabled={!day || days.includes(day)}
					onClick={add}
				/>
			</div>
			<ul>
				{days.length === 0 && <li className="mut">{t('days.none')}</li>}
				{days.map((one) => (
					<li key={one} className="chip">
						{formatDate(one)}{' '}
						<button
							type="button"
							className="link"
							aria-label={t('days.remove', { date: formatDate(one) })}
							onClick={() => onChange(days.filter((other) => other !== one))}
						>
							<Dismiss12Regular />
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}
