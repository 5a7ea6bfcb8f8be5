import { Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterRows } from '../../shared/domain/search-fold.ts';
import { useShortcut } from './shortcuts.ts';
import { VirtualRows } from './virtual-rows.tsx';

/** Pixels, as in components.css. */
const rowHeight = 55;

/** A list with a filter at the left of a form; arrows move, Enter opens. */
export function ListPane<Row extends { id: string }>({
	label,
	filterLabel,
	rows,
	selected,
	textOf,
	onSelect,
	row,
	empty,
	foot,
}: {
	label: string;
	filterLabel: string;
	rows: readonly Row[];
	selected: string | undefined;
	/** What the filter looks in. */
	textOf: (row: Row) => string;
	onSelect: (id: string) => void;
	row: (row: Row) => ReactNode;
	empty?: ReactNode;
	foot: ReactNode;
}) {
	const { t } = useTranslation('common');
	const [filter, setFilter] = useState('');
	const box = useRef<HTMLInputElement>(null);
	useShortcut('Ctrl+F', () => box.current?.focus());
	const found = filterRows(rows, filter, textOf);
	return (
		<section className="card list-pane" aria-label={label} data-hints="filter">
			<div className="list-filter">
				<Input
					type="search"
					contentBefore={<Search16Regular />}
					ref={box as never}
					placeholder={filterLabel}
					aria-label={filterLabel}
					value={filter}
					onChange={(_event, data) => setFilter(data.value)}
					contentAfter={<kbd>Ctrl F</kbd>}
				/>
			</div>
			<VirtualRows rows={found} height={rowHeight} selected={selected} className={found.length > 0 ? 'list-rows' : ''}>
				{(one) => (
					<button
						type="button"
						className="list-row"
						aria-current={one.id === selected ? 'true' : undefined}
						onClick={() => onSelect(one.id)}
					>
						{row(one)}
					</button>
				)}
			</VirtualRows>
			{found.length === 0 && (
				<div className="list-rows">
					{rows.length === 0 ? empty : <div className="list-none mut">{t('list.nothingFound')}</div>}
				</div>
			)}
			<div className="list-foot">{foot}</div>
		</section>
	);
}
