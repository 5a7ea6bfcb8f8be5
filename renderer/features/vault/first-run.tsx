import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import practice from '../../../resources/practice/practice.json';
import type { Company, CompanyDraft } from '../../../shared/contracts/companies-contract.ts';
import { emptyCompany } from '../../../shared/domain/company-entry.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useCall } from '../../components/use-call.ts';
import { useRestore } from '../backup/use-backups.tsx';
import { CompanyForm } from '../companies/company-form.tsx';
import { type NewPassword, NewPasswordFields, newPasswordFits } from './new-password.tsx';
import { RecoveryCodeView, SaveSheetButton, useRecoverySheet } from './recovery-code-view.tsx';
import { StartPage } from './start-page.tsx';

/** The first start: an application password, then the recovery code, shown this once. The company follows. */
export function FirstRun({ onStart, onDone }: { onStart: () => void; onDone: () => void }) {
	const [recoveryCode, setRecoveryCode] = useState<string>();
	return recoveryCode === undefined ? (
		<CreatePassword onStart={onStart} onCreated={setRecoveryCode} />
	) : (
		<ShowRecoveryCode recoveryCode={recoveryCode} onDone={onDone} />
	);
}

function CreatePassword({ onStart, onCreated }: { onStart: () => void; onCreated: (recoveryCode: string) => void }) {
	const { t } = useTranslation(['vault', 'backup']);
	const restore = useRestore();
	const [password, setPassword] = useState<NewPassword>({ first: '', second: '' });
	const { run, busy, error, dismiss } = useCall();
	const ready = newPasswordFits(password);
	const submit = async (event?: FormEvent) => {
		event?.preventDefault();
		if (!ready || busy) return;
		onStart();
		const created = await run(() => window.keyring.vault.create({ password: password.first.normalize('NFC') }));
		if (created) onCreated(created.recoveryCode);
	};
	return (
		<form onSubmit={(event) => void submit(event)}>
			<StartPage
				title={t('first.password.title')}
				sub={t('first.step', { step: 1 })}
				actions={
					<>
						<button type="button" className="link" disabled={restore.busy} onClick={() => void restore.choose()}>
							{t('backup:firstRun')}
						</button>
						<span className="grow" />
						<ActionButton
							text={t('first.password.act')}
							appearance="primary"
							busy={busy}
							disabled={!ready}
							submit
							onClick={() => void submit()}
						/>
					</>
				}
			>
				<p>{t('first.password.text')}</p>
				<ErrorPanel error={error ?? restore.error} onClose={error ? dismiss : restore.dismiss} />
				<NewPasswordFields value={password} onChange={setPassword} />
			</StartPage>
			{restore.dialog}
		</form>
	);
}

function ShowRecoveryCode({ recoveryCode, onDone }: { recoveryCode: string; onDone: () => void }) {
	const { t } = useTranslation('vault');
	const sheet = useRecoverySheet(recoveryCode);
	const [kept, setKept] = useState(false);
	return (
		<StartPage
			title={t('first.recovery.title')}
			sub={t('first.step', { step: 2 })}
			actions={
				<>
					<SaveSheetButton sheet={sheet} />
					<span className="grow" />
					<ActionButton text={t('first.recovery.act')} appearance="primary" disabled={!kept} onClick={onDone} />
				</>
			}
		>
			<p>{t('first.recovery.text')}</p>
			<RecoveryCodeView recoveryCode={recoveryCode} sheet={sheet} kept={kept} onKept={setKept} />
		</StartPage>
	);
}

/** The company that the practice token's certificate names. */
const practiceCompany = { ...emptyCompany, ...practice.firstCompany } as CompanyDraft;

/** The first company: everything in the application belongs to one. */
export function FirstCompany({ onSaved }: { onSaved: (company: Company) => void }) {
	const { t } = useTranslation('vault');
	const app = useAppState();
	return (
		<CompanyForm
			company={undefined}
			brief
			{...(app.practice && { suggestion: practiceCompany })}
			onSaved={onSaved}
			layout={({ fields, saveButton }) => (
				<StartPage
					wide
					title={t('first.company.title')}
					sub={t('first.step', { step: 3 })}
					actions={
						<>
							<span className="mut">{t('first.company.later')}</span>
							<span className="grow" />
							{saveButton}
						</>
					}
				>
					{fields}
				</StartPage>
			)}
		/>
	);
}
