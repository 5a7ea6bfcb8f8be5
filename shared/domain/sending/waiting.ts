import { type AnswerDeadline, answerDeadline, isWorkingDay, type WorkingCalendar } from '../answer-deadline.ts';
import { dateInVietnam } from '../dates.ts';

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
	for (let day = nextDay(deadline.due); day <= today; day = nextDay(day)) {
		if (isWorkingDay(day, calendar)) overdue++;
	}
	return { ...deadline, begun: deadline.counted.filter((day) => day <= today).length, overdue };
}

function nextDay(day: string): string {
	return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
