import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { useTerms } from './letter-wording.ts';
import { useWaiting } from './use-waiting.ts';

/** What stands below the steps "Soạn email gửi" or "In và gửi", and "Theo dõi trả lời". */
export function useSendingDetails({ letter, merged, signed, sending }: Dossier): {
	mail: string | undefined;
	print: string | undefined;
	track: string | undefined;
} {
	const { t } = useTranslation('sending');
	const termOf = useTerms();
	const waitingFor = useWaiting();
	const { sentAt, answer } = sending;
	const route = routeOf(letter);
	const days = termOf(route).text;
	if (sentAt === null) {
		const unsent = t('step.unsent');
		return { mail: signed ? unsent : undefined, print: merged ? unsent : undefined, track: t('step.term', { days }) };
	}
	const waiting = waitingFor?.(sentAt, route);
	const due = waiting && t('step.due', { date: formatDate(waiting.due).slice(0, 5) });
	const late = waiting && waiting.overdue > 0 && t('step.overdue', { days: waiting.overdue });
	const sent = t(route === 'hand' ? 'step.handed' : 'step.sent', { time: timeInVietnam(sentAt).slice(0, 11) });
	return {
		mail: sent,
		print: sent,
		track: answer ? t(`step.${answer.outcome}`) : late || due,
	};
}
