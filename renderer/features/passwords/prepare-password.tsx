import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { useCall } from '../../components/use-call.ts';
import type { DoorAccount } from './account.ts';
import { PasswordRules, signRules } from './password-rules.tsx';
import { useKnown } from './use-known.ts';

/** The first step of a change: the new password is chosen and kept in the history before it goes anywhere. */
export function PreparePassword({ account, run }: { account: DoorAccount; run: GuideRun }) {
	const { t } = useTranslation('passwords');
	const { run: call, busy, error, dismiss } = useCall();
	const [value, setValue] = useState('');
	const [made, setMade] = useState<{ id: string; value: string }>();
	const known = useKnown(account, value);
	const { kind, id } = account;
	const rules = [
		...(kind === 'user' ? signRules(value) : []),
		{ name: 'different' as const, holds: known === undefined ? null : known === null },
	];
	const keep = async () => {
		const kept = made?.value === value ? made : await call(() => window.keyring.passwords.prepare({ kind, id, value }));
		if (!kept) return;
		await call(() => window.keyring.guides.attach({ id: run.id, preparedId: kept.id }));
		await call(() => window.keyring.guides.tick({ id: run.id, step: 'prepare', done: true }));
	};
	return (
		<div className="guide-slot prepare">
			<ErrorPanel error={error} onClose={dismiss} />
			<SecretField
				label={t('field.new')}
				value={value}
				onChange={(next) => setValue(next ?? '')}
				stored={false}
				hint={run.preparedId ? t('prepare.replaces') : undefined}
				onReveal={async () => undefined}
				onCopy={() => {}}
				copiedSeconds={0}
				onClearCopied={() => {}}
				check={() => []}
				onGenerate={async () => {
					const generated = await call(() => window.keyring.accounts.generate({ kind, id }));
					if (generated) setMade(generated);
					return generated?.value;
				}}
			/>
			<PasswordRules rules={rules} />
			<ActionButton
				text={t('prepare.keep')}
				appearance="primary"
				size="small"
				busy={busy}
				disabled={value === '' || rules.some(({ holds }) => holds !== true)}
				onClick={() => void keep()}
			/>
		</div>
	);
}
