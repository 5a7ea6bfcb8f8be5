import { type AnswerDeadline, answerDeadline, isWorkingDay, type WorkingCalendar } from '../answer-deadline.ts';
import { addDays, dateInVietnam } from '../dates.ts';

/** How long an answer has been waited for. */
export type Waiting = AnswerDeadline & {
	/** Counted working days that have begun, today included. */
	begun: number;
	/** Working days behind the expected one, today included; 0 up to that day. */
	overdue: number;
};

/** `sentAt` is an ISO instant, `today` YYYY-MM-DD in Viet Nam, `term` working days. An estimate like `answerDeadline`. */
export function waitingFor(sentAt: string, today: string, term: number, calendar: WorkingCalendar): Waiting {
	const deadline = answerDeadline(dateInVietnam(sentAt), term, calendar);
	let overdue = 0;
	for (let day = addDays(deadline.due, 1); day <= today; day = addDays(day, 1)) {
		if (isWorkingDay(day, calendar)) overdue++;
	}
	return { ...deadline, begun: deadline.counted.filter((day) => day <= today).length, overdue };
}
