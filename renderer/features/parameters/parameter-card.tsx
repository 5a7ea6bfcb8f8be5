import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { useCompany } from '../../app/company.tsx';
import { WaitBanner } from '../passwords/wait-banner.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { ParameterForm } from './parameter-form.tsx';
import { TerminalsPanel } from './terminals-panel.tsx';
import { useTerminals } from './use-terminals.ts';

const tabs = ['parameters', 'history', 'terminals', 'log'] as const;
type TabName = (typeof tabs)[number];

/** One User ID in four tabs. The form stays as it is while another tab is looked at. */
export function ParameterCard({
	set,
	sets,
	onSaved,
	onRemoved,
}: {
	set: ParameterSetRow | undefined;
	sets: readonly ParameterSetRow[];
	onSaved: (set: ParameterSetRow) => void;
	onRemoved: (set: ParameterSetRow) => void;
}) {
	const { t } = useTranslation('parameters');
	const company = useCompany();
	const terminals = useTerminals(company.id).data ?? [];
	const [tab, setTab] = useState<TabName>('parameters');
	return (
		<section className="card form-card" aria-label={set?.userId || t('new')}>
			<TabList
				className="card-tabs"
				size="small"
				selectedValue={tab}
				onTabSelect={(_event, data) => setTab(data.value as TabName)}
			>
				{tabs.map((name) => (
					<Tab key={name} value={name} id={`tab-${name}`} aria-controls={`panel-${name}`}>
						{t(`tab.${name}`, { count: terminals.length })}
					</Tab>
				))}
			</TabList>
			{set && tab === 'parameters' && <WaitBanner set={set} sets={sets} />}
			{tabs.map((name) => (
				<div
					key={name}
					role="tabpanel"
					id={`panel-${name}`}
					aria-labelledby={`tab-${name}`}
					className="tab-panel"
					hidden={name !== tab}
				>
					{name === 'parameters' && (
						<ParameterForm
							set={set}
							others={sets}
							terminals={terminals}
							onHistory={() => setTab('history')}
							onSaved={onSaved}
							onRemoved={onRemoved}
						/>
					)}
					{name === tab && name === 'terminals' && (
						<TerminalsPanel terminals={terminals} sets={sets} current={set?.terminalRef ?? null} />
					)}
					{name === tab && name === 'history' && set && <HistoryPanel kind="user" id={set.id} />}
					{name === tab && name === 'log' && set && <LogPanel set={set} />}
					{!set && (name === 'history' || name === 'log') && <p className="list-none mut">{t('tab.afterSaving')}</p>}
				</div>
			))}
		</section>
	);
}
