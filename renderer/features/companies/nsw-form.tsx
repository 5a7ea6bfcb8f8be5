import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { NswAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { TextField } from '../../components/text-field.tsx';
import { AccountCard } from './account-card.tsx';
import { AccountPassword } from './account-password.tsx';

type Values = { login: string; mailbox: string; password: string | null };

/** The account of the National Single Window. */
export function NswForm({ company, account }: { company: Company; account: NswAccount | null }) {
	const { t } = useTranslation('companies');
	const form = useForm<Values>({ defaultValues: valuesOf(account) });
	const text = (name: 'login' | 'mailbox') => (
		<Controller
			control={form.control}
			name={name}
			render={({ field }) => (
				<TextField
					{...field}
					label={t(`field.${name}`)}
					autoFocus={name === 'login' && account === null}
					{...(name === 'mailbox' ? { type: 'email', hint: t('hint.mailbox') } : {})}
				/>
			)}
		/>
	);
	return (
		<AccountCard
			dirty={form.formState.isDirty}
			entries={[]}
			account={account}
			save={async (run) => {
				const { password, ...rest } = form.getValues();
				const typed = password === '' ? {} : { password: password ?? '' };
				const saved = await run(() => window.keyring.accounts.saveNsw({ companyId: company.id, ...rest, ...typed }));
				if (saved) form.reset(valuesOf(saved));
				return saved !== undefined;
			}}
		>
			{(run) => (
				<>
					<h2 className="section-title">
						{t('group.nsw')}
						<span className="mut">{t('group.nswNote')}</span>
					</h2>
					<div className="form-grid">
						{text('login')}
						{text('mailbox')}
						<Controller
							control={form.control}
							name="password"
							render={({ field }) => <AccountPassword kind="nsw" account={account} field={field} run={run} />}
						/>
					</div>
				</>
			)}
		</AccountCard>
	);
}

function valuesOf(account: NswAccount | null): Values {
	return { login: account?.login ?? '', mailbox: account?.mailbox ?? '', password: '' };
}
