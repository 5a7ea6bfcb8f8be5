import { Button } from '@fluentui/react-components';
import { ArrowUndo16Regular, Eye16Regular, EyeOff16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountKind, PasswordHistoryRow } from '../../../shared/contracts/accounts-contract.ts';
import { type PasswordState, passwordLife } from '../../../shared/domain/account-life/password-life.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { momentText } from '../../components/moment-text.ts';
import { Tag, type Tone } from '../../components/tag.tsx';
import { useAnswer, useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';
import { useNow } from '../../components/use-now.ts';
import { UndoDialog } from '../passwords/undo-dialog.tsx';

/** How long a value stays readable. */
const shownSeconds = 20;

const tones: Record<PasswordState, Tone> = { 'in-use': 'o', waiting: 'w', old: 'n', undone: 'n', unused: 'n' };

/** Every password of an account, newest first; a value is shown one at a time, for 20 s. */
export function HistoryPanel({ kind, id }: { kind: AccountKind; id: string }) {
	const { t } = useTranslation(['parameters', 'passwords', 'common']);
	const rows = useAnswer(['accounts', 'history', id], () => window.keyring.accounts.history({ kind, id }));
	const { run, error, dismiss } = useCall();
	const fields = useFieldCopy(run);
	const now = useNow();
	const [shown, setShown] = useState<{ id: string; value: string }>();
	const [undoing, setUndoing] = useState<string>();
	useEffect(() => {
		if (!shown) return;
		const hide = () => setShown(undefined);
		const timer = setTimeout(hide, shownSeconds * 1000);
		window.addEventListener('blur', hide);
		return () => {
			clearTimeout(timer);
			window.removeEventListener('blur', hide);
		};
	}, [shown]);

	const records = (rows.data ?? []).map((row) => ({ ...row, at: Date.parse(row.recordedAt) }));
	const { states, ends, waitsUntil } = passwordLife(records, Date.parse(now));
	const toggle = async (row: PasswordHistoryRow) => {
		if (shown?.id === row.id) return setShown(undefined);
		const value = await fields.reveal({ kind: 'history', id: row.id, field: 'value' });
		setShown(value === undefined ? undefined : { id: row.id, value });
	};
	return (
		<div className="tab-rows">
			<ErrorPanel error={rows.error?.error ?? error} onClose={dismiss} />
			{rows.data?.length === 0 && <p className="list-none mut">{t('history.none')}</p>}
			{records.length > 0 && (
				<table className="table">
					<thead>
						<tr>
							<th>{t('history.value')}</th>
							<th>{t('history.state')}</th>
							<th>
								{t('passwords:column.from')} · {t('passwords:column.until')}
							</th>
							<th>
								{t('history.way')} · {t('history.who')}
							</th>
							<th>
								<span className="sr-only">{t('passwords:column.actions')}</span>
							</th>
						</tr>
					</thead>
					<tbody>
						{records.map((row) => {
							const state = states.get(row.id) ?? 'old';
							const open = shown?.id === row.id;
							const at = momentText(row.recordedAt);
							const end = ends.get(row.id);
							const counts = state === 'in-use' || state === 'waiting' || state === 'old';
							const label = t(open ? 'common:field.hide' : 'common:field.show', { field: t('history.of', { at }) });
							return (
								<tr key={row.id}>
									<td>
										<span className="field-inside">
											<span className="mono history-value">{open ? shown.value : '••••••••'}</span>
											<Button
												appearance="transparent"
												size="small"
												icon={open ? <EyeOff16Regular /> : <Eye16Regular />}
												aria-label={label}
												title={label}
												onClick={() => void toggle(row)}
											/>
											<CopyButton
												fields={fields}
												place={{ kind: 'history', id: row.id, field: 'value' }}
												label={t('history.of', { at })}
											/>
										</span>
									</td>
									<td>
										<Tag tone={tones[state]}>{t(`history.states.${state}`)}</Tag>
									</td>
									<td>
										{at}
										{end !== undefined && (
											<div className="mut">
												{t('passwords:column.end', { at: momentText(new Date(end).toISOString()) })}
											</div>
										)}
										{state === 'in-use' && <div className="mut">{t('passwords:column.now')}</div>}
										{state === 'waiting' && waitsUntil !== null && (
											<div className="mut">
												{t('passwords:column.usable', { at: momentText(new Date(waitsUntil).toISOString()) })}
											</div>
										)}
									</td>
									<td className="history-way">
										{t(`history.ways.${row.way}`)}
										<div className="mut">{row.who}</div>
										{row.undoneReason && <div className="mut">{row.undoneReason}</div>}
									</td>
									<td>
										{counts && (
											<Button
												appearance="transparent"
												size="small"
												icon={<ArrowUndo16Regular />}
												aria-label={`${t('passwords:undo.act')} ${t('history.of', { at })}`}
												title={t('passwords:undo.act')}
												onClick={() => setUndoing(row.id)}
											/>
										)}
									</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			)}
			{undoing && <UndoDialog id={undoing} onClose={() => setUndoing(undefined)} />}
		</div>
	);
}
