import { Add16Regular, Key24Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/domain/dates.ts';
import { useCompany } from '../../app/company.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { ListPane } from '../../components/list-pane.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { ParameterCard } from './parameter-card.tsx';
import { setState } from './set-state.ts';
import { SetTag } from './set-tag.tsx';
import './parameters.css';

/** "Thiết lập thông số khai báo VNACCS": the User IDs of the chosen company and the values of one of them. */
export function ParametersScreen({ setId }: { setId: string | undefined }) {
	const { t } = useTranslation('parameters');
	const { go, leave } = useNavigation();
	const company = useCompany();
	const now = useNow();
	const toast = useToast();
	const sets = useAnswer(['parameters', company.id], () => window.keyring.parameters.list({ companyId: company.id }));
	const [chosen, setChosen] = useState<string | 'new' | undefined>(setId);
	// Saving a new set gives it an id but keeps its form and the focus in it.
	const [form, setForm] = useState(0);
	const rows = sets.data ?? [];
	const set = rows.find((one) => one.id === chosen) ?? (chosen === 'new' ? undefined : rows[0]);
	const show = (id: string | 'new') =>
		leave(() => {
			setChosen(id);
			setForm((count) => count + 1);
		});
	const add = () => show('new');
	const userCodes = [...new Set(rows.map((one) => one.userCode).filter(Boolean))];

	return (
		<>
			<PageHeader
				title={t('title')}
				actions={
					<>
						<ActionButton text={t('fromOe4002')} onClick={() => go({ screen: 'oe4002' })} />
						<ActionButton text={t('add')} shortcut="F2" icon={<Add16Regular />} onClick={add} />
					</>
				}
			/>
			<ErrorPanel error={sets.error?.error} />
			<div className="list-and-form">
				<ListPane
					label={t('list')}
					filterLabel={t('filter')}
					rows={rows}
					selected={set?.id}
					textOf={(one) =>
						`${one.userId} ${one.terminalId} ${one.declarantName} ${one.certificateProvider} ${one.computer}`
					}
					onSelect={show}
					row={(one) => {
						const state = setState(one, now);
						const ended = state.kind === 'cancelled' && t('state.since', { date: formatDate(state.on) });
						return (
							<>
								<span className="list-row-head">
									<b className={`mono ${ended ? 'ended' : ''}`}>{one.userId || t('noUserId')}</b>
									<SetTag state={state} />
								</span>
								<span className="mut one">
									{[one.declarantName, ended || one.certificateProvider].filter(Boolean).join(' · ') || t('noName')}
								</span>
							</>
						);
					}}
					empty={<div className="list-none mut">{sets.isSuccess && t('empty.list')}</div>}
					foot={
						<>
							{t('count', { count: rows.length })}
							{userCodes.length > 0 && (
								<>
									{' · '}
									{t('part.userCode')} <b className="mono">{userCodes.join(', ')}</b>
								</>
							)}
						</>
					}
				/>
				{set || chosen === 'new' ? (
					<ParameterCard
						key={form}
						set={set}
						sets={rows}
						onSaved={(saved) => {
							toast(t('saved', { userId: saved.userId || t('noUserId') }));
							setChosen(saved.id);
						}}
						onRemoved={(removed) => {
							toast(t('removed', { userId: removed.userId || t('noUserId') }));
							setChosen(undefined);
							setForm((count) => count + 1);
						}}
					/>
				) : (
					<section className="card">
						{sets.isSuccess && (
							<EmptyState
								icon={<Key24Regular />}
								title={t('empty.title')}
								text={t('empty.text')}
								action={
									<ActionButton
										text={t('add')}
										shownKeys="F2"
										appearance="primary"
										icon={<Add16Regular />}
										onClick={add}
									/>
								}
							/>
						)}
					</section>
				)}
			</div>
		</>
	);
}
