import { type Control, Controller, type FieldValues, type Path } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { checkParameter } from '../../../shared/domain/vnaccs-parameters.ts';
import { SecretField } from '../../components/secret-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { FieldCopy } from '../../components/use-field-copy.ts';

/** Access key and PC of a terminal, beside its Terminal ID; the key of a stored one can be shown and copied. */
export function TerminalInputs<Values extends FieldValues>({
	control,
	terminal,
	fields,
}: {
	control: Control<Values>;
	terminal: TerminalRow | undefined;
	fields: FieldCopy;
}) {
	const { t } = useTranslation('parameters');
	const place = terminal && ({ kind: 'terminal', id: terminal.id, field: 'accessKey' } as const);
	return (
		<>
			<Controller
				control={control}
				name={'accessKey' as Path<Values>}
				render={({ field }) => (
					<SecretField
						{...field}
						label={t('field.accessKey')}
						required
						stored={terminal?.hasAccessKey ?? false}
						hint={t('hint.accessKey')}
						check={(value) => checkParameter('accessKey', value)}
						onReveal={() => fields.reveal(place)}
						onCopy={() => fields.copy(place)}
						copiedSeconds={fields.secondsOf(place)}
						onClearCopied={fields.clear}
					/>
				)}
			/>
			<Controller
				control={control}
				name={'computer' as Path<Values>}
				render={({ field }) => <TextField {...field} label={t('field.computer')} />}
			/>
		</>
	);
}
