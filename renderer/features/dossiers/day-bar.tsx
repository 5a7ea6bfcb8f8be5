import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/domain/dates.ts';
import type { Waiting } from '../../../shared/domain/sending/waiting.ts';

/** One segment for each working day of the term; a red one more when it is overdue. */
export function DayBar({ waiting }: { waiting: Waiting }) {
	const { t } = useTranslation('sending');
	const { counted, begun, overdue, due } = waiting;
	const date = formatDate(due);
	const label =
		overdue > 0 ? t('track.barOverdue', { overdue, date }) : t('track.barLabel', { begun, days: counted.length, date });
	return (
		<span className={`day-bar ${overdue > 0 ? 'e' : ''}`} role="img" aria-label={label} title={label}>
			{counted.map((day, place) => (
				<i key={day} className={place < begun ? 'on' : ''} />
			))}
			{overdue > 0 && <i className="on" />}
		</span>
	);
}
