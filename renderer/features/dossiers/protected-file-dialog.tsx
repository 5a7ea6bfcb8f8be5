import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../shared/contracts/dossiers-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';
import { PasswordField } from '../vault/password-field.tsx';

type Props = {
	dossierId: string;
	file: { name: string; protectedId: string };
	onAdded: (dossier: Dossier) => void;
	onClose: () => void;
};

/** Asks for the password of a file, then of the next one. It is in this dialog and in one call, nowhere else. */
export function ProtectedFileDialog({ dossierId, file, onAdded, onClose }: Props) {
	const { t } = useTranslation('dossiers');
	const { run, busy, error, dismiss } = useCall();
	const [password, setPassword] = useState('');
	const open = async (event?: FormEvent) => {
		event?.preventDefault();
		if (password === '' || busy) return;
		const { protectedId } = file;
		const dossier = await run(() => window.keyring.dossiers.addProtected({ id: dossierId, protectedId, password }));
		setPassword('');
		if (dossier) onAdded(dossier);
	};
	return (
		<Modal
			open
			alert
			title={t('protected.title')}
			sub={file.name}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t('protected.open')}
						appearance="primary"
						busy={busy}
						disabled={password === ''}
						onClick={() => void open()}
						inDialog
					/>
					<ActionButton text={t('protected.skip')} onClick={onClose} inDialog />
				</>
			}
		>
			<form className="protected-file" onSubmit={(event) => void open(event)}>
				<ErrorPanel error={error} onClose={dismiss} keepFocus />
				<PasswordField label={t('protected.password')} value={password} onChange={setPassword} autoFocus />
				<p className="mut small">{t('protected.note')}</p>
			</form>
		</Modal>
	);
}
