import type { ControllerRenderProps } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AdminAccount, NswAccount } from '../../../shared/contracts/accounts-contract.ts';
import { dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { SecretField } from '../../components/secret-field.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import type { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';

/**
 * The password of the administrator or National Single Window account. Which characters these take is not known, so
 * nothing is held against what is typed.
 */
export function AccountPassword<Values extends { password: string | null }>({
	kind,
	account,
	field,
	run,
}: {
	kind: 'admin' | 'nsw';
	account: AdminAccount | NswAccount | null;
	field: ControllerRenderProps<Values>;
	run: ReturnType<typeof useCall>['run'];
}) {
	const { t } = useTranslation('companies');
	const fields = useFieldCopy(run);
	const place = account ? ({ kind, id: account.id, field: 'password' } as const) : undefined;
	const changedAt = account?.passwordChangedAt;
	useShortcut('Ctrl+Shift+C', () => fields.copy(place), { enabled: account?.hasPassword === true });
	return (
		<SecretField
			{...field}
			value={field.value as string | null}
			label={t('field.password')}
			stored={account?.hasPassword ?? false}
			hint={changedAt ? t('hint.passwordChanged', { date: formatDate(dateInVietnam(changedAt)) }) : undefined}
			check={() => []}
			onReveal={() => fields.reveal(place)}
			onCopy={() => fields.copy(place)}
			copiedSeconds={fields.secondsOf(place)}
			onClearCopied={fields.clear}
			holdToReveal
			{...(account
				? {
						onGenerate: async () =>
							(await run(() => window.keyring.accounts.generate({ kind, id: account.id })))?.value,
					}
				: {})}
		/>
	);
}
