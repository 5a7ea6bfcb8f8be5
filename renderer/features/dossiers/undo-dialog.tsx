import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type DossierDialog, useDossierChange } from './use-dossier-change.ts';

/** What `undoRecord` would take back now. */
export function newestRecord({ sending }: Dossier): string | null {
	if (sending.enteredAt !== null) return 'entered';
	return sending.answer?.outcome ?? (sending.sentAt === null ? null : 'sent');
}

export function UndoDialog({ dossier, put, onClose }: DossierDialog) {
	const { t } = useTranslation('sending');
	const { change, busy, error, dismiss } = useDossierChange({ put, onClose });
	const [reason, setReason] = useState('');
	const undo = () => change(() => window.keyring.dossiers.undoRecord({ id: dossier.id, reason }));
	return (
		<Modal
			open
			alert
			title={t('undo.title', { what: t(`track.undoneWhat.${newestRecord(dossier)}`) })}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('undo.submit')}
						disabled={reason.trim() === ''}
						busy={busy}
						onClick={() => void undo()}
						inDialog
					/>
					<ActionButton text={t('undo.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<ErrorPanel error={error} onClose={dismiss} />
			<p>{t('undo.text')}</p>
			<div className="modal-field">
				<TextField label={t('undo.reason')} value={reason} onChange={setReason} required autoFocus />
			</div>
		</Modal>
	);
}
