import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CopyPlace, ParameterSetRow, SecretPlace } from '../../../shared/contracts/parameters-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import type { ParameterField } from '../../../shared/domain/problem-codes.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { checkParameter } from '../../../shared/domain/vnaccs-parameters.ts';
import { useCompany } from '../../app/company.tsx';
import { CodeField } from '../../components/code-field.tsx';
import { DateField } from '../../components/date-field.tsx';
import { daysBetween } from '../../components/month-days.ts';
import { ProviderField } from '../../components/provider-field.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { SerialField } from '../../components/serial-field.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import type { useCall } from '../../components/use-call.ts';
import { useCopied } from '../../components/use-copied.ts';
import type { ParameterForm } from './parameter-draft.ts';

type SecretName = 'password' | 'accessKey';
type CopyField = SecretName | 'userCode' | 'userId' | 'terminalId';

/** The record that holds a field of the form: the User ID itself or its terminal. */
function placeOf(set: ParameterSetRow, field: CopyField): CopyPlace | undefined {
	if (field !== 'accessKey' && field !== 'terminalId') return { kind: 'user', id: set.id, field };
	return set.terminalRef === null ? undefined : { kind: 'terminal', id: set.terminalRef, field };
}

/** The fields in the order of the ECUS5VNACCS screen. */
export function ParameterFields({
	form,
	set,
	others,
	today,
	run,
	onReadToken,
}: {
	form: UseFormReturn<ParameterForm>;
	set: ParameterSetRow | undefined;
	others: readonly ParameterSetRow[];
	today: string;
	run: ReturnType<typeof useCall>['run'];
	onReadToken: () => void;
}) {
	const { t } = useTranslation(['parameters', 'certificates', 'common']);
	const company = useCompany();
	const copied = useCopied();
	const { control } = form;
	const copy = (field: CopyField) => {
		const place = set && placeOf(set, field);
		if (place) void run(() => window.keyring.parameters.copy(place));
	};
	useShortcut('Ctrl+B', () => copy('userId'), { enabled: set?.userId !== undefined && set.userId !== '' });
	useShortcut('Ctrl+Shift+C', () => copy('password'), { enabled: set?.hasPassword === true });

	const copiedSeconds = (field: CopyField) =>
		copied && set && copied.id === placeOf(set, field)?.id && copied.field === field ? copied.secondsLeft : 0;
	const clearCopied = () => void window.keyring.parameters.clearCopied({});

	const text = (name: Exclude<keyof ParameterForm, SecretName>, rest: Partial<TextFieldProps> = {}) => (
		<Controller
			control={control}
			name={name}
			render={({ field }) => <TextField {...field} label={t(`field.${name}`)} {...rest} />}
		/>
	);
	const code = (name: 'userCode' | 'userId' | 'terminalId', copyable: boolean) => (
		<Controller
			control={control}
			name={name}
			render={({ field }) => (
				<CodeField
					{...field}
					label={t(`field.${name}`)}
					required
					check={(value) => checkParameter(name, value)}
					contentAfter={
						copyable && set && set[name] !== '' ? (
							<>
								{copiedSeconds(name) > 0 && (
									<button type="button" className="pill" onClick={clearCopied}>
										{t('common:field.copied', { seconds: copiedSeconds(name) })}
									</button>
								)}
								<Button
									appearance="transparent"
									size="small"
									icon={<Copy16Regular />}
									aria-label={t('common:field.copy', { field: t(`field.${name}`) })}
									title={t('common:field.copy', { field: t(`field.${name}`) })}
									onClick={() => copy(name)}
								/>
							</>
						) : undefined
					}
				/>
			)}
		/>
	);
	const secret = (name: SecretName, stored: boolean, hint: string) => (
		<Controller
			control={control}
			name={name}
			render={({ field }) => (
				<SecretField
					{...field}
					label={t(`field.${name}`)}
					required
					stored={stored}
					hint={hint}
					check={(value) => checkParameter(name as ParameterField, value)}
					onReveal={async () => {
						const place = set && (placeOf(set, name) as SecretPlace | undefined);
						return place && (await run(() => window.keyring.parameters.reveal(place)))?.value;
					}}
					onCopy={() => copy(name)}
					copiedSeconds={copiedSeconds(name)}
					onClearCopied={clearCopied}
				/>
			)}
		/>
	);

	const notAfter = form.watch('certificateNotAfter');
	const days = /^\d{4}-\d{2}-\d{2}$/.test(notAfter) ? daysBetween(today, notAfter) : undefined;
	const daysText = days === undefined ? '' : t(days < 0 ? 'hint.ended' : 'hint.daysLeft', { count: Math.abs(days) });
	const changedAt = set?.passwordChangedAt;

	return (
		<>
			<h2 className="section-title">{t('group.declarant')}</h2>
			<div className="form-grid">
				<TextField
					label={t('field.taxCode')}
					note={t('note.taxCode')}
					value={displayTaxCode(company.taxCode)}
					onChange={() => {}}
					readOnly
					mono
				/>
				{text('declarantName', { required: true, autoFocus: !set })}
				{text('email', { type: 'email' })}
			</div>
			<h2 className="section-title">
				{t('group.vnaccs')} <span className="mut">{t('group.vnaccsNote')}</span>
			</h2>
			<div className="form-grid">
				{code('userCode', false)}
				{code('userId', true)}
				{secret(
					'password',
					set?.hasPassword ?? false,
					changedAt ? t('hint.passwordChanged', { date: formatDate(dateInVietnam(changedAt)) }) : t('hint.password'),
				)}
				{code('terminalId', true)}
				{secret('accessKey', set?.hasAccessKey ?? false, t('hint.accessKey'))}
				{text('computer')}
			</div>
			<h2 className="section-title">
				{t('group.certificate')}
				<button type="button" className="link" onClick={onReadToken}>
					{t('certificates:choose.act')}
				</button>
			</h2>
			<div className="form-grid">
				<Controller
					control={control}
					name="certificateProvider"
					render={({ field }) => (
						<ProviderField
							{...field}
							label={t('field.certificateProvider')}
							used={others.map((one) => one.certificateProvider)}
						/>
					)}
				/>
				<Controller
					control={control}
					name="certificateSerial"
					render={({ field }) => <SerialField {...field} label={t('field.certificateSerial')} span={2} />}
				/>
				<Controller
					control={control}
					name="certificateNotBefore"
					render={({ field }) => <DateField {...field} label={t('field.certificateNotBefore')} today={today} />}
				/>
				<Controller
					control={control}
					name="certificateNotAfter"
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
				{text('certificateSubject', { readOnly: true })}
			</div>
		</>
	);
}
