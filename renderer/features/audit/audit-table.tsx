import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../shared/contracts/audit-contract.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import { useErrorText } from '../../components/error-panel.tsx';
import { instantText } from '../../components/instant-text.ts';
import { Tag } from '../../components/tag.tsx';

const rowHeight = 34;
const columns = ['counter', 'at', 'user', 'action', 'subject', 'outcome'] as const;

/** The id of a backup says in front where it lies. */
const nameOf = (subject: string) => subject.replace(/^\w+:/, '');

/** Only the rows in view are in the page. */
export function AuditTable({ rows, onEnd }: { rows: readonly AuditRow[]; onEnd: () => void }) {
	const { t } = useTranslation('audit');
	const scroll = useRef<HTMLElement>(null);
	const list = useVirtualizer({
		count: rows.length,
		getScrollElement: () => scroll.current,
		estimateSize: () => rowHeight,
		overscan: 8,
	});
	const shown = list.getVirtualItems();
	const last = shown.at(-1)?.index ?? 0;
	useEffect(() => {
		if (last >= rows.length - 20) onEnd();
	}, [last, rows.length, onEnd]);

	const above = shown[0]?.start ?? 0;
	const below = list.getTotalSize() - (shown.at(-1)?.end ?? 0);
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
		<section className="audit-rows" aria-label={t('title')} ref={scroll} tabIndex={0}>
			<table aria-rowcount={rows.length + 1}>
				<thead>
					<tr>
						{columns.map((column) => (
							<th key={column} className={`audit-${column}`} scope="col">
								{t(`column.${column}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{above > 0 && <tr style={{ height: above }} />}
					{shown.map(({ index }) => {
						const row = rows[index];
						return row && <Row key={row.counter} row={row} index={index} />;
					})}
					{below > 0 && <tr style={{ height: below }} />}
				</tbody>
			</table>
		</section>
	);
}

function Row({ row, index }: { row: AuditRow; index: number }) {
	const { t, i18n } = useTranslation('audit');
	const errorText = useErrorText();
	const { counter, at, user, action, subject, subjectName, outcome } = row;
	const known = i18n.exists(`audit:outcome.${outcome}`);
	const result = known ? t(`outcome.${outcome}`) : errorText({ code: outcome as ErrorCode, params: {} }).title;
	return (
		<tr aria-rowindex={index + 2} style={{ height: rowHeight }}>
			<td>{counter}</td>
			<td>{instantText(at, true)}</td>
			<td className="one" title={user}>
				{user}
			</td>
			<td className="one">{i18n.exists(`audit:action.${action}`) ? t(`action.${action}`) : action}</td>
			<td className="one" title={subject}>
				{subjectName || nameOf(subject)}
			</td>
			<td className="one" title={result}>
				<Tag tone={outcome === 'ok' ? 'o' : 'w'}>{result}</Tag>
			</td>
		</tr>
	);
}
