import { addDays } from '../../shared/domain/dates.ts';

/** ISO dates (YYYY-MM-DD) of the six weeks, Monday first, in which the month of `day` lies. */
export function monthDays(day: string): string[] {
	const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
	const back = (first.getUTCDay() + 6) % 7;
	return Array.from({ length: 42 }, (_, place) => addDays(first.toISOString().slice(0, 10), place - back));
}

/** The same day of another month, or that month's last day. */
export function addMonths(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
