import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useCall } from '../../components/use-call.ts';
import type { StepProps } from './step-card.tsx';

/** Opens a signed dossier for changes again; what was signed stays as an earlier version. */
export function ReopenDialog({ dossier, put, goTo, onClose }: StepProps & { onClose: () => void }) {
	const { t } = useTranslation('sending');
	const { run, busy, error, dismiss } = useCall();
	const reopen = async () => {
		const changed = await run(() => window.keyring.dossiers.reopen({ id: dossier.id }));
		if (!changed) return;
		put(changed);
		onClose();
		goTo('letter');
	};
	return (
		<ConfirmDialog
			open
			title={t('mail.reopenTitle')}
			confirmText={t('mail.reopen')}
			busy={busy}
			onConfirm={() => void reopen()}
			onCancel={onClose}
		>
			<ErrorPanel error={error} onClose={dismiss} />
			<p>{t('mail.reopenText', { version: dossier.sending.version })}</p>
		</ConfirmDialog>
	);
}
