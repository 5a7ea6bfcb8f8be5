import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { useErrorText } from '../../components/error-panel.tsx';
import { instantText } from '../../components/instant-text.ts';
import { Message } from '../../components/message.tsx';
import { useBackupStatus } from './use-backups.tsx';
import './backup.css';

/** An automatic backup that failed is told once, above whatever screen is open; the status bar goes on saying so. */
export function BackupNotice() {
	const { t } = useTranslation('backup');
	const errorText = useErrorText();
	const problem = useBackupStatus()?.problem;
	if (!problem || problem.seen) return null;
	const { meaning, advice } = errorText({ code: problem.code as ErrorCode, params: problem.params });
	return (
		<div role="status">
			<Message
				tone="w"
				action={
					<ActionButton
						text={t('understood')}
						size="small"
						onClick={() => void window.keyring.backup.acknowledge({})}
					/>
				}
			>
				<b>{t('problem')}.</b> {meaning} {advice}
			</Message>
		</div>
	);
}

/** The newest backup in the status bar; leads to the settings. */
export function BackupState() {
	const { t } = useTranslation('common');
	const { go } = useNavigation();
	const status = useBackupStatus();
	if (!status) return null;
	const text = status.problem
		? t('status.backupProblem')
		: status.last
			? t('status.backup', { at: instantText(status.last.at) })
			: t('status.backupNone');
	return (
		<button
			type="button"
			className={`status-backup ${status.problem ? 'w' : ''}`}
			onClick={() => go({ screen: 'settings', section: 'backup' })}
		>
			{text}
		</button>
	);
}
