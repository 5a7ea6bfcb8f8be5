import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { type CallError, useAnswer, useCall } from '../../components/use-call.ts';
import { StartPage } from '../vault/start-page.tsx';
import { BackupList } from './backup-list.tsx';
import { useRestore } from './use-backups.tsx';

/** The data file cannot be read: why, the backups, and as the last way an empty start. Nothing happens by itself. */
export function DamagedStore({ error }: { error: CallError }) {
	const { t } = useTranslation(['backup', 'common']);
	const backups = useAnswer(['backup', 'list'], () => window.keyring.backup.list({}));
	const restore = useRestore();
	const { run, busy, error: startError } = useCall();
	const [asking, setAsking] = useState(false);
	const found = backups.data ?? [];
	const newer = error.code === 'STORE_NEWER_SCHEMA';
	return (
		<StartPage
			wide
			title={t('damaged.title')}
			actions={
				<>
					{!newer && <ActionButton text={t('damaged.startEmpty')} danger busy={busy} onClick={() => setAsking(true)} />}
					<span className="grow" />
					<ActionButton text={t('common:action.retry')} onClick={() => window.location.reload()} />
					<ActionButton
						text={t('elsewhere')}
						appearance={found.length > 0 ? 'secondary' : 'primary'}
						busy={restore.busy}
						onClick={() => void restore.choose()}
					/>
				</>
			}
		>
			<ErrorPanel error={restore.error ?? startError ?? error} onClose={restore.error && restore.dismiss} />
			{newer && <p>{t('damaged.newer')}</p>}
			{backups.data && <p>{t(found.length > 0 ? 'damaged.choose' : 'damaged.none')}</p>}
			{found.length > 0 && <BackupList backups={found} onRestore={restore.ask} />}
			{restore.dialog}
			<ConfirmDialog
				open={asking}
				danger
				title={t('damaged.startTitle')}
				confirmText={t('damaged.startConfirm')}
				busy={busy}
				onCancel={() => setAsking(false)}
				onConfirm={() => {
					setAsking(false);
					void run(() => window.keyring.backup.startEmpty({}));
				}}
			>
				{t('damaged.startText')}
			</ConfirmDialog>
		</StartPage>
	);
}
