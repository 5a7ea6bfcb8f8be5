import { Tab, TabList } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { useNavigation, useUnsavedGuard } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { AdminForm } from './admin-form.tsx';
import { CompanyForm } from './company-form.tsx';
import { CompanyPictures } from './company-pictures.tsx';
import { NswForm } from './nsw-form.tsx';

const tabs = ['company', 'admin', 'nsw'] as const;
type TabName = (typeof tabs)[number];

/** One company in three tabs: its data, its administrator account, its account of the National Single Window. */
export function CompanyCard({
	company,
	onSaved,
	onRemoved,
}: {
	company: Company | undefined;
	onSaved: (company: Company) => void;
	onRemoved: (company: Company) => void;
}) {
	const { t } = useTranslation('companies');
	const { leave } = useNavigation();
	const [tab, setTab] = useState<TabName>('company');
	const accounts = useAnswer(
		['accounts', 'company', company?.id],
		() => window.keyring.accounts.get({ companyId: company?.id ?? '' }),
		{ enabled: company !== undefined },
	);
	return (
		<section className="card form-card" aria-label={company?.name ?? t('new')}>
			<TabList
				className="card-tabs"
				size="small"
				selectedValue={tab}
				onTabSelect={(_event, data) => leave(() => setTab(data.value as TabName))}
			>
				{tabs.map((name) => (
					<Tab key={name} value={name} disabled={name !== 'company' && !company} aria-controls="company-panel">
						{t(`tab.${name}`)}
					</Tab>
				))}
			</TabList>
			<div role="tabpanel" id="company-panel" aria-label={t(`tab.${tab}`)} className="tab-panel">
				<ErrorPanel error={accounts.error?.error} />
				{tab === 'company' && (
					<CompanyForm
						company={company}
						onSaved={onSaved}
						layout={({ fields, saveButton, dirty, save }) => (
							<Guarded dirty={dirty} save={save}>
								<div className="form-body">
									{fields}
									{company && <CompanyPictures company={company} />}
								</div>
								<div className="card-foot">
									{saveButton}
									<span className="grow" />
									<span className="mut">{t(dirty ? 'state.dirty' : company ? 'state.clean' : 'state.new')}</span>
									{company && <RemoveCompany company={company} onRemoved={onRemoved} />}
									<LeaveButton />
								</div>
							</Guarded>
						)}
					/>
				)}
				{company && accounts.data && tab === 'admin' && <AdminForm company={company} account={accounts.data.admin} />}
				{company && accounts.data && tab === 'nsw' && <NswForm company={company} account={accounts.data.nsw} />}
			</div>
		</section>
	);
}

function Guarded({ dirty, save, children }: { dirty: boolean; save: () => Promise<boolean>; children: ReactNode }) {
	useUnsavedGuard(dirty, save);
	return children;
}

function LeaveButton() {
	const { t } = useTranslation('companies');
	const { go } = useNavigation();
	return <ActionButton text={t('leave')} onClick={() => go({ screen: 'today' })} />;
}

function RemoveCompany({ company, onRemoved }: { company: Company; onRemoved: (company: Company) => void }) {
	const { t } = useTranslation('companies');
	const { run, busy, error, dismiss } = useCall();
	const [asking, setAsking] = useState(false);
	const remove = async () => {
		const done = await run(() => window.keyring.companies.remove({ id: company.id }));
		if (done === undefined) return;
		setAsking(false);
		onRemoved(company);
	};
	return (
		<>
			<ActionButton text={t('remove.act')} danger onClick={() => setAsking(true)} />
			<ConfirmDialog
				open={asking}
				title={t('remove.title', { name: company.name })}
				confirmText={t('remove.confirm')}
				danger
				busy={busy}
				typeToConfirm={displayTaxCode(company.taxCode)}
				onConfirm={() => void remove()}
				onCancel={() => {
					dismiss();
					setAsking(false);
				}}
			>
				<ErrorPanel error={error} />
				{t('remove.text')}
			</ConfirmDialog>
		</>
	);
}
