import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { inUse, type RegistrationStatus } from '../../../shared/domain/validity.ts';
import { checkParameter } from '../../../shared/domain/vnaccs-parameters.ts';
import { useCompany } from '../../app/company.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { CodeField } from '../../components/code-field.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel, ErrorSummary } from '../../components/error-panel.tsx';
import { focusField } from '../../components/focus-field.ts';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';
import { useToday } from '../../components/use-today.ts';
import { dayOf, instantOf, wrongDays } from './parameter-draft.ts';
import { TerminalInputs } from './terminal-inputs.tsx';
import { ValidityFields } from './validity-fields.tsx';

type Values = {
	terminalId: string;
	accessKey: string | null;
	computer: string;
	status: RegistrationStatus;
	effectiveOn: string;
	endsOn: string;
};

/** One terminal of the company; `terminal` is absent for a new one. */
export function TerminalDialog({ terminal, onClose }: { terminal: TerminalRow | undefined; onClose: () => void }) {
	const { t } = useTranslation(['parameters', 'common']);
	const company = useCompany();
	const today = useToday();
	const saving = useCall();
	const other = useCall();
	const fields = useFieldCopy(other.run);
	const { effectiveAt, ...validity } = terminal ?? inUse;
	const { control, getValues } = useForm<Values>({
		defaultValues: {
			terminalId: terminal?.terminalId ?? '',
			accessKey: '',
			computer: terminal?.computer ?? '',
			status: validity.status,
			endsOn: validity.endsOn,
			effectiveOn: dayOf(effectiveAt),
		},
	});
	const [wrong, setWrong] = useState<readonly string[]>([]);

	const save = async () => {
		const { accessKey, effectiveOn, ...rest } = getValues();
		const days = wrongDays(getValues(), ['effectiveOn', 'endsOn']);
		setWrong(days);
		if (days.length > 0) return;
		const saved = await saving.run(() =>
			window.keyring.terminals.save({
				...(terminal ? { id: terminal.id } : {}),
				companyId: company.id,
				...rest,
				...(accessKey === '' ? {} : { accessKey: accessKey ?? '' }),
				effectiveAt: instantOf(effectiveOn, effectiveAt),
			}),
		);
		if (saved) onClose();
	};
	return (
		<Modal
			open
			wide
			alert
			title={terminal ? t('terminal.title', { id: terminal.terminalId || t('terminal.noId') }) : t('terminal.new')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('save')}
						shortcut="Ctrl+S"
						appearance="primary"
						busy={saving.busy}
						onClick={() => void save()}
						inDialog
						enterLast
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="form-sections" onKeyDownCapture={enterNext}>
				<ErrorPanel error={saving.error ?? other.error} onClose={saving.dismiss} />
				<ErrorSummary
					title={t('check.errors', { count: wrong.length })}
					entries={wrong.map((name) => ({
						id: name,
						tone: 'error',
						text: `${t(`field.${name}`)}: ${t('common:date.unreadable')}`,
						onGo: () => focusField(name),
					}))}
					answerTo={wrong}
				/>
				<div className="form-grid">
					<Controller
						control={control}
						name="terminalId"
						render={({ field }) => (
							<CodeField
								{...field}
								label={t('field.terminalId')}
								required
								autoFocus
								check={(value) => checkParameter('terminalId', value)}
							/>
						)}
					/>
					<TerminalInputs control={control} terminal={terminal} fields={fields} />
					<ValidityFields control={control} today={today} />
				</div>
			</div>
		</Modal>
	);
}
