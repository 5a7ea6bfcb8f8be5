import { type Control, Controller, type FieldValues, type Path, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { sameSerial } from '../../../shared/domain/certificate-serial.ts';
import { daysBetween } from '../../../shared/domain/dates.ts';
import { DateField } from '../../components/date-field.tsx';
import { ProviderField } from '../../components/provider-field.tsx';
import { SerialField } from '../../components/serial-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { RelatedCodes } from '../error-help/error-help.tsx';

/**
 * The certificate of an account. Owner and tax code come from the token only: they go when another serial is typed
 * (`onOtherSerial`).
 */
export function CertificateFields<Values extends FieldValues>({
	control,
	today,
	used,
	onOtherSerial,
	onReadToken,
}: {
	control: Control<Values>;
	today: string;
	/** Providers already used, offered first. */
	used: readonly string[];
	onOtherSerial: () => void;
	onReadToken: () => void;
}) {
	const { t } = useTranslation(['parameters', 'certificates']);
	const name = (field: string) => field as Path<Values>;
	const notAfter: string = useWatch({ control, name: name('certificateNotAfter') });
	const days = /^\d{4}-\d{2}-\d{2}$/.test(notAfter) ? daysBetween(today, notAfter) : undefined;
	const daysText = days === undefined ? '' : t(days < 0 ? 'hint.ended' : 'hint.daysLeft', { count: Math.abs(days) });
	return (
		<>
			<h2 className="section-title">
				{t('group.certificate')}
				<button type="button" className="link" onClick={onReadToken}>
					{t('certificates:choose.act')}
				</button>
				<RelatedCodes fields={['certificateProvider', 'certificateSerial']} />
			</h2>
			<div className="form-grid">
				<Controller
					control={control}
					name={name('certificateProvider')}
					render={({ field }) => <ProviderField {...field} label={t('field.certificateProvider')} used={used} />}
				/>
				<Controller
					control={control}
					name={name('certificateSerial')}
					render={({ field }) => (
						<SerialField
							{...field}
							label={t('field.certificateSerial')}
							span={2}
							onChange={(next) => {
								if (!sameSerial(next, field.value)) onOtherSerial();
								field.onChange(next);
							}}
						/>
					)}
				/>
				<Controller
					control={control}
					name={name('certificateNotBefore')}
					render={({ field }) => <DateField {...field} label={t('field.certificateNotBefore')} today={today} />}
				/>
				<Controller
					control={control}
					name={name('certificateNotAfter')}
					render={({ field }) => (
						<DateField
							{...field}
							label={t('field.certificateNotAfter')}
							today={today}
							hint={daysText}
							problem={days !== undefined && days < 0 ? { tone: 'warning', text: daysText } : undefined}
						/>
					)}
				/>
				<Controller
					control={control}
					name={name('certificateSubject')}
					render={({ field }) => (
						<TextField {...field} label={t('field.certificateSubject')} hint={t('hint.certificateSubject')} readOnly />
					)}
				/>
			</div>
		</>
	);
}
