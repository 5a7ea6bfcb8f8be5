import { Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RequestRow, signatureKinds } from '../../../shared/contracts/requests-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useBegin } from './use-begin.ts';

export type NewRequest = 'correction' | 'registration' | 'delete-draft';

/** A correction, the registration of the company, or a form on the portal that is to be deleted unsent. */
export function NewRequestDialog({
	what,
	companyId,
	label: given = '',
	onCreated,
	onClose,
}: {
	what: NewRequest;
	companyId: string;
	/** What stands in the field of the name first. */
	label?: string;
	onCreated: (request: RequestRow) => void;
	onClose: () => void;
}) {
	const { t } = useTranslation(['requests', 'common']);
	const { begin, busy, error, dismiss } = useBegin();
	const [label, setLabel] = useState(given);
	const [note, setNote] = useState('');
	const [signature, setSignature] = useState<(typeof signatureKinds)[number]>('usb-token');
	const create = async () => {
		const request = await begin(
			{
				companyId,
				kind: what === 'correction' ? 'correction' : 'registration',
				subjectId: '',
				label,
				endsOn: '',
				note,
				signatureKind: what === 'registration' ? signature : '',
				lastUserConsent: false,
			},
			what === 'delete-draft' ? 'delete-draft' : undefined,
		);
		if (request) onCreated(request);
	};
	return (
		<Modal
			open
			title={t(`new.${what}.title`)}
			sub={t(`new.${what}.sub`)}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('new.start')}
						appearance="primary"
						busy={busy}
						disabled={label.trim() === ''}
						onClick={() => void create()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<TextField
					label={t(`new.${what}.label`)}
					required
					value={label}
					onChange={setLabel}
					hint={t(`new.${what}.labelHint`)}
					autoFocus
				/>
				{what === 'registration' && (
					<fieldset className="signature-kinds">
						<legend>{t('field.signatureKind')}</legend>
						<RadioGroup
							layout="horizontal"
							aria-label={t('field.signatureKind')}
							value={signature}
							onChange={(_event, data) => setSignature(data.value as typeof signature)}
						>
							{signatureKinds.map((one) => (
								<Radio key={one} value={one} label={t(`signature.${one}`)} />
							))}
						</RadioGroup>
					</fieldset>
				)}
				<TextField label={t('field.note')} value={note} onChange={setNote} />
			</div>
		</Modal>
	);
}
