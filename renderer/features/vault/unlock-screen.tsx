import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type CallError, useAnswer, useCall } from '../../components/use-call.ts';
import { type NewPassword, NewPasswordFields, newPasswordFits } from './new-password.tsx';
import { PasswordField } from './password-field.tsx';
import { StartPage } from './start-page.tsx';

/** Opens the vault with the application password, or with the printed code when it is forgotten. */
export function UnlockScreen({ waitSeconds, onOpen }: { waitSeconds: number; onOpen: () => void }) {
	const [forgotten, setForgotten] = useState(false);
	const wait = useWait(waitSeconds);
	return forgotten ? (
		<Recover wait={wait} onOpen={onOpen} onBack={() => setForgotten(false)} />
	) : (
		<Unlock wait={wait} onOpen={onOpen} onForgotten={() => setForgotten(true)} />
	);
}

type Wait = { seconds: number; noteError: (error: CallError | undefined) => void };

/** Seconds until the next try. They run down here; the core alone decides. */
function useWait(first: number): Wait {
	const [until, setUntil] = useState(() => Date.now() + first * 1000);
	const [now, setNow] = useState(() => Date.now());
	const seconds = Math.max(0, Math.ceil((until - now) / 1000));
	useEffect(() => {
		if (seconds === 0) return;
		const timer = setInterval(() => setNow(Date.now()), 500);
		return () => clearInterval(timer);
	}, [seconds]);
	const noteError = (error: CallError | undefined) => {
		if (error?.code !== 'VAULT_THROTTLED') return;
		setNow(Date.now());
		setUntil(Date.now() + Number(error.params.seconds) * 1000);
	};
	return { seconds, noteError };
}

function WaitMessage({ wait }: { wait: Wait }) {
	const { t } = useTranslation('vault');
	if (wait.seconds === 0) return null;
	return <Message tone="w">{t('unlock.wait', { count: wait.seconds })}</Message>;
}

function Unlock({ wait, onOpen, onForgotten }: { wait: Wait; onOpen: () => void; onForgotten: () => void }) {
	const { t } = useTranslation('vault');
	const [password, setPassword] = useState('');
	const { run, busy, error, dismiss } = useCall();
	const os = useAnswer(['vault', 'os'], () => window.keyring.vault.osUnlock({})).data;
	const openWithOs = async () => {
		if ((await run(() => window.keyring.vault.unlockWithOs({}))) !== undefined) onOpen();
	};
	const submit = async (event?: FormEvent) => {
		event?.preventDefault();
		if (password === '' || busy || wait.seconds > 0) return;
		const opened = await run(async () => {
			const result = await window.keyring.vault.unlock({ password: password.normalize('NFC') });
			if (!result.ok) wait.noteError(await waitAfter(result.error));
			return result;
		});
		setPassword('');
		if (opened !== undefined) onOpen();
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			<StartPage
				title={t('unlock.title')}
				sub={t('unlock.sub')}
				actions={
					<>
						<button type="button" className="link" onClick={onForgotten}>
							{t('unlock.forgotten')}
						</button>
						<span className="grow" />
						{os?.on && os.available && (
							<ActionButton text={t('unlock.os')} busy={busy} onClick={() => void openWithOs()} />
						)}
						<ActionButton
							text={t('unlock.act')}
							appearance="primary"
							busy={busy}
							disabled={wait.seconds > 0}
							submit
							onClick={() => void submit()}
						/>
					</>
				}
			>
				{error?.code !== 'VAULT_THROTTLED' && <ErrorPanel error={error} onClose={dismiss} keepFocus />}
				<WaitMessage wait={wait} />
				<PasswordField
					label={t('password.app')}
					value={password}
					onChange={setPassword}
					hint={t('password.unikey')}
					autoFocus
				/>
			</StartPage>
		</form>
	);
}

/** After a wrong try the core may make one wait: asked at once, so that the countdown starts without a further try. */
async function waitAfter(error: CallError): Promise<CallError> {
	if (error.code === 'VAULT_THROTTLED') return error;
	const status = await window.keyring.vault.status({});
	return { code: 'VAULT_THROTTLED', params: { seconds: status.ok ? status.value.waitSeconds : 0 } };
}

function Recover({ wait, onOpen, onBack }: { wait: Wait; onOpen: () => void; onBack: () => void }) {
	const { t } = useTranslation(['vault', 'common']);
	const [recoveryCode, setRecoveryCode] = useState('');
	const [password, setPassword] = useState<NewPassword>({ first: '', second: '' });
	const { run, busy, error, dismiss } = useCall();
	const ready = recoveryCode.trim() !== '' && newPasswordFits(password) && wait.seconds === 0;
	const submit = async (event?: FormEvent) => {
		event?.preventDefault();
		if (!ready || busy) return;
		const opened = await run(async () => {
			const result = await window.keyring.vault.recover({
				recoveryCode: recoveryCode.normalize('NFC'),
				newPassword: password.first.normalize('NFC'),
			});
			if (!result.ok) wait.noteError(await waitAfter(result.error));
			return result;
		});
		if (opened !== undefined) onOpen();
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			<StartPage
				title={t('recover.title')}
				sub={t('recover.sub')}
				actions={
					<>
						<ActionButton text={t('common:action.back')} onClick={onBack} />
						<span className="grow" />
						<ActionButton
							text={t('recover.act')}
							appearance="primary"
							busy={busy}
							disabled={!ready}
							submit
							onClick={() => void submit()}
						/>
					</>
				}
			>
				{error?.code !== 'VAULT_THROTTLED' && <ErrorPanel error={error} onClose={dismiss} />}
				<WaitMessage wait={wait} />
				<TextField
					label={t('recover.code')}
					value={recoveryCode}
					onChange={setRecoveryCode}
					hint={t('recover.codeHint')}
					mono
					autoFocus
				/>
				<NewPasswordFields value={password} onChange={setPassword} autoFocus={false} />
			</StartPage>
		</form>
	);
}
