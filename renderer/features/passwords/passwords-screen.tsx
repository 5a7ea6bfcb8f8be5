import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompany } from '../../app/company.tsx';
import type { Place } from '../../app/navigation.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tag } from '../../components/tag.tsx';
import { useAnswer } from '../../components/use-call.ts';
import { useRuns } from '../guides/use-runs.ts';
import { AdminDoor, NswDoor } from './account-door.tsx';
import { type DoorName, doorNames, doors } from './doors.ts';
import { UserDoor } from './user-door.tsx';
import './passwords.css';

/** "Đổi mật khẩu": every way in which a password of the chosen company changes, each a door of its own. */
export function PasswordsScreen({ place }: { place: Extract<Place, { screen: 'passwords' }> }) {
	const { t } = useTranslation('passwords');
	const company = useCompany();
	const [name, setName] = useState<DoorName>(place.door ?? 'issue');
	const [chosen, setChosen] = useState(place.accountId);
	const sets = useAnswer(['parameters', company.id], () => window.keyring.parameters.list({ companyId: company.id }));
	const accounts = useAnswer(['accounts', 'company', company.id], () =>
		window.keyring.accounts.get({ companyId: company.id }),
	);
	const runs = useRuns().data?.filter((run) => run.companyId === company.id) ?? [];
	const door = doors[name];
	return (
		<>
			<PageHeader title={t('title')} sub={t('sub')} />
			<ErrorPanel error={sets.error?.error ?? accounts.error?.error} />
			<div className="list-and-form">
				<section className="card list-pane" aria-label={t('doors')}>
					<div className="list-rows">
						{doorNames.map((one) => (
							<button
								key={one}
								type="button"
								className="list-row"
								aria-current={one === name ? 'true' : undefined}
								onClick={() => setName(one)}
							>
								<b className="one">{t(`door.${one}.title`)}</b>
								<span className="list-row-head">
									<span className="mut one">{t(`door.${one}.hint`)}</span>
									{runs.some((run) => run.guide === doors[one].guide) && <Tag tone="i">{t('running')}</Tag>}
								</span>
							</button>
						))}
					</div>
				</section>
				{sets.data && accounts.data && (
					<>
						{door.kind === 'user' && (
							<UserDoor door={door} sets={sets.data} admin={accounts.data.admin} chosen={chosen} onChoose={setChosen} />
						)}
						{door.kind === 'admin' && (
							<AdminDoor key={name} door={door} company={company} admin={accounts.data.admin} />
						)}
						{door.kind === 'nsw' && <NswDoor door={door} company={company} nsw={accounts.data.nsw} />}
					</>
				)}
			</div>
		</>
	);
}
