import { Save16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import type { PasswordRecordDraft } from '../../../shared/contracts/passwords-contract.ts';
import { clockToleranceMs } from '../../../shared/domain/account-life/clock-watch.ts';
import { type PasswordRecord, usableFrom } from '../../../shared/domain/account-life/password-life.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { enterNext } from '../../components/enter-next.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { Modal } from '../../components/modal.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';
import { useNow } from '../../components/use-now.ts';
import type { DoorAccount } from './account.ts';
import { AnswerChoice } from './answer-choice.tsx';
import { useDayText } from './day-text.ts';
import type { Door } from './doors.ts';
import { instantOf, MomentFields, momentOf, type TypedMoment } from './moment-fields.tsx';
import { PasswordRules, type Rule, signRules } from './password-rules.tsx';
import { useKnown } from './use-known.ts';

type Answer = PasswordRecord['answer'];

/** Records what the user just did on the page of customs: the password, the page's answer, when and by whom. */
export function RecordDialog({
	door,
	account,
	run,
	instead,
	onClose,
}: {
	door: Door;
	account: DoorAccount;
	/** The guide that ends with it. */
	run: GuideRun | undefined;
	/** The User ID for urgent declarations meanwhile. */
	instead: string | undefined;
	onClose: () => void;
}) {
	const { t } = useTranslation(['passwords', 'common']);
	const dayText = useDayText();
	const toast = useToast();
	const saving = useCall();
	const other = useCall();
	const fields = useFieldCopy(other.run);
	const now = Date.parse(useNow(1000));
	const [value, setValue] = useState('');
	const [again, setAgain] = useState('');
	const [answer, setAnswer] = useState<Answer | ''>(door.answers ? '' : 'succeeded');
	/** Until it is touched, the change is of this very moment. */
	const [moment, setMoment] = useState<TypedMoment>();
	const [person, setPerson] = useState(account.person);
	const [tried, setTried] = useState(false);

	const { kind, id } = account;
	const prepared = door.chosen ? (run?.preparedId ?? undefined) : undefined;
	const stored = door.name === 'check';
	const typing = !prepared && !stored;
	const repeats = typing && door.chosen;

	const at = moment ? instantOf(moment) : now;
	const future = at !== null && at > now + clockToleranceMs;
	const known = useKnown(account, value, moment && at !== null ? new Date(at).toISOString() : undefined);
	const momentProblem = at === null ? t('problem.moment') : future ? t('problem.future') : undefined;

	const rules: Rule[] = typing
		? [
				...(kind === 'user' ? signRules(value) : []),
				...(door.chosen && answer !== 'same-as-old'
					? [{ name: 'different' as const, holds: known === undefined ? null : known === null }]
					: []),
				...(repeats ? [{ name: 'repeated' as const, holds: again === '' ? null : again === value }] : []),
			]
		: [];
	const complete =
		(!typing || value !== '') && answer !== '' && at !== null && !future && rules.every(({ holds }) => holds === true);

	const from = at === null || answer === '' ? null : usableFrom({ way: door.way, answer, at });
	const waits = from !== null && at !== null && from > at;
	const save = async () => {
		setTried(true);
		if (!complete || at === null || saving.busy) return;
		const secret: PasswordRecordDraft['secret'] = prepared
			? { from: 'prepared', id: prepared }
			: stored
				? { from: 'stored' }
				: { from: 'typed', value };
		const done = await saving.run(() =>
			window.keyring.passwords.record({
				kind,
				id,
				way: door.way,
				answer,
				at: new Date(at).toISOString(),
				who: person,
				secret,
				...(run ? { runId: run.id } : {}),
			} as PasswordRecordDraft),
		);
		if (done === undefined) return;
		toast(t(waits ? 'record.savedWaits' : 'record.saved', { name: account.name }));
		onClose();
	};
	const generate = async () => {
		const made = await other.run(() => window.keyring.accounts.generate({ kind, id }));
		if (made) setAgain(made.value);
		return made?.value;
	};
	const place = prepared
		? ({ kind: 'history', id: prepared, field: 'value' } as const)
		: stored
			? ({ kind, id, field: 'password' } as const)
			: undefined;

	return (
		<Modal
			open
			alert
			title={t(`record.title.${door.name}`, { name: account.name })}
			sub={t('record.sub')}
			onClose={onClose}
			actions={
				<>
					<ActionButton
						text={t(waits ? 'record.saveAndWait' : 'record.save')}
						appearance="primary"
						icon={<Save16Regular />}
						shortcut="Ctrl+S"
						busy={saving.busy}
						onClick={() => void save()}
						inDialog
					/>
					<ActionButton
						text={t('common:action.cancel')}
						shownKeys="Esc"
						onClick={onClose}
						inDialog
						autoFocus={!typing}
					/>
				</>
			}
		>
			<div className="form-sections record-form" onKeyDownCapture={enterNext}>
				<ErrorPanel error={saving.error} onClose={saving.dismiss} />
				<ErrorPanel error={other.error} onClose={other.dismiss} />
				<div className="two-columns">
					<SecretField
						label={t(stored ? 'field.stored' : 'field.new')}
						required
						value={value}
						onChange={(next) => setValue(next ?? '')}
						stored={!typing}
						fixed={!typing}
						onReveal={() => fields.reveal(place)}
						onCopy={() => fields.copy(place)}
						copiedSeconds={fields.secondsOf(place)}
						onClearCopied={fields.clear}
						check={() => []}
						problem={tried && typing && value === '' ? { tone: 'error', text: t('problem.empty') } : undefined}
						{...(repeats ? { onGenerate: generate } : {})}
					/>
					{repeats && (
						<TextField
							label={t('field.again')}
							required
							mono
							type="password"
							value={again}
							onChange={setAgain}
							problem={tried && again !== value ? { tone: 'error', text: t('problem.repeat') } : undefined}
						/>
					)}
				</div>
				{rules.length > 0 && <PasswordRules rules={rules} />}
				{known === 'current' && door.chosen && answer !== 'same-as-old' && <p className="mut">{t('rule.noted')}</p>}
				{door.answers && (
					<AnswerChoice
						value={answer}
						onChange={setAnswer}
						until={at === null ? '' : dayText(usableFrom({ way: door.way, answer: 'succeeded', at }))}
						problem={tried && answer === '' ? t('problem.answer') : undefined}
					/>
				)}
				<div className="two-columns">
					<MomentFields
						value={moment ?? momentOf(now)}
						onChange={setMoment}
						problem={momentProblem ? { tone: 'error', text: momentProblem } : undefined}
					/>
					<TextField label={t('field.person')} value={person} onChange={setPerson} />
				</div>
				{waits && from !== null && (
					<Message tone="w">
						{t('record.until')} <b>{dayText(from)}</b> {t('record.untilName', { name: account.name })}{' '}
						{instead ? t('wait.use', { userId: instead }) : t('wait.noOther')} {t('record.kept')}
						{account.waitsUntil !== null && <div>{t('record.again', { at: dayText(account.waitsUntil) })}</div>}
					</Message>
				)}
				{from !== null && !waits && (
					<Message tone={account.waitsUntil === null ? 'o' : 'w'}>
						{account.waitsUntil === null
							? t('record.atOnce')
							: t('record.stillWaiting', { at: dayText(account.waitsUntil) })}
					</Message>
				)}
			</div>
		</Modal>
	);
}
