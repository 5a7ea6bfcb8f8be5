import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';

/** "Xóa hẳn hồ sơ …?": before its 30 days in the trash are over, after its number was typed. */
export function PurgeDialog({ row, onClose }: { row: DossierRow; onClose: () => void }) {
	const { t } = useTranslation('sending');
	const toast = useToast();
	const { run, busy, error } = useCall();
	const { id, number } = row;
	const purge = async () => {
		if ((await run(() => window.keyring.dossiers.purge({ id }))) === undefined) return;
		toast(t('list.purged', { number }));
		onClose();
	};
	return (
		<ConfirmDialog
			open
			title={t('list.purgeTitle', { number })}
			confirmText={t('list.purge')}
			danger
			busy={busy}
			typeToConfirm={number}
			onConfirm={() => void purge()}
			onCancel={onClose}
		>
			<ErrorPanel error={error} />
			{t('list.purgeText')}
		</ConfirmDialog>
	);
}
