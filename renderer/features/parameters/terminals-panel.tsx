import { Button } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular, Edit16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { type ValidityState, validityState } from '../../../shared/domain/validity.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';
import { useNow } from '../../components/use-now.ts';
import { TerminalDialog } from './terminal-dialog.tsx';
import { usersOf } from './terminal-picker.tsx';

const tones: Record<ValidityState, Tone> = {
	draft: 'n',
	'awaiting-approval': 'w',
	'awaiting-effect': 'w',
	active: 'o',
	cancelling: 'w',
	cancelled: 'n',
};

/** The terminals of the company; `current` is the one of the User ID on screen. */
export function TerminalsPanel({
	terminals,
	sets,
	current,
}: {
	terminals: readonly TerminalRow[];
	sets: readonly ParameterSetRow[];
	current: string | null;
}) {
	const { t } = useTranslation(['parameters', 'common']);
	const now = useNow();
	const toast = useToast();
	const { run, busy, error, dismiss } = useCall();
	const fields = useFieldCopy(run);
	const [edited, setEdited] = useState<TerminalRow | 'new'>();
	const [removed, setRemoved] = useState<TerminalRow>();
	const remove = async (terminal: TerminalRow) => {
		const done = await run(() => window.keyring.terminals.remove({ id: terminal.id }));
		setRemoved(undefined);
		if (done !== undefined) toast(t('removed', { userId: terminal.terminalId || t('terminal.noId') }));
	};
	const users = removed ? usersOf(removed.id, sets) : [];
	return (
		<>
			<div className="tab-rows">
				<ErrorPanel error={error} onClose={dismiss} />
				{terminals.length === 0 && <p className="list-none mut">{t('terminal.none')}</p>}
				{terminals.length > 0 && (
					<table className="table">
						<thead>
							<tr>
								<th>{t('part.terminalId')}</th>
								<th>{t('part.accessKey')}</th>
								<th>{t('field.computer')}</th>
								<th>{t('terminal.users')}</th>
								<th>{t('field.status')}</th>
								<th>
									<span className="sr-only">{t('terminal.acts')}</span>
								</th>
							</tr>
						</thead>
						<tbody>
							{terminals.map((terminal) => {
								const state = validityState(terminal, now);
								const name = terminal.terminalId || t('terminal.noId');
								return (
									<tr key={terminal.id} aria-current={terminal.id === current ? 'true' : undefined}>
										<td className="mono">{name}</td>
										<td className="nowrap">
											{terminal.hasAccessKey ? (
												<span className="field-inside">
													<span className="mono">••••••</span>
													<CopyButton
														fields={fields}
														place={{ kind: 'terminal', id: terminal.id, field: 'accessKey' }}
														label={t('terminal.keyOf', { id: name })}
													/>
												</span>
											) : (
												<span className="mut">{t('terminal.noKey')}</span>
											)}
										</td>
										<td>{terminal.computer}</td>
										<td className="mono">{usersOf(terminal.id, sets).join(', ')}</td>
										<td>
											<Tag tone={tones[state]}>{t(`validity.${state}`)}</Tag>
										</td>
										<td className="nowrap">
											<span className="field-inside">
												<Button
													appearance="transparent"
													size="small"
													icon={<Edit16Regular />}
													aria-label={t('terminal.edit', { id: name })}
													title={t('terminal.edit', { id: name })}
													onClick={() => setEdited(terminal)}
												/>
												<Button
													appearance="transparent"
													size="small"
													icon={<Delete16Regular />}
													aria-label={t('terminal.remove', { id: name })}
													title={t('terminal.remove', { id: name })}
													onClick={() => setRemoved(terminal)}
												/>
											</span>
										</td>
									</tr>
								);
							})}
						</tbody>
					</table>
				)}
			</div>
			<div className="card-foot">
				<ActionButton text={t('terminal.add')} icon={<Add16Regular />} onClick={() => setEdited('new')} />
			</div>
			{edited && (
				<TerminalDialog terminal={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
			)}
			<ConfirmDialog
				open={removed !== undefined}
				title={t('remove.title', { userId: removed?.terminalId || t('terminal.noId') })}
				confirmText={t('remove.confirm')}
				danger
				busy={busy}
				{...(removed?.terminalId ? { typeToConfirm: removed.terminalId } : {})}
				onConfirm={() => removed && void remove(removed)}
				onCancel={() => setRemoved(undefined)}
			>
				{users.length > 0 ? t('terminal.removeUsed', { users: users.join(', ') }) : t('terminal.removeText')}
			</ConfirmDialog>
		</>
	);
}
