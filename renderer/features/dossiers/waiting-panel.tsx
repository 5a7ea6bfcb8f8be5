import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/domain/dates.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';
import type { Waiting } from '../../../shared/domain/sending/waiting.ts';
import { useToday } from '../../components/use-today.ts';
import { useTerms } from './letter-wording.ts';
import { type CalendarAnswer, useCalendar } from './use-waiting.ts';

/** The term of customs day by day, and what is not sure about it. */
export function WaitingPanel({ waiting, route }: { waiting: Waiting; route: LetterRoute }) {
	const { t } = useTranslation('sending');
	const term = useTerms()(route);
	const today = useToday();
	const { data } = useCalendar();
	const { counted, begun, overdue, due, received, provisional } = waiting;
	const state = (place: number) => (place < begun ? (counted[place] === today ? 'now' : 'done') : 'next');
	const tone = overdue > 0 ? 'er' : due === today ? 'wa' : '';
	return (
		<section className="waiting" aria-labelledby="waiting-title">
			<div className="waiting-head">
				<div>
					<h3 id="waiting-title">{t('track.due')}</h3>
					<p className="waiting-due">{formatDate(due)}</p>
				</div>
				<b className={tone}>
					{overdue > 0
						? t('track.overdue', { days: overdue })
						: due === today
							? t('track.today')
							: t('track.left', { days: counted.length - begun })}
				</b>
			</div>
			<ol className="waiting-days" aria-label={t('track.days')}>
				{counted.map((day, place) => (
					<li key={day} className={`${state(place)} ${overdue > 0 ? 'e' : ''}`}>
						<i />
						<b>{t('track.day', { place: place + 1 })}</b>
						<span>
							{formatDate(day).slice(0, 5)} <span className="mut">· {t(`track.dayState_${state(place)}`)}</span>
						</span>
					</li>
				))}
				{overdue > 0 && (
					<li className="done e">
						<i />
						<b className="er">{t('track.overdueDay')}</b>
						<span>{t('track.overdue', { days: overdue })}</span>
					</li>
				)}
			</ol>
			<p className="mut small">
				{t('track.received', { date: formatDate(received) })} · {t('track.dueNote', { days: term.text })}.{' '}
				{t('track.source', { source: term.source })}.
			</p>
			{provisional && <p className="small wa">{t('track.provisional')}</p>}
			{data && <Undecided answer={data} from={received} to={due > today ? due : today} />}
		</section>
	);
}

/** Days between sending and now or the end of the term that may become holidays. */
function Undecided({ answer, from, to }: { answer: CalendarAnswer; from: string; to: string }) {
	const { t } = useTranslation('sending');
	const inside = answer.undecided.filter(({ date }) => {
		const day = `${from.slice(0, 4)}-${date}`;
		return day >= from && day <= to;
	});
	return inside.map(({ date, name }) => (
		<p key={date} className="small wa">
			{t('track.undecided', {
				name,
				date: `${date.slice(3)}/${date.slice(0, 2)}`,
				state: t(answer.user.holidays.includes(date) ? 'track.off' : 'track.work'),
			})}
		</p>
	));
}
