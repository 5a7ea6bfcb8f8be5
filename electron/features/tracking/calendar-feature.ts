import { type calendarContract, type UserDays, userDays } from '../../../shared/contracts/calendar-contract.ts';
import type { Handlers } from '../../../shared/contracts/handlers.ts';
import { withUserDays } from '../../../shared/domain/sending/with-user-days.ts';
import { capture } from '../../../shared/result.ts';
import type { SettingRepository } from '../tokens/tokens-port.ts';
import { readCalendar } from './read-calendar.ts';

const key = 'calendar.user';
const none: UserDays = { holidays: [], daysOff: [], workDays: [] };

/** The working days of state offices with what the user knows better. */
export function createCalendarFeature({
	resources,
	settings,
}: {
	/** The folder of resources. */
	resources: string;
	settings: Pick<SettingRepository, 'get' | 'set'>;
}): Handlers<typeof calendarContract> {
	return {
		get: () =>
			capture(async () => {
				const stored = await settings.get(key);
				const user = stored === undefined ? none : userDays.parse(JSON.parse(stored));
				const { undecided, ...shipped } = await readCalendar(resources, user);
				const calendar = withUserDays(shipped, user);
				const years = calendar.years.map(({ year, provisional, daysOff, workDays }) => {
					return { year, provisional, daysOff: [...daysOff], workDays: [...workDays] };
				});
				return {
					...{ user, undecided },
					calendar: { everyYear: [...calendar.everyYear], years, daysOff: user.daysOff, workDays: user.workDays },
				};
			}),

		save: (days) =>
			capture(async () => {
				const sorted = (list: readonly string[]) => [...new Set(list)].sort();
				const { holidays, daysOff, workDays } = days;
				const kept = { holidays: sorted(holidays), daysOff: sorted(daysOff), workDays: sorted(workDays) };
				await settings.set(key, JSON.stringify(kept));
				return null;
			}),
	};
}
