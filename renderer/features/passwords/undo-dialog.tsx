import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';

/** Marks a row of the password history as recorded by mistake, with the reason. */
export function UndoDialog({ id, onClose }: { id: string; onClose: () => void }) {
	const { t } = useTranslation(['passwords', 'common']);
	const { run, busy, error, dismiss } = useCall();
	const toast = useToast();
	const [reason, setReason] = useState('');
	const undo = async () => {
		if ((await run(() => window.keyring.passwords.undo({ id, reason }))) === undefined) return;
		toast(t('undo.done'));
		onClose();
	};
	return (
		<Modal
			open
			alert
			title={t('undo.title')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('undo.confirm')}
						danger
						busy={busy}
						disabled={reason.trim() === ''}
						onClick={() => void undo()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<div className="form-sections">
				<ErrorPanel error={error} onClose={dismiss} />
				<p>{t('undo.text')}</p>
				<TextField
					label={t('undo.reason')}
					required
					value={reason}
					onChange={setReason}
					autoFocus
					input={{ maxLength: 300 }}
				/>
			</div>
		</Modal>
	);
}
