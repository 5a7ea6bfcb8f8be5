import { addDays } from './dates.ts';

/** The working days of state offices in one calendar year; dates as YYYY-MM-DD. Saturdays and Sundays are off by themselves. */
export type YearCalendar = {
	year: number;
	/** No notice of the Ministry of Home Affairs is known: days made up or swapped may differ. */
	provisional: boolean;
	daysOff: readonly string[];
	/** Saturdays and Sundays that are worked, because another day was swapped. */
	workDays: readonly string[];
};

export type WorkingCalendar = {
	/** MM-DD that is off in every year; all that is known of a year that is not listed. */
	everyYear: readonly string[];
	years: readonly YearCalendar[];
	/** What the user knows better; stands above the list. */
	daysOff: readonly string[];
	workDays: readonly string[];
};

export type AnswerDeadline = {
	/** The day that does not count: the day of sending, or the next working day when it was sent on a day off. */
	received: string;
	/** The last counted day, on which the answer is expected at the earliest. */
	due: string;
	/** The working days that were counted, in order. */
	counted: string[];
	/** A day between sending and `due` belongs to a year whose calendar is not final. */
	provisional: boolean;
};

/**
 * The day an answer can be expected at the earliest: `workingDays` (1 or more) working days behind the day of receipt, which
 * does not count (Bộ luật Dân sự 2015, Điều 147). `sent` is YYYY-MM-DD in Viet Nam. An estimate: the term begins only
 * with a complete file, and only customs knows when that was.
 */
export function answerDeadline(sent: string, workingDays: number, calendar: WorkingCalendar): AnswerDeadline {
	let day = sent;
	while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
	const received = day;
	const counted: string[] = [];
	while (counted.length < workingDays) {
		day = addDays(day, 1);
		if (isWorkingDay(day, calendar)) counted.push(day);
	}
	const final = (year: number) => calendar.years.some((one) => one.year === year && !one.provisional);
	return { received, due: day, counted, provisional: !(final(yearOf(sent)) && final(yearOf(day))) };
}

/** Whether state offices work on a day (YYYY-MM-DD). */
export function isWorkingDay(day: string, { daysOff, workDays, everyYear, years }: WorkingCalendar): boolean {
	if (workDays.includes(day)) return true;
	if (daysOff.includes(day)) return false;
	const year = years.find((one) => one.year === yearOf(day));
	if (year?.workDays.includes(day)) return true;
	if (year ? year.daysOff.includes(day) : everyYear.includes(day.slice(5))) return false;
	return !isWeekend(day);
}

function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(day).getUTCDay());
}

function yearOf(day: string): number {
	return Number(day.slice(0, 4));
}
