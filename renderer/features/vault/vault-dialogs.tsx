import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Envelope } from '../../../shared/contracts/contracts.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Modal } from '../../components/modal.tsx';
import { useCall } from '../../components/use-call.ts';
import { type NewPassword, NewPasswordFields, newPasswordFits } from './new-password.tsx';
import { PasswordField } from './password-field.tsx';
import { RecoveryCodeView, SaveSheetButton, useRecoverySheet } from './recovery-code-view.tsx';

type Dialog = { onClose: () => void; onDone: () => void };

export function ChangePasswordDialog({ onClose, onDone }: Dialog) {
	const { t } = useTranslation('vault');
	const [next, setNext] = useState<NewPassword>({ first: '', second: '' });
	return (
		<PasswordDialog
			title={t('change.title')}
			act={t('change.act')}
			ready={newPasswordFits(next)}
			call={(password) => window.keyring.vault.changePassword({ password, newPassword: next.first.normalize('NFC') })}
			onClose={onClose}
			onAnswer={onDone}
		>
			<NewPasswordFields value={next} onChange={setNext} autoFocus={false} />
		</PasswordDialog>
	);
}

export function OsUnlockDialog({ onClose, onDone }: Dialog) {
	const { t } = useTranslation('vault');
	return (
		<PasswordDialog
			title={t('osDialog.title')}
			act={t('osDialog.act')}
			call={(password) => window.keyring.vault.enableOsUnlock({ password })}
			onClose={onClose}
			onAnswer={onDone}
		>
			<p className="mut">{t('security.osHint')}</p>
		</PasswordDialog>
	);
}

/**
 * The password first, then the code; the old code goes when the user says that the new one is kept. One dialog for both: a
 * second one would lose the focus to the page behind.
 */
export function NewRecoveryCodeDialog({ onClose, onDone }: Dialog) {
	const { t } = useTranslation(['vault', 'common']);
	const [password, setPassword] = useState('');
	const [recoveryCode, setRecoveryCode] = useState<string>();
	const [kept, setKept] = useState(false);
	const sheet = useRecoverySheet(recoveryCode ?? '');
	const { run, busy, error, dismiss } = useCall();
	const make = async (event?: FormEvent) => {
		event?.preventDefault();
		if (password === '' || busy) return;
		const made = await run(() => window.keyring.vault.newRecoveryCode({ password: password.normalize('NFC') }));
		setPassword('');
		if (made) setRecoveryCode(made.recoveryCode);
	};
	const confirm = async () => {
		if ((await run(() => window.keyring.vault.confirmRecoveryCode({}))) !== undefined) onDone();
	};
	const made = recoveryCode !== undefined;
	return (
		<Modal
			open
			alert
			title={t('newCode.title')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t(made ? 'newCode.confirm' : 'newCode.make')}
						appearance="primary"
						busy={busy}
						disabled={made ? !kept : password === ''}
						onClick={() => void (made ? confirm() : make())}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<form className="dialog-form" onSubmit={(event) => void make(event)}>
				<ErrorPanel error={error} onClose={dismiss} keepFocus />
				<p className="mut">{t('newCode.text')}</p>
				{made ? (
					<>
						<RecoveryCodeView recoveryCode={recoveryCode} sheet={sheet} kept={kept} onKept={setKept} />
						<div>
							<SaveSheetButton sheet={sheet} />
						</div>
					</>
				) : (
					<PasswordField label={t('change.present')} value={password} onChange={setPassword} autoFocus />
				)}
			</form>
		</Modal>
	);
}

/** A dialog that asks for the present application password. */
function PasswordDialog<Answer>({
	title,
	act,
	ready = true,
	call,
	onClose,
	onAnswer,
	children,
}: {
	title: string;
	act: string;
	ready?: boolean;
	call: (password: string) => Promise<Envelope<Answer>>;
	onClose: () => void;
	onAnswer: (answer: Answer) => void;
	children?: ReactNode;
}) {
	const { t } = useTranslation(['vault', 'common']);
	const [password, setPassword] = useState('');
	const { run, busy, error, dismiss } = useCall();
	const enabled = password !== '' && ready;
	const submit = async (event?: FormEvent) => {
		event?.preventDefault();
		if (!enabled || busy) return;
		const answered = await run(() => call(password.normalize('NFC')));
		setPassword('');
		if (answered !== undefined) onAnswer(answered);
	};
	return (
		<Modal
			open
			alert
			title={title}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={act}
						appearance="primary"
						busy={busy}
						disabled={!enabled}
						onClick={() => void submit()}
						inDialog
					/>
					<ActionButton text={t('common:action.cancel')} onClick={onClose} inDialog />
				</>
			}
		>
			<form className="dialog-form" onSubmit={(event) => void submit(event)}>
				<ErrorPanel error={error} onClose={dismiss} keepFocus />
				<PasswordField label={t('change.present')} value={password} onChange={setPassword} autoFocus />
				{children}
				{/* Enter in a field acts; the dialog's own button stands outside the form. */}
				<button type="submit" hidden disabled={!enabled} />
			</form>
		</Modal>
	);
}
