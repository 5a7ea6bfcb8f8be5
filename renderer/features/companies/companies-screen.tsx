import { Add16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import { useAppState } from '../../app/app-state.tsx';
import { useCompany } from '../../app/company.tsx';
import { type Place, useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { ListPane } from '../../components/list-pane.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { CompanyCard } from './company-card.tsx';

/** "Danh sách doanh nghiệp": every company of this PC and its data. */
export function CompaniesScreen({ place }: { place: Extract<Place, { screen: 'companies' }> }) {
	const { t } = useTranslation('companies');
	const { leave } = useNavigation();
	const { change } = useAppState();
	const toast = useToast();
	const current = useCompany();
	const companies = useAnswer(['companies'], () => window.keyring.companies.list({}));
	const [selected, setSelected] = useState<string | 'new'>(place.create ? 'new' : (place.companyId ?? current.id));
	// Saving a new company gives it an id but keeps its form and the focus in it.
	const [form, setForm] = useState(0);
	const company = companies.data?.find((one) => one.id === selected);
	const show = (id: string | 'new') =>
		leave(() => {
			setSelected(id);
			setForm((count) => count + 1);
		});
	const add = () => show('new');

	const saved = (one: Company) => {
		toast(t('saved', { name: one.name }));
		// A company just added is the one the user wants to go on with.
		if (selected === 'new') change({ companyId: one.id });
		setSelected(one.id);
	};
	return (
		<>
			<PageHeader
				title={t('title')}
				actions={<ActionButton text={t('add')} shortcut="F2" icon={<Add16Regular />} onClick={add} />}
			/>
			<ErrorPanel error={companies.error?.error} />
			<div className="list-and-form">
				<ListPane
					label={t('title')}
					filterLabel={t('filter')}
					rows={companies.data ?? []}
					selected={selected}
					textOf={(one) => `${one.taxCode} ${displayTaxCode(one.taxCode)} ${one.name} ${one.shortName}`}
					onSelect={show}
					row={(one) => (
						<>
							<span className="list-row-head">
								<b className="mono">{displayTaxCode(one.taxCode)}</b>
								{one.kind === 'customer' && <Tag>{t('kind.short')}</Tag>}
							</span>
							<span className="mut one">{one.name}</span>
						</>
					)}
					foot={t('count', { count: companies.data?.length ?? 0 })}
				/>
				{/* The kept form must not be drawn before its company is known. */}
				{(company || selected === 'new') && (
					<CompanyCard
						key={form}
						company={company}
						onSaved={saved}
						onRemoved={(one) => {
							toast(t('removed', { name: one.name }));
							setSelected(companies.data?.find(({ id }) => id !== one.id)?.id ?? 'new');
							setForm((count) => count + 1);
						}}
					/>
				)}
			</div>
		</>
	);
}
