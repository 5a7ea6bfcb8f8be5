import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from './action-button.tsx';
import { Modal } from './modal.tsx';

/** The one question about typed, unsaved content. */
export function LeaveDialog({
	open,
	onSave,
	onDiscard,
	onStay,
}: {
	open: boolean;
	onSave: () => Promise<void>;
	onDiscard: () => void;
	onStay: () => void;
}) {
	const { t } = useTranslation('common');
	const [busy, setBusy] = useState(false);
	const save = async () => {
		setBusy(true);
		await onSave();
		setBusy(false);
	};
	return (
		<Modal
			open={open}
			alert
			title={t('leave.title')}
			onClose={onStay}
			actions={
				<>
					<ActionButton text={t('leave.save')} appearance="primary" busy={busy} onClick={() => void save()} inDialog />
					<ActionButton text={t('leave.discard')} onClick={onDiscard} inDialog />
					<ActionButton text={t('leave.stay')} onClick={onStay} inDialog autoFocus />
				</>
			}
		>
			{t('leave.text')}
		</Modal>
	);
}
