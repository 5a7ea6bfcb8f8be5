import { Edit12Regular } from '@fluentui/react-icons';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierRow, stepsOf } from '../../../shared/contracts/dossiers-contract.ts';
import { trashDays } from '../../../shared/contracts/sending-contract.ts';
import { addDays, dateInVietnam, formatDate } from '../../../shared/domain/dates.ts';
import { timeInVietnam } from '../../../shared/domain/sending/compose-mail.ts';
import { Tag } from '../../components/tag.tsx';
import { outcomeTones } from './answer-panel.tsx';
import { DayBar } from './day-bar.tsx';
import { DossierRowMenu, type RowAct } from './dossier-row-menu.tsx';
import { dayAndTime, stepName } from './show-values.ts';
import { useWaiting } from './use-waiting.ts';

type Acts = { onOpen: (id: string) => void; onAct: (act: RowAct, row: DossierRow) => void };

/** Dossiers as rows; arrows walk, Enter opens. */
export function DossierTable({ rows, ...acts }: Acts & { rows: readonly DossierRow[] }) {
	const { t } = useTranslation(['dossiers', 'sending']);
	/** Rows by arrow keys; Enter opens, being the key of the button that has the focus. */
	const walk = (event: KeyboardEvent<HTMLTableSectionElement>) => {
		const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button.link')];
		const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
		if (at < 0) return;
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
					<th>{t('sending:list.sentCol')}</th>
					<th>{t('sending:list.days')}</th>
					<th>{t('sending:list.dueCol')}</th>
					<th>{t('list.state')}</th>
					<th>
						<span className="sr-only">{t('sending:list.more')}</span>
					</th>
				</tr>
			</thead>
			<tbody onKeyDown={walk}>
				{rows.map((row) => (
					<Row key={row.id} row={row} {...acts} />
				))}
			</tbody>
		</table>
	);
}

function Row({ row, onOpen, onAct }: Acts & { row: DossierRow }) {
	const { t } = useTranslation(['dossiers', 'sending']);
	const waitingFor = useWaiting();
	const steps = stepsOf(row.route);
	const waiting = row.sentAt !== null && row.outcome === null ? waitingFor?.(row.sentAt, row.route) : undefined;
	return (
		// The button in the first cell is the keyboard's and the screen reader's way in; the row only widens it.
		<tr {...(row.trashedAt === null && { onClick: () => onOpen(row.id) })}>
			<td>
				{row.trashedAt === null ? (
					<button type="button" className="link" aria-label={t('list.open', { number: row.number })}>
						{row.number}
					</button>
				) : (
					row.number
				)}
			</td>
			<td className="dossier-kind">
				<span className="one" title={t(`kinds.${row.kind}.title`)}>
					{t(`kinds.${row.kind}.request`)}
				</span>
			</td>
			<td>
				{steps.indexOf(row.step) + 1}/{steps.length}
				<span className="mut"> · {t(`steps.${stepName(row.step, row.route)}`)}</span>
			</td>
			<td title={dayAndTime(row.updatedAt)}>{row.sentAt && timeInVietnam(row.sentAt).slice(0, 11)}</td>
			<td>{waiting && <DayBar waiting={waiting} />}</td>
			<td>{waiting && formatDate(waiting.due)}</td>
			<td>
				<StateTag row={row} overdue={waiting?.overdue ?? 0} />
			</td>
			{/* biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a press on the menu from opening the row */}
			<td className="row-menu" onClick={(event) => event.stopPropagation()}>
				<DossierRowMenu row={row} onAct={(act) => onAct(act, row)} />
			</td>
		</tr>
	);
}

function StateTag({ row, overdue }: { row: DossierRow; overdue: number }) {
	const { t } = useTranslation(['dossiers', 'sending']);
	if (row.trashedAt) {
		const date = formatDate(addDays(dateInVietnam(row.trashedAt), trashDays));
		return <Tag>{t('sending:list.goesOn', { date })}</Tag>;
	}
	if (row.outcome) return <Tag tone={outcomeTones[row.outcome]}>{t(`sending:list.${row.outcome}Tag`)}</Tag>;
	if (overdue > 0) return <Tag tone="e">{t('sending:list.overdueTag', { days: overdue })}</Tag>;
	if (row.sentAt) return <Tag tone="w">{t('sending:list.waitingTag')}</Tag>;
	if (row.signedAt) return <Tag tone="o">{t('list.signed')}</Tag>;
	return (
		<Tag tone="i" icon={<Edit12Regular />}>
			{t('list.draft')}
		</Tag>
	);
}
