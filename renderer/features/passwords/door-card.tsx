import { Tab, TabList } from '@fluentui/react-components';
import { Play16Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { guides } from '../../../shared/domain/account-life/guides.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import type { CopyPlaces } from '../guides/copy-bar.tsx';
import { GuideRunner } from '../guides/guide-runner.tsx';
import { useRun } from '../guides/use-runs.ts';
import { HistoryPanel } from '../parameters/history-panel.tsx';
import type { DoorAccount } from './account.ts';
import { ClockNote } from './clock-note.tsx';
import { Countdown } from './countdown.tsx';
import { useDayText } from './day-text.ts';
import type { Door } from './doors.ts';
import { PreparePassword } from './prepare-password.tsx';
import { RecordDialog } from './record-dialog.tsx';

/** One door for one account: what to know before, the steps, recording, and the history of its passwords. */
export function DoorCard({
	door,
	account,
	admin,
	instead,
	chooser,
	question,
	blocked = false,
}: {
	door: Door;
	account: DoorAccount;
	/** Whose login the portal asks for first. */
	admin: AdminAccount | null;
	/** User IDs for urgent declarations. */
	instead: readonly ParameterSetRow[];
	/** Chooses the account. */
	chooser?: ReactNode;
	/** What has to be answered before the guide can help. */
	question?: ReactNode;
	/** The answer leads elsewhere. */
	blocked?: boolean;
}) {
	const { t } = useTranslation(['passwords', 'guides', 'parameters']);
	const dayText = useDayText();
	const run = useRun(door.guide, account.id);
	const { run: call, busy, error, dismiss } = useCall();
	const [tab, setTab] = useState<'steps' | 'history'>('steps');
	const [recording, setRecording] = useState<Door>();
	const [consent, setConsent] = useState(false);
	const { kind, id, waitsUntil } = account;
	const start = async () => {
		setConsent(false);
		await call(() => window.keyring.guides.start({ companyId: account.companyId, guide: door.guide, subject: id }));
	};
	const record = (
		<ActionButton text={t('record.open')} appearance="primary" size="small" onClick={() => setRecording(door)} />
	);
	return (
		<section className="card form-card" aria-label={t(`door.${door.name}.title`)}>
			<div className="form-head door-head">
				<h2>{t(`door.${door.name}.title`)}</h2>
				<span className="grow" />
				{chooser}
			</div>
			<TabList
				className="card-tabs"
				size="small"
				selectedValue={tab}
				onTabSelect={(_event, data) => setTab(data.value as typeof tab)}
			>
				<Tab value="steps">{t('tab.steps')}</Tab>
				<Tab value="history">{t('parameters:tab.history')}</Tab>
			</TabList>
			{tab === 'history' && <HistoryPanel kind={kind} id={id} />}
			{tab === 'steps' && (
				<div className="form-body form-sections" data-hints="copyNext">
					<ErrorPanel error={error} onClose={dismiss} />
					{waitsUntil !== null && (
						<>
							<Message tone="w">
								<b>
									{account.name}: {t('wait.after')} <Countdown until={waitsUntil} />
								</b>{' '}
								{t('wait.from', { at: dayText(waitsUntil) })} {t('door.again')}{' '}
								{instead.length > 0 && t('wait.use', { userId: instead.map(({ userId }) => userId).join(', ') })}
							</Message>
							<ClockNote />
						</>
					)}
					<Message tone={door.name === 'check' ? 'e' : 'i'}>{t(`door.${door.name}.before`)}</Message>
					{question}
					{!blocked && run && (
						<GuideRunner
							guideRun={run}
							places={placesOf(door, account, admin, run.preparedId)}
							slots={{ prepare: <PreparePassword account={account} run={run} />, record }}
						/>
					)}
					{!blocked && !run && (
						<>
							<ol className="guide-preview">
								{guides[door.guide].steps.map((step) => (
									<li key={step.id}>{t(`guides:guide.${door.guide}.steps.${step.id}.title`)}</li>
								))}
							</ol>
							<div className="door-acts">
								<ActionButton
									text={t('start')}
									appearance="primary"
									icon={<Play16Regular />}
									shortcut="Ctrl+Enter"
									busy={busy}
									onClick={() => (door.name === 'check' ? setConsent(true) : void start())}
								/>
								<ActionButton text={t('record.already')} onClick={() => setRecording(door)} />
								<span className="grow mut">
									{t('guides:runner.source', { source: t(`guides:source.${guides[door.guide].source}`) })}
								</span>
							</div>
						</>
					)}
					{door.dossier && (
						<p>
							<button type="button" className="link" onClick={() => setRecording({ ...door, way: 'dossier' })}>
								{t('record.fromDossier')}
							</button>
						</p>
					)}
				</div>
			)}
			{recording && (
				<RecordDialog
					door={recording}
					account={account}
					run={recording.way === door.way ? run : undefined}
					instead={instead[0]?.userId}
					onClose={() => setRecording(undefined)}
				/>
			)}
			<ConfirmDialog
				open={consent}
				title={t('check.title')}
				confirmText={t('check.confirm')}
				danger
				busy={busy}
				onConfirm={() => void start()}
				onCancel={() => setConsent(false)}
			>
				<div className="form-sections">
					<p>
						<b>{t('check.first')}</b>
					</p>
					<p>{t('check.then')}</p>
					<p>{t('check.record')}</p>
				</div>
			</ConfirmDialog>
		</section>
	);
}

/** Where the values stand that the copy bar takes to the page. */
function placesOf(
	door: Door,
	{ kind, id, hasPassword }: DoorAccount,
	admin: AdminAccount | null,
	preparedId: string | null,
): CopyPlaces {
	const present = hasPassword ? ({ kind, id, field: 'password' } as const) : undefined;
	const prepared = preparedId ? ({ kind: 'history', id: preparedId, field: 'value' } as const) : undefined;
	const typed = door.name === 'check' ? present : prepared;
	return {
		taxCode: admin ? { kind: 'admin', id: admin.id, field: 'login' } : undefined,
		adminPassword: admin?.hasPassword ? { kind: 'admin', id: admin.id, field: 'password' } : undefined,
		userId: kind === 'user' ? { kind, id, field: 'userId' } : undefined,
		mailbox: kind === 'nsw' ? { kind, id, field: 'mailbox' } : undefined,
		oldPassword: present,
		newPassword: typed,
		confirmPassword: typed,
		repeatPassword: typed,
	};
}
