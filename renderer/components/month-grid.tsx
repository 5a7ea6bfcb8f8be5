import { Button } from '@fluentui/react-components';
import { ChevronLeft16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../shared/domain/dates.ts';
import { addMonths, monthDays } from './month-days.ts';

const steps: Record<string, (day: string) => string> = {
	ArrowLeft: (day) => addDays(day, -1),
	ArrowRight: (day) => addDays(day, 1),
	ArrowUp: (day) => addDays(day, -7),
	ArrowDown: (day) => addDays(day, 7),
	PageUp: (day) => addMonths(day, -1),
	PageDown: (day) => addMonths(day, 1),
	Home: (day) => `${day.slice(0, 7)}-01`,
	End: (day) => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1),
};

/** One month to choose a day from: arrows move by day and week, PageUp and PageDown by month, Enter chooses. */
export function MonthGrid({
	chosen,
	today,
	onChoose,
}: {
	chosen: string;
	today: string;
	onChoose: (day: string) => void;
}) {
	const { t } = useTranslation('common');
	const [day, setDay] = useState(chosen || today);
	const grid = useRef<HTMLTableElement>(null);
	useEffect(() => {
		grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
	}, [day]);

	const move = (event: KeyboardEvent) => {
		const step = steps[event.key];
		if (!step) return;
		event.preventDefault();
		setDay(step(day));
	};
	const days = monthDays(day);
	const weeks = Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7));
	const month = day.slice(0, 7);
	return (
		<div className="month">
			{/* The days come first in the order of Tab: the calendar opens with the focus on one. */}
			<table ref={grid} onKeyDown={move}>
				<thead>
					<tr>
						{[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
							<th key={weekday} scope="col">
								{t(`date.weekdayShort.${weekday}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{weeks.map((week) => (
						<tr key={week[0]}>
							{week.map((one) => (
								<td key={one}>
									<button
										type="button"
										data-day={one}
										tabIndex={one === day ? 0 : -1}
										className={`day ${one.startsWith(month) ? '' : 'other'} ${one === today ? 'today' : ''}`}
										aria-pressed={one === chosen}
										aria-label={t('date.day', {
											day: Number(one.slice(8)),
											month: Number(one.slice(5, 7)),
											year: one.slice(0, 4),
										})}
										onClick={() => onChoose(one)}
									>
										{Number(one.slice(8))}
									</button>
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
			<div className="calendar-head">
				<Button
					appearance="subtle"
					size="small"
					icon={<ChevronLeft16Regular />}
					aria-label={t('date.previousMonth')}
					onClick={() => setDay(addMonths(day, -1))}
				/>
				<b aria-live="polite">{t('date.month', { month: Number(day.slice(5, 7)), year: day.slice(0, 4) })}</b>
				<Button
					appearance="subtle"
					size="small"
					icon={<ChevronRight16Regular />}
					aria-label={t('date.nextMonth')}
					onClick={() => setDay(addMonths(day, 1))}
				/>
			</div>
		</div>
	);
}
