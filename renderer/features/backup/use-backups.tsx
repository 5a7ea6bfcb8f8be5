import { type ReactNode, useState } from 'react';
import type { BackupEntry, BackupStatus } from '../../../shared/contracts/backup-contract.ts';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { RestoreDialog } from './restore-dialog.tsx';

export function useBackupStatus(): BackupStatus | undefined {
	return useAnswer(['backup', 'status'], () => window.keyring.backup.status({})).data;
}

/** Choosing a backup to restore, from the list or from anywhere; `dialog` is to be drawn. */
export function useRestore(): {
	ask: (backup: BackupEntry) => void;
	choose: () => Promise<void>;
	dialog: ReactNode;
} & Pick<ReturnType<typeof useCall>, 'busy' | 'error' | 'dismiss'> {
	const [backup, setBackup] = useState<BackupEntry>();
	const { run, busy, error, dismiss } = useCall();
	const choose = async () => {
		const chosen = await run(() => window.keyring.backup.choose({}));
		if (chosen) setBackup(chosen);
	};
	const dialog = backup && <RestoreDialog backup={backup} onClose={() => setBackup(undefined)} />;
	return { ask: setBackup, choose, dialog, busy, error, dismiss };
}
