import type { AnswerOf, Contracts } from '../../../shared/contracts/contracts.ts';
import type { LetterRoute } from '../../../shared/domain/letter/letter-request.ts';
import { type Waiting, waitingFor } from '../../../shared/domain/sending/waiting.ts';
import { useAnswer } from '../../components/use-call.ts';
import { useToday } from '../../components/use-today.ts';
import { useTerms } from './letter-wording.ts';

export type CalendarAnswer = AnswerOf<Contracts['calendar']['get']>;

/** Working days with what the user entered in Settings. */
export function useCalendar() {
	return useAnswer(['calendar'], () => window.keyring.calendar.get({}));
}

export type WaitingFor = (sentAt: string, route: LetterRoute) => Waiting;

/** How long the answer to a dossier sent at an ISO instant has been waited for; undefined until the calendar is read. */
export function useWaiting(): WaitingFor | undefined {
	const termOf = useTerms();
	const today = useToday();
	const { data } = useCalendar();
	return data && ((sentAt, route) => waitingFor(sentAt, today, termOf(route).days, data.calendar));
}
