import { Select, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lockMinutes, type Preferences } from '../../../shared/contracts/app-contract.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { FormField } from '../../components/form-field.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { ChangePasswordDialog, NewRecoveryCodeDialog, OsUnlockDialog } from './vault-dialogs.tsx';

/** Settings, "Bảo mật": password, recovery code, when the application locks, what a capture sees. */
export function SecuritySettings() {
	const { t } = useTranslation('vault');
	const toast = useToast();
	const { preferences, change } = useAppState();
	const os = useAnswer(['vault', 'os'], () => window.keyring.vault.osUnlock({})).data;
	const { run, busy, error, dismiss } = useCall();
	const [dialog, setDialog] = useState<'password' | 'recovery' | 'os'>();
	const close = (done?: string) => {
		setDialog(undefined);
		if (done) toast(done);
	};
	const turnOff = async () => {
		if ((await run(() => window.keyring.vault.disableOsUnlock({}))) !== undefined) toast(t('security.osOff'));
	};
	return (
		<section className="card settings-card" aria-labelledby="security-title">
			<h2 className="section-title" id="security-title">
				{t('security.title')}
			</h2>
			<ErrorPanel error={error} onClose={dismiss} />
			<dl className="settings-rows">
				<dt>{t('security.password')}</dt>
				<dd>
					<ActionButton text={t('security.changePassword')} onClick={() => setDialog('password')} />
				</dd>
				<dt>{t('security.recovery')}</dt>
				<dd>
					<ActionButton text={t('security.newRecovery')} onClick={() => setDialog('recovery')} />
				</dd>
			</dl>
			<FormField label={t('security.lockAfter')} hint={t('security.lockHint')}>
				<Select
					className="settings-short"
					value={String(preferences.lockMinutes)}
					onChange={(_event, data) => change({ lockMinutes: Number(data.value) as Preferences['lockMinutes'] })}
				>
					{lockMinutes.map((minutes) => (
						<option key={minutes} value={minutes}>
							{t('security.minutes', { count: minutes })}
						</option>
					))}
				</Select>
			</FormField>
			<div className="settings-switch">
				<Switch
					label={t('security.capture')}
					checked={preferences.hideFromCapture}
					onChange={(_event, data) => change({ hideFromCapture: data.checked })}
				/>
				<span className="mut">{t('security.captureHint')}</span>
			</div>
			<div className="settings-switch">
				<Switch
					label={t('security.os')}
					checked={os?.on ?? false}
					disabled={!os || busy || !(os.available || os.on)}
					onChange={(_event, data) => (data.checked ? setDialog('os') : void turnOff())}
				/>
				<span className="mut">{t(os && !os.available ? 'security.osNone' : 'security.osHint')}</span>
			</div>
			{dialog === 'password' && (
				<ChangePasswordDialog onClose={() => close()} onDone={() => close(t('security.passwordChanged'))} />
			)}
			{dialog === 'recovery' && (
				<NewRecoveryCodeDialog onClose={() => close()} onDone={() => close(t('security.recoveryChanged'))} />
			)}
			{dialog === 'os' && <OsUnlockDialog onClose={() => close()} onDone={() => close(t('security.osOn'))} />}
		</section>
	);
}
