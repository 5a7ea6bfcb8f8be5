import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupEntry } from '../../../shared/contracts/backup-contract.ts';
import { formatFileSize } from '../../../shared/domain/file-size.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { instantText } from '../../components/instant-text.ts';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';
import { PasswordField } from '../vault/password-field.tsx';

/** What a restore does, and the key of the backup, so that nobody restores what he cannot open. */
export function RestoreDialog({ backup, onClose }: { backup: BackupEntry; onClose: () => void }) {
	const { t } = useTranslation(['backup', 'common']);
	const { preferences } = useAppState();
	const [secret, setSecret] = useState('');
	const { run, busy, error, dismiss } = useCall();
	const { id, at, kind, companies, dossiers, bytes } = backup;
	// The page starts anew once the data are exchanged.
	const submit = async (event?: FormEvent) => {
		event?.preventDefault();
		if (secret === '' || busy) return;
		await run(() => window.keyring.backup.restore({ id, secret: secret.normalize('NFC') }));
	};
	return (
		<Modal
			open
			alert
			title={t('dialog.title')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('dialog.act')}
						appearance="primary"
						busy={busy}
						disabled={secret === ''}
						onClick={() => void submit()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<form className="dialog-form" onSubmit={(event) => void submit(event)}>
				<ErrorPanel error={error} onClose={dismiss} keepFocus />
				<p>
					{t('dialog.what', {
						at: instantText(at),
						kind: t(`kind.${kind}`).toLocaleLowerCase(preferences.language),
						companies,
						dossiers,
						size: formatFileSize(bytes, preferences.language),
					})}
				</p>
				<Message tone="w">{t('dialog.consequence')}</Message>
				<PasswordField
					label={t('dialog.secret')}
					hint={t('dialog.secretHint')}
					value={secret}
					onChange={setSecret}
					autoFocus
				/>
			</form>
		</Modal>
	);
}
