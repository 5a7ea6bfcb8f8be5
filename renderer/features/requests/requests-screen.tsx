import {
	Add16Regular,
	BuildingBank24Regular,
	Delete24Regular,
	Edit24Regular,
	Prohibited24Regular,
} from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestRow } from '../../../shared/contracts/requests-contract.ts';
import { useCompany } from '../../app/company.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { ListPane } from '../../components/list-pane.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useToast } from '../../components/toast.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { useNow } from '../../components/use-now.ts';
import { useTerminals } from '../parameters/use-terminals.ts';
import { NewCancellation } from './new-cancellation.tsx';
import { type NewRequest, NewRequestDialog } from './new-request-dialog.tsx';
import { RequestCard } from './request-card.tsx';
import { RequestTag } from './request-tag.tsx';
import { viewOf } from './request-view.ts';
import { useRequests } from './use-requests.ts';
import './requests.css';

type Door = 'cancel' | NewRequest;

const doors: { door: Door; icon: ReactElement }[] = [
	{ door: 'cancel', icon: <Prohibited24Regular /> },
	{ door: 'delete-draft', icon: <Delete24Regular /> },
	{ door: 'correction', icon: <Edit24Regular /> },
	{ door: 'registration', icon: <BuildingBank24Regular /> },
];

/** "Hủy hiệu lực": every request to customs of the chosen company, and how far it has come. */
export function RequestsScreen({ requestId }: { requestId: string | undefined }) {
	const { t } = useTranslation('requests');
	const { go } = useNavigation();
	const company = useCompany();
	const toast = useToast();
	const now = useNow();
	const requests = useRequests();
	const sets = useAnswer(['parameters', company.id], () => window.keyring.parameters.list({ companyId: company.id }));
	const terminals = useTerminals(company.id);
	const [opened, setOpened] = useState<Door>();
	const rows = (requests.data ?? []).filter((one) => one.companyId === company.id).map((one) => viewOf(one, now));
	const view = rows.find(({ row }) => row.id === requestId) ?? rows[0];
	const created = (request: RequestRow) => {
		if (opened !== 'delete-draft') toast(t('created', { label: request.label }));
		setOpened(undefined);
		go({ screen: 'requests', requestId: request.id });
	};
	const close = () => setOpened(undefined);
	return (
		<>
			<PageHeader
				title={t('title')}
				sub={t('sub')}
				actions={
					<>
						{view &&
							doors
								.filter(({ door }) => door !== 'cancel')
								.map(({ door }) => (
									<ActionButton key={door} text={t(`door.${door}.act`)} onClick={() => setOpened(door)} />
								))}
						<ActionButton
							text={t('door.cancel.act')}
							shortcut="F2"
							appearance="primary"
							icon={<Add16Regular />}
							onClick={() => setOpened('cancel')}
						/>
					</>
				}
			/>
			<ErrorPanel error={requests.error?.error} />
			{view ? (
				<div className="list-and-form">
					<ListPane
						label={t('list')}
						filterLabel={t('filter')}
						rows={rows.map((one) => ({ id: one.row.id, ...one }))}
						selected={view.row.id}
						textOf={({ row }) => `${row.label} ${t(`kind.${row.kind}`)} ${row.note}`}
						onSelect={(id) => go({ screen: 'requests', requestId: id })}
						row={({ row, state }) => (
							<>
								<span className="list-row-head">
									<b className={`one ${row.kind.startsWith('cancel-') ? 'mono' : ''}`}>{row.label}</b>
									<RequestTag state={state} />
								</span>
								<span className="mut one">{t(`kind.${row.kind}`)}</span>
							</>
						)}
						foot={t('count', { count: rows.length })}
					/>
					<RequestCard key={view.row.id} view={view} />
				</div>
			) : (
				requests.isSuccess && (
					<div className="request-doors">
						{doors.map(({ door, icon }) => (
							<button key={door} type="button" className="card request-door" onClick={() => setOpened(door)}>
								{icon}
								<b>{t(`door.${door}.title`)}</b>
								<span className="mut">{t(`door.${door}.text`)}</span>
							</button>
						))}
						<p className="mut request-none">{t('none')}</p>
					</div>
				)
			)}
			{opened === 'cancel' && (
				<NewCancellation
					companyId={company.id}
					sets={sets.data ?? []}
					terminals={terminals.data ?? []}
					onCreated={created}
					onClose={close}
				/>
			)}
			{opened && opened !== 'cancel' && (
				<NewRequestDialog
					what={opened}
					companyId={company.id}
					label={opened === 'registration' ? company.name : ''}
					onCreated={created}
					onClose={close}
				/>
			)}
		</>
	);
}
