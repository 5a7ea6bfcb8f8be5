import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { formatDate } from '../../../shared/domain/dates.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { addressee } from './letter-wording.ts';
import { useWaiting } from './use-waiting.ts';

/** What stands below the steps "Soạn email gửi" and "Theo dõi trả lời". */
export function useSendingDetails({ signed, sending }: Dossier): {
	mail: string | undefined;
	track: string | undefined;
} {
	const { t } = useTranslation('sending');
	const waitingFor = useWaiting();
	const { sentAt, answer } = sending;
	const days = String(addressee.answerWorkingDays).padStart(2, '0');
	if (sentAt === null) return { mail: signed ? t('step.unsent') : undefined, track: t('step.term', { days }) };
	const waiting = waitingFor?.(sentAt);
	const due = waiting && t('step.due', { date: formatDate(waiting.due).slice(0, 5) });
	const late = waiting && waiting.overdue > 0 && t('step.overdue', { days: waiting.overdue });
	return {
		mail: t('step.sent', { time: timeInVietnam(sentAt).slice(0, 11) }),
		track: answer ? t(`step.${answer.outcome}`) : late || due,
	};
}
