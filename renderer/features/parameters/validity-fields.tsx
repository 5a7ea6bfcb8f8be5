import { type Control, Controller, type FieldValues, type Path } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { registrationStatuses } from '../../../shared/domain/validity.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { DateField } from '../../components/date-field.tsx';

/** How far the registration has come at customs, and from when to when it holds. */
export function ValidityFields<Values extends FieldValues>({
	control,
	today,
}: {
	control: Control<Values>;
	today: string;
}) {
	const { t } = useTranslation('parameters');
	const date = (name: 'effectiveOn' | 'endsOn') => (
		<Controller
			control={control}
			name={name as Path<Values>}
			render={({ field }) => <DateField {...field} label={t(`field.${name}`)} hint={t(`hint.${name}`)} today={today} />}
		/>
	);
	return (
		<>
			<Controller
				control={control}
				name={'status' as Path<Values>}
				render={({ field }) => (
					<ChoiceField
						label={t('field.status')}
						name={field.name}
						value={field.value}
						options={registrationStatuses}
						textOf={(status) => t(`status.${status}`)}
						onChange={field.onChange}
					/>
				)}
			/>
			{date('effectiveOn')}
			{date('endsOn')}
		</>
	);
}
