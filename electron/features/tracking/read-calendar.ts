import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { WorkingCalendar } from '../../../shared/domain/answer-deadline.ts';

const sources = z.array(z.string()).min(1);
const calendarFile = z.strictObject({
	about: z.string(),
	reviewed: z.iso.date(),
	everyYear: z.array(z.string().regex(/^\d\d-\d\d$/)),
	/** Days that may become holidays: off only where the user says so. */
	undecided: z.array(z.strictObject({ date: z.string().regex(/^\d\d-\d\d$/), name: z.string(), sources })),
	years: z.array(
		z.strictObject({
			year: z.number().int(),
			provisional: z.boolean(),
			daysOff: z.array(z.iso.date()),
			workDays: z.array(z.iso.date()),
			sources,
		}),
	),
});

export type CalendarFile = z.infer<typeof calendarFile>;

/** The working days of Viet Nam's state offices; a broken file of our own is a defect and throws. */
export async function readCalendar(
	resources: string,
	changes: Pick<WorkingCalendar, 'daysOff' | 'workDays'>,
): Promise<WorkingCalendar & Pick<CalendarFile, 'undecided'>> {
	const text = await readFile(path.join(resources, 'calendars', 'vietnam.json'), 'utf8');
	const { everyYear, undecided, years } = calendarFile.parse(JSON.parse(text));
	return { everyYear, undecided, years, ...changes };
}
