import { Input, Spinner } from '@fluentui/react-components';
import { Add16Regular, FolderOpen24Regular, Search16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import { trashDays } from '../../../shared/contracts/sending-contract.ts';
import { useCompany } from '../../app/company.tsx';
import { type Place, useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Message } from '../../components/message.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useShortcut } from '../../components/shortcuts.ts';
import { useAnswer } from '../../components/use-call.ts';
import { DossierTable } from './dossier-table.tsx';
import { type ListFilter, listFilters, matches, standsUnder } from './list-filters.ts';
import { NewDossierDialog } from './new-dossier-dialog.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { useRowActs } from './use-row-acts.ts';
import { useWaiting } from './use-waiting.ts';
import './sending.css';

/** All dossiers of the chosen company, newest change first. */
export function DossierList({ place }: { place: Extract<Place, { screen: 'dossiers' }> }) {
	const { t } = useTranslation('dossiers');
	const company = useCompany();
	const { go } = useNavigation();
	const [creating, setCreating] = useState(false);
	// Each wish to create is a new place, also when the list is on screen already.
	useEffect(() => setCreating(place.create === true), [place]);
	const list = useAnswer(['dossiers', 'list', company.id], () =>
		window.keyring.dossiers.list({ companyId: company.id }),
	);
	const openNew = () => setCreating(true);
	const newButton = (
		<ActionButton
			text={t('list.new')}
			shortcut="Ctrl+N"
			appearance="primary"
			icon={<Add16Regular />}
			onClick={openNew}
		/>
	);
	const rows = list.data?.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
	return (
		<>
			<PageHeader title={t('list.title')} sub={company.name} actions={rows?.length === 0 ? undefined : newButton} />
			{list.error && (
				<ErrorPanel
					error={list.error.error}
					action={<ActionButton text={t('list.retry')} size="small" onClick={() => void list.refetch()} />}
				/>
			)}
			<div className="card dossier-list">
				{list.isPending && <Spinner size="small" label={t('list.loading')} />}
				{rows?.length === 0 && (
					<EmptyState
						icon={<FolderOpen24Regular />}
						title={t('list.emptyTitle')}
						text={t('list.emptyText')}
						action={newButton}
					/>
				)}
				{rows && rows.length > 0 && <FilteredList rows={rows} />}
			</div>
			<NewDossierDialog
				open={creating}
				company={company}
				onClose={() => setCreating(false)}
				onCreated={(dossierId) => {
					setCreating(false);
					go({ screen: 'dossiers', dossierId });
				}}
			/>
		</>
	);
}

function FilteredList({ rows }: { rows: readonly DossierRow[] }) {
	const { t } = useTranslation(['sending', 'dossiers']);
	const { go } = useNavigation();
	const waitingFor = useWaiting();
	const { act, undo, forgetUndo, error, dismiss } = useRowActs();
	const [filter, setFilter] = useState<ListFilter>('all');
	const [text, setText] = useState('');
	const [purging, setPurging] = useState<DossierRow>();
	const box = useRef<HTMLInputElement>(null);
	useShortcut('Ctrl+F', () => box.current?.focus());
	const under = (one: ListFilter) => rows.filter((row) => standsUnder(row, one, waitingFor));
	const shown = under(filter).filter((row) => matches(row, text, t(`dossiers:kinds.${row.kind}.title`)));
	return (
		<>
			<div className="list-tools">
				<fieldset className="chips" aria-label={t('list.filters')}>
					{listFilters.map((one) => {
						const count = under(one).length;
						return (
							<button
								key={one}
								type="button"
								className={`chip ${one === 'overdue' && count > 0 ? 'red' : ''}`}
								aria-pressed={one === filter}
								onClick={() => setFilter(one)}
							>
								{t(`list.${one}`)} {count}
							</button>
						);
					})}
				</fieldset>
				<Input
					type="search"
					ref={box as never}
					contentBefore={<Search16Regular />}
					contentAfter={<kbd>Ctrl F</kbd>}
					placeholder={t('list.search')}
					aria-label={t('list.search')}
					value={text}
					onChange={(_event, data) => setText(data.value)}
				/>
			</div>
			<ErrorPanel error={error} onClose={dismiss} />
			<div role="status">
				{undo && (
					<div className="list-note">
						<Message
							tone="i"
							action={
								<ActionButton
									text={t('list.undo')}
									size="small"
									onClick={() => {
										forgetUndo();
										void act(undo.act, undo.row);
									}}
								/>
							}
						>
							{undo.text}
						</Message>
					</div>
				)}
			</div>
			{filter === 'trash' && <p className="mut list-note">{t('list.trashNote', { days: trashDays })}</p>}
			{shown.length > 0 ? (
				<DossierTable
					rows={shown}
					onOpen={(dossierId) => go({ screen: 'dossiers', dossierId })}
					onAct={(what, row) => {
						if (what !== 'purge') return void act(what, row);
						forgetUndo();
						setPurging(row);
					}}
				/>
			) : (
				<div className="list-nothing mut">
					{t('list.nothing')}{' '}
					<button
						type="button"
						className="link"
						onClick={() => {
							setFilter('all');
							setText('');
						}}
					>
						{t('list.showAll')}
					</button>
				</div>
			)}
			{purging && <PurgeDialog row={purging} onClose={() => setPurging(undefined)} />}
		</>
	);
}
