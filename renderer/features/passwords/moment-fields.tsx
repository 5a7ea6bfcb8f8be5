import { useTranslation } from 'react-i18next';
import { parseDate } from '../../../shared/domain/dates.ts';
import { DateField } from '../../components/date-field.tsx';
import type { FieldNote } from '../../components/form-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToday } from '../../components/use-today.ts';

/** A moment as it is typed: `08:45` and a day, both of Viet Nam. */
export type TypedMoment = { time: string; day: string };

type TypedMomentLabels = { time: string; day: string };

/** The instant in milliseconds since 1970; null when it is none. */
export function instantOf({ time, day }: TypedMoment): number | null {
	const parts = /^(\d{1,2})[:.hH ]?(\d{2})$/.exec(time.trim());
	if (!parts || parseDate(day) === null || Number(parts[1]) > 23 || Number(parts[2]) > 59) return null;
	return Date.parse(`${day}T${parts[1]?.padStart(2, '0')}:${parts[2]}:00+07:00`);
}

/** The minute of an instant as it is shown. */
export function momentOf(instant: number): TypedMoment {
	const local = new Date(instant + 7 * 3_600_000).toISOString();
	return { time: local.slice(11, 16), day: local.slice(0, 10) };
}

/** "Thời điểm đổi": the time and the day of a change, side by side. */
export function MomentFields({
	value,
	onChange,
	problem,
	labels,
}: {
	value: TypedMoment;
	onChange: (value: TypedMoment) => void;
	problem: FieldNote | undefined;
	/** "Thời điểm đổi" and "Ngày đổi" unless something else happened. */
	labels?: TypedMomentLabels;
}) {
	const { t } = useTranslation('passwords');
	const today = useToday();
	return (
		<div className="moment-fields">
			<TextField
				label={labels?.time ?? t('field.time')}
				value={value.time}
				onChange={(time) => onChange({ ...value, time })}
				problem={problem}
				mono
			/>
			<DateField
				label={labels?.day ?? t('field.day')}
				value={value.day}
				onChange={(day) => onChange({ ...value, day })}
				today={today}
			/>
		</div>
	);
}
