import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { momentText } from '../../components/moment-text.ts';
import { Tag } from '../../components/tag.tsx';
import { useAnswer } from '../../components/use-call.ts';

/** The rows of the audit log about a User ID, its passwords and its terminal, newest first. */
export function LogPanel({ set }: { set: ParameterSetRow }) {
	const { t } = useTranslation('parameters');
	const { id, terminalRef } = set;
	const rows = useAnswer(['audit', 'about', id, terminalRef], async () => {
		const history = await window.keyring.accounts.history({ kind: 'user', id });
		if (!history.ok) return history;
		const subjects = [id, ...(terminalRef ? [terminalRef] : []), ...history.value.map((row) => row.id)];
		return window.keyring.audit.about({ subjects: subjects.slice(0, 500), limit: 500 });
	});
	return (
		<div className="tab-rows">
			<ErrorPanel error={rows.error?.error} />
			{rows.data?.length === 0 && <p className="list-none mut">{t('log.none')}</p>}
			{rows.data && rows.data.length > 0 && (
				<table className="table">
					<thead>
						<tr>
							<th>{t('log.at')}</th>
							<th>{t('log.what')}</th>
							<th>{t('log.outcome')}</th>
							<th>{t('log.who')}</th>
						</tr>
					</thead>
					<tbody>
						{rows.data.map((row) => (
							<tr key={row.counter}>
								<td className="nowrap">{momentText(row.at)}</td>
								<td>
									{t(`log.action.${row.action}`)}
									{row.subject === terminalRef && <span className="mut"> · {t('log.terminal')}</span>}
								</td>
								<td>
									<Tag tone={row.outcome === 'ok' ? 'o' : 'w'}>
										{row.outcome === 'ok' ? t('log.ok') : t('log.failed', { code: row.outcome })}
									</Tag>
								</td>
								<td>{row.user}</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</div>
	);
}
