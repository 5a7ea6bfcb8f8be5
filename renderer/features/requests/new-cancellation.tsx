import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { RequestRow } from '../../../shared/contracts/requests-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { type Validity, validityState } from '../../../shared/domain/validity.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceField } from '../../components/choice-field.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { CancelDialog, type Cancelled } from './cancel-dialog.tsx';

const kinds = ['cancel-user-code', 'cancel-terminal', 'cancel-user-id'] as const;
type Kind = (typeof kinds)[number];

/** Which of the three kinds, and which record of it; then the dialog that asks for the day and the code. */
export function NewCancellation({
	companyId,
	sets,
	terminals,
	onCreated,
	onClose,
}: {
	companyId: string;
	sets: readonly ParameterSetRow[];
	terminals: readonly TerminalRow[];
	onCreated: (request: RequestRow) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['requests', 'common']);
	const now = useNow();
	const codes = useAnswer(['parameters', companyId, 'codes'], () => window.keyring.parameters.userCodes({ companyId }));
	const [kind, setKind] = useState<Kind>('cancel-user-id');
	const [chosen, setChosen] = useState('');
	const [confirming, setConfirming] = useState(false);
	const all: Record<Kind, Cancelled[]> = {
		'cancel-user-code': (codes.data ?? [])
			.filter((one) => cancellable(one, now))
			.map(({ id, code }) => ({ kind: 'cancel-user-code', id, code, holder: '' })),
		'cancel-terminal': terminals
			.filter((one) => cancellable(one, now) && one.terminalId !== '')
			.map(({ id, terminalId, computer }) => ({ kind: 'cancel-terminal', id, code: terminalId, holder: computer })),
		'cancel-user-id': sets.filter((one) => cancellable(one, now) && one.userId !== '').map(userIdSubject),
	};
	const choices = all[kind];
	const subject = choices.find((one) => one.id === chosen) ?? choices[0];

	if (confirming && subject) {
		return <CancelDialog {...{ companyId, subject, sets, terminals, onCreated, onClose }} />;
	}
	return (
		<Modal
			open
			title={t('new.cancel.title')}
			sub={t('new.cancel.sub')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('new.next')}
						appearance="primary"
						disabled={!subject}
						onClick={() => setConfirming(true)}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="form-sections">
				<RadioGroup
					aria-label={t('new.cancel.kind')}
					value={kind}
					onChange={(_event, data) => {
						setKind(data.value as Kind);
						setChosen('');
					}}
				>
					{kinds.map((one) => (
						<Radio
							key={one}
							value={one}
							autoFocus={one === kind}
							label={
								<>
									<b>{t(`kind.${one}`)}</b>
									<span className="mut choice-hint">{t(`new.cancel.hint.${one}`)}</span>
								</>
							}
						/>
					))}
				</RadioGroup>
				{subject ? (
					<ChoiceField
						label={t('new.cancel.record')}
						value={subject.id}
						options={choices.map((one) => one.id)}
						onChange={setChosen}
						textOf={(id) => {
							const one = choices.find((choice) => choice.id === id);
							return one?.holder ? `${one.code} · ${one.holder}` : (one?.code ?? '');
						}}
					/>
				) : (
					<Message tone="i">{t('new.cancel.none')}</Message>
				)}
			</div>
		</Modal>
	);
}

export function userIdSubject(set: ParameterSetRow): Cancelled {
	return { kind: 'cancel-user-id', id: set.id, code: set.userId, holder: set.declarantName };
}

/** Approved at customs and neither ended nor about to; ISO instant. */
export function cancellable(row: Validity, now: string): boolean {
	return ['active', 'awaiting-effect'].includes(validityState(row, now));
}
