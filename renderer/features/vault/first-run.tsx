import { Checkbox } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import practice from '../../../resources/practice/practice.json';
import type { Company, CompanyDraft } from '../../../shared/contracts/companies-contract.ts';
import { emptyCompany } from '../../../shared/domain/company-entry.ts';
import { useAppState } from '../../app/app-state.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import { CompanyForm } from '../companies/company-form.tsx';
import { type NewPassword, NewPasswordFields, newPasswordFits } from './new-password.tsx';
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
	const { t } = useTranslation('vault');
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
				<ErrorPanel error={error} onClose={dismiss} />
				<NewPasswordFields value={password} onChange={setPassword} />
			</StartPage>
		</form>
	);
}

function ShowRecoveryCode({ recoveryCode, onDone }: { recoveryCode: string; onDone: () => void }) {
	const { t } = useTranslation('vault');
	const { run, busy, error, dismiss } = useCall();
	const [savedAs, setSavedAs] = useState<string>();
	const [kept, setKept] = useState(false);
	const save = async () => {
		const saved = await run(() => window.keyring.vault.saveRecoverySheet({ recoveryCode }));
		if (saved?.fileName) setSavedAs(saved.fileName);
	};
	return (
		<StartPage
			title={t('first.recovery.title')}
			sub={t('first.step', { step: 2 })}
			actions={
				<>
					<ActionButton
						text={t('first.recovery.save')}
						icon={<ArrowDownload16Regular />}
						busy={busy}
						onClick={() => void save()}
					/>
					<span className="grow" />
					<ActionButton text={t('first.recovery.act')} appearance="primary" disabled={!kept} onClick={onDone} />
				</>
			}
		>
			<p>{t('first.recovery.text')}</p>
			<ErrorPanel error={error} onClose={dismiss} />
			{/* Groups stay text, so that the code can be read aloud and copied by hand. */}
			<div className="recovery-code mono">
				{recoveryCode.split(/[\s-]+/).map((group, place) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: the groups never change place
					<span key={place}>{group}</span>
				))}
			</div>
			{savedAs && <Message tone="o">{t('first.recovery.saved', { file: savedAs })}</Message>}
			<Message tone="w">{t('first.recovery.warning')}</Message>
			<Checkbox
				label={t('first.recovery.kept')}
				checked={kept}
				onChange={(_event, data) => setKept(data.checked === true)}
			/>
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
