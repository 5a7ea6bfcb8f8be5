import { useTranslation } from 'react-i18next';
import { routeOf } from '../../../shared/domain/letter/letter-request.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import type { StepProps } from './step-card.tsx';
import { useDossierChange } from './use-dossier-change.ts';

/** Opens a signed dossier for changes again; what was signed stays as an earlier version. */
export function ReopenDialog({ dossier, put, goTo, onClose }: StepProps & { onClose: () => void }) {
	const { t } = useTranslation('sending');
	const { change, busy, error, dismiss } = useDossierChange({ put, onClose });
	const onPaper = routeOf(dossier.letter) !== 'email';
	const reopen = async () => {
		if (await change(() => window.keyring.dossiers.reopen({ id: dossier.id }))) goTo('letter');
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
			<p>{t(onPaper ? 'mail.reopenTextPaper' : 'mail.reopenText', { version: dossier.sending.version })}</p>
		</ConfirmDialog>
	);
}
