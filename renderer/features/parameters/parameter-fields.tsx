import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { checkParameter } from '../../../shared/domain/vnaccs-parameters.ts';
import { useCompany } from '../../app/company.tsx';
import { CodeField } from '../../components/code-field.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import type { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';
import { RelatedCodes } from '../error-help/error-help.tsx';
import { CertificateFields } from './certificate-fields.tsx';
import type { ParameterForm } from './parameter-draft.ts';
import { TerminalFields } from './terminal-fields.tsx';
import { ValidityFields } from './validity-fields.tsx';

/** The fields in the order of the ECUS5VNACCS screen. */
export function ParameterFields({
	form,
	set,
	others,
	terminals,
	today,
	run,
	onReadToken,
	onHistory,
}: {
	form: UseFormReturn<ParameterForm>;
	set: ParameterSetRow | undefined;
	others: readonly ParameterSetRow[];
	terminals: readonly TerminalRow[];
	today: string;
	run: ReturnType<typeof useCall>['run'];
	onReadToken: () => void;
	onHistory: () => void;
}) {
	const { t } = useTranslation('parameters');
	const company = useCompany();
	const fields = useFieldCopy(run);
	const { control, setValue } = form;
	const userId = set && ({ kind: 'user', id: set.id, field: 'userId' } as const);
	const password = set && ({ kind: 'user', id: set.id, field: 'password' } as const);
	useShortcut('Ctrl+B', () => fields.copy(userId), { enabled: (set?.userId ?? '') !== '' });
	useShortcut('Ctrl+Shift+C', () => fields.copy(password), { enabled: set?.hasPassword === true });

	const text = (name: 'declarantName' | 'email', rest: Partial<TextFieldProps> = {}) => (
		<Controller
			control={control}
			name={name}
			render={({ field }) => <TextField {...field} label={t(`field.${name}`)} {...rest} />}
		/>
	);
	const code = (name: 'userCode' | 'userId') => (
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
						name === 'userId' && userId && set?.userId ? (
							<CopyButton fields={fields} place={userId} label={t(`field.${name}`)} />
						) : undefined
					}
				/>
			)}
		/>
	);
	const generate = async () =>
		set && (await run(() => window.keyring.accounts.generate({ kind: 'user', id: set.id })))?.value;
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
				<RelatedCodes fields={['userCode', 'userId', 'password', 'terminalId', 'accessKey']} />
			</h2>
			<div className="form-grid">
				{code('userCode')}
				{code('userId')}
				<Controller
					control={control}
					name="password"
					render={({ field }) => (
						<SecretField
							{...field}
							label={t('field.password')}
							required
							stored={set?.hasPassword ?? false}
							hint={
								changedAt
									? t('hint.passwordChanged', { date: formatDate(dateInVietnam(changedAt)) })
									: t('hint.password')
							}
							check={(value) => checkParameter('password', value)}
							onReveal={() => fields.reveal(password)}
							onCopy={() => fields.copy(password)}
							copiedSeconds={fields.secondsOf(password)}
							onClearCopied={fields.clear}
							holdToReveal
							{...(set ? { onGenerate: generate, onHistory } : {})}
						/>
					)}
				/>
				<TerminalFields form={form} set={set} sets={others} terminals={terminals} fields={fields} />
			</div>
			<CertificateFields
				control={control}
				today={today}
				used={others.map((one) => one.certificateProvider)}
				onOtherSerial={() => {
					setValue('certificateSubject', '', { shouldDirty: true });
					setValue('certificateTaxCode', '', { shouldDirty: true });
				}}
				onReadToken={onReadToken}
			/>
			<h2 className="section-title">{t('group.validity')}</h2>
			<div className="form-grid">
				<ValidityFields control={control} today={today} />
			</div>
		</>
	);
}
