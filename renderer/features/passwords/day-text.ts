import { useTranslation } from 'react-i18next';
import { dateInVietnam } from '../../../shared/domain/dates.ts';
import { momentText } from '../../components/moment-text.ts';
import { trustedTime } from '../../components/use-now.ts';

/** "14:05 hôm nay", "08:45 thứ ba 17/11/2026" of an instant in milliseconds since 1970. */
export function useDayText(): (instant: number) => string {
	const { t } = useTranslation(['passwords', 'common']);
	return (instant) => {
		const iso = new Date(instant).toISOString();
		const [time = '', date = ''] = momentText(iso).split(' ');
		const day = dateInVietnam(iso);
		if (day === dateInVietnam(new Date(trustedTime()).toISOString())) return t('moment.today', { time });
		const weekday = t(`common:date.weekday.${new Date(`${day}T00:00:00Z`).getUTCDay() || 7}`);
		return t('moment.other', { time, weekday, date });
	};
}
