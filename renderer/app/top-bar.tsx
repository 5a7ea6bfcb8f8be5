import { Popover, PopoverSurface, PopoverTrigger, SearchBox } from '@fluentui/react-components';
import {
	Add16Regular,
	Building16Regular,
	Checkmark16Regular,
	ChevronDown16Regular,
	Edit16Regular,
	LockClosed16Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Company } from '../../shared/contracts/companies-contract.ts';
import { filterRows } from '../../shared/domain/search-fold.ts';
import { displayTaxCode } from '../../shared/domain/tax-code.ts';
import { ActionButton } from '../components/action-button.tsx';
import { useShortcut } from '../components/shortcuts.ts';
import { VirtualRows } from '../components/virtual-rows.tsx';
import { QuickSearch } from '../features/search/search-palette.tsx';
import { useCompany } from './company.tsx';
import { useNavigation } from './navigation.tsx';

/** Pixels of a row of the picker, as in frame.css. */
const choiceHeight = 34;

/** The company everything below belongs to, and the lock. */
export function TopBar({
	companies,
	onChoose,
	onLock,
}: {
	companies: readonly Company[];
	onChoose: (companyId: string) => void;
	onLock: () => void;
}) {
	const { t } = useTranslation('common');
	return (
		<div className="top-bar">
			<CompanyPicker companies={companies} onChoose={onChoose} />
			<QuickSearch />
			<span className="grow" />
			{/* The frame itself acts on Ctrl+L, so the key is only shown here. */}
			<ActionButton text={t('company.lock')} shownKeys="Ctrl L" icon={<LockClosed16Regular />} onClick={onLock} />
		</div>
	);
}

function CompanyPicker({
	companies,
	onChoose,
}: {
	companies: readonly Company[];
	onChoose: (companyId: string) => void;
}) {
	const { t } = useTranslation('common');
	const { go } = useNavigation();
	const company = useCompany();
	const [open, setOpen] = useState(false);
	const [filter, setFilter] = useState('');
	const show = (next: boolean) => {
		setFilter('');
		setOpen(next);
	};
	useShortcut('Ctrl+D', () => show(true));

	const found = filterRows(
		companies,
		filter,
		(one) => `${one.taxCode} ${displayTaxCode(one.taxCode)} ${one.name} ${one.shortName}`,
	);
	const choose = (id: string) => {
		show(false);
		if (id !== company.id) onChoose(id);
	};
	return (
		<Popover
			open={open}
			trapFocus
			positioning={{ position: 'below', align: 'start', offset: 4 }}
			onOpenChange={(_event, data) => show(data.open)}
		>
			<PopoverTrigger disableButtonEnhancement>
				<button type="button" className="company-button" aria-keyshortcuts="Control+D">
					<Building16Regular />
					<b>{displayTaxCode(company.taxCode)}</b>
					<span className="grow one">{company.name}</span>
					<kbd>Ctrl D</kbd>
					<ChevronDown16Regular />
				</button>
			</PopoverTrigger>
			<PopoverSurface className="company-popover" aria-label={t('company.choose')}>
				{companies.length > 1 && (
					<SearchBox
						className="filter"
						dismiss={{ 'aria-label': t('field.clear') }}
						placeholder={t('company.filter')}
						aria-label={t('company.filter')}
						value={filter}
						onChange={(_event, data) => setFilter(data.value)}
						onKeyDown={(event) => {
							if (event.key === 'Enter' && found[0]) choose(found[0].id);
						}}
					/>
				)}
				<VirtualRows
					rows={found}
					height={choiceHeight}
					selected={filter === '' ? company.id : found[0]?.id}
					className="company-list"
				>
					{(one) => (
						<button
							type="button"
							className="company-choice"
							aria-current={one.id === company.id ? 'true' : undefined}
							onClick={() => choose(one.id)}
						>
							<b>{displayTaxCode(one.taxCode)}</b>
							<span className="grow one">{one.name}</span>
							{one.id === company.id && <Checkmark16Regular />}
						</button>
					)}
				</VirtualRows>
				{found.length === 0 && <div className="mut company-none">{t('company.none')}</div>}
				<div className="company-acts">
					<ActionButton
						text={t('company.add')}
						appearance="subtle"
						icon={<Add16Regular />}
						onClick={() => {
							show(false);
							go({ screen: 'companies', create: true });
						}}
					/>
					<ActionButton
						text={t('company.edit')}
						appearance="subtle"
						icon={<Edit16Regular />}
						onClick={() => {
							show(false);
							go({ screen: 'companies', companyId: company.id });
						}}
					/>
				</div>
			</PopoverSurface>
		</Popover>
	);
}
