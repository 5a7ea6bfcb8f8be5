import { Spinner } from '@fluentui/react-components';
import { Add16Regular, Edit12Regular, FolderOpen24Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierRow, dossierSteps } from '../../../shared/contracts/dossiers-contract.ts';
import { useCompany } from '../../app/company.tsx';
import { type Place, useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tag } from '../../components/tag.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { NewDossierDialog } from './new-dossier-dialog.tsx';
import { dayAndTime } from './show-values.ts';

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
				{rows && rows.length > 0 && (
					<DossierTable rows={rows} onOpen={(dossierId) => go({ screen: 'dossiers', dossierId })} />
				)}
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

function DossierTable({ rows, onOpen }: { rows: readonly DossierRow[]; onOpen: (id: string) => void }) {
	const { t } = useTranslation('dossiers');
	/** Rows by arrow keys; Enter opens, being the key of the button that has the focus. */
	const walk = (event: KeyboardEvent<HTMLTableSectionElement>) => {
		const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')];
		const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
		const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
		const next = buttons[places[event.key] ?? -1];
		if (!next) return;
		event.preventDefault();
		next.focus();
	};
	return (
		<table className="table" aria-label={t('list.label')}>
			<thead>
				<tr>
					<th>{t('list.number')}</th>
					<th>{t('list.kind')}</th>
					<th>{t('list.step')}</th>
					<th>{t('list.updated')}</th>
					<th>{t('list.state')}</th>
				</tr>
			</thead>
			<tbody onKeyDown={walk}>
				{rows.map((row) => (
					<DossierTableRow key={row.id} row={row} onOpen={onOpen} />
				))}
			</tbody>
		</table>
	);
}

function DossierTableRow({ row, onOpen }: { row: DossierRow; onOpen: (id: string) => void }) {
	const { t } = useTranslation('dossiers');
	const step = dossierSteps.indexOf(row.step) + 1;
	return (
		// The button in the first cell is the keyboard's and the screen reader's way in; the row only widens it.
		<tr onClick={() => onOpen(row.id)}>
			<td>
				<button type="button" className="link" aria-label={t('list.open', { number: row.number })}>
					{row.number}
				</button>
			</td>
			<td>{t(`kinds.${row.kind}.title`)}</td>
			<td>
				{row.signedAt ? `${dossierSteps.length}/${dossierSteps.length}` : `${step}/${dossierSteps.length}`}
				<span className="mut"> · {t(`steps.${row.step}`)}</span>
			</td>
			<td>{dayAndTime(row.updatedAt)}</td>
			<td>
				{row.signedAt ? (
					<Tag tone="o">{t('list.signed')}</Tag>
				) : (
					<Tag tone="i" icon={<Edit12Regular />}>
						{t('list.draft')}
					</Tag>
				)}
			</td>
		</tr>
	);
}
