import type { WorkingCalendar } from '../answer-deadline.ts';

/** The calendar with the user's own days, and with `holidays` (MM-DD) off in every year. */
export function withUserDays(
	{ everyYear, years }: Pick<WorkingCalendar, 'everyYear' | 'years'>,
	{
		holidays,
		daysOff,
		workDays,
	}: { holidays: readonly string[]; daysOff: readonly string[]; workDays: readonly string[] },
): WorkingCalendar {
	return {
		everyYear: [...everyYear, ...holidays],
		years: years.map((one) => ({
			...one,
			daysOff: [...one.daysOff, ...holidays.map((day) => `${one.year}-${day}`)],
		})),
		daysOff,
		workDays,
	};
}
