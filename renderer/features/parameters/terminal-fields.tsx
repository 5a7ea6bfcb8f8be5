import { useState } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { normalizeCode, upperCode } from '../../../shared/domain/code-text.ts';
import { checkParameter } from '../../../shared/domain/vnaccs-parameters.ts';
import { CodeField } from '../../components/code-field.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { useProblemText } from '../../components/problem-text.ts';
import type { FieldCopy } from '../../components/use-field-copy.ts';
import { noTerminal, type ParameterForm, terminalFields } from './parameter-draft.ts';
import { TerminalInputs } from './terminal-inputs.tsx';
import { TerminalPicker, usersOf } from './terminal-picker.tsx';

/** The terminal of a User ID: one of the company's, changed here for all who use it, or a new one. */
export function TerminalFields({
	form,
	set,
	sets,
	terminals,
	fields,
}: {
	form: UseFormReturn<ParameterForm>;
	set: ParameterSetRow | undefined;
	sets: readonly ParameterSetRow[];
	terminals: readonly TerminalRow[];
	fields: FieldCopy;
}) {
	const { t } = useTranslation('parameters');
	const { text } = useProblemText();
	const [picking, setPicking] = useState(false);
	const { control, setValue } = form;
	const [ref, typed] = form.watch(['terminalRef', 'terminalId']);
	const terminal = terminals.find((one) => one.id === ref);
	const choose = (next: TerminalRow | undefined) => {
		const values = Object.entries(next ? terminalFields(next) : noTerminal);
		for (const [name, value] of values) setValue(name as keyof ParameterForm, value, { shouldDirty: true });
		// The menu gives the focus back to its button.
		setTimeout(() => form.setFocus('terminalId'), 0);
	};
	const code = upperCode(normalizeCode(typed).value);
	const twice = code !== '' && terminals.some((one) => one.id !== ref && one.terminalId === code);
	const shared = terminal ? usersOf(terminal.id, sets, set?.id) : [];
	const hint = terminal
		? shared.length > 0
			? t('terminal.shared', { users: shared.join(', ') })
			: undefined
		: terminals.length > 0
			? t('terminal.pick')
			: undefined;

	return (
		<>
			<Controller
				control={control}
				name="terminalId"
				render={({ field }) => (
					<CodeField
						{...field}
						label={t('field.terminalId')}
						required
						check={(value) => checkParameter('terminalId', value)}
						hint={hint}
						problem={twice ? { tone: 'warning', text: text({ code: 'TERMINAL_TWICE', params: {} }) } : undefined}
						input={{
							onKeyDown: (event) => {
								if (event.key !== 'F8' && !(event.altKey && event.key === 'ArrowDown')) return;
								event.preventDefault();
								setPicking(true);
							},
						}}
						contentAfter={
							<>
								{terminal && terminal.terminalId !== '' && (
									<CopyButton
										fields={fields}
										place={{ kind: 'terminal', id: terminal.id, field: 'terminalId' }}
										label={t('field.terminalId')}
									/>
								)}
								{terminals.length > 0 && (
									<TerminalPicker
										terminals={terminals}
										sets={sets}
										chosen={ref}
										open={picking}
										onOpen={setPicking}
										onChoose={choose}
									/>
								)}
							</>
						}
					/>
				)}
			/>
			<TerminalInputs control={control} terminal={terminal} fields={fields} />
		</>
	);
}
