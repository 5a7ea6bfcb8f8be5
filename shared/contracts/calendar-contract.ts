import { z } from 'zod';
import { call } from './contract.ts';

const days = z.array(z.iso.date()).max(500);

/** What the user knows better than the list that came with the application. */
export const userDays = z.strictObject({
	/** MM-DD of the undecided holidays that are taken as days off. */
	holidays: z.array(z.string().regex(/^\d\d-\d\d$/)).max(20),
	daysOff: days,
	workDays: days,
});

const year = z.strictObject({
	year: z.number().int(),
	provisional: z.boolean(),
	daysOff: z.array(z.string()),
	workDays: z.array(z.string()),
});

export const calendarContract = {
	get: call(
		z.strictObject({}),
		z.strictObject({
			user: userDays,
			/** Days that may become holidays by law; off only when the user says so. */
			undecided: z.array(z.strictObject({ date: z.string(), name: z.string(), sources: z.array(z.string()) })),
			/** The list with the user's days, as `answerDeadline` reads it. */
			calendar: z.strictObject({
				everyYear: z.array(z.string()),
				years: z.array(year),
				daysOff: z.array(z.string()),
				workDays: z.array(z.string()),
			}),
		}),
	),
	save: call(userDays, z.null(), { audited: true }),
};

export type UserDays = z.infer<typeof userDays>;
