import { Key24Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AdminAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceField } from '../../components/choice-field.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useNow } from '../../components/use-now.ts';
import { DoorCard } from './door-card.tsx';
import type { Door } from './doors.ts';
import { usableInstead, waitsOf } from './waits.ts';

/** A door that changes or checks the password of a User ID. */
export function UserDoor({
	door,
	sets,
	admin,
	chosen,
	onChoose,
}: {
	door: Door;
	sets: readonly ParameterSetRow[];
	admin: AdminAccount | null;
	chosen: string | undefined;
	onChoose: (id: string) => void;
}) {
	const { t } = useTranslation('passwords');
	const { go } = useNavigation();
	const now = useNow(1000);
	const users = sets.filter((set) => set.userId !== '' && validityState(set, now) !== 'cancelled');
	const set = users.find(({ id }) => id === chosen) ?? users[0];
	if (!set) {
		return (
			<section className="card">
				<EmptyState
					icon={<Key24Regular />}
					title={t('empty.users')}
					text={t('empty.usersText')}
					action={
						<ActionButton text={t('empty.add')} appearance="primary" onClick={() => go({ screen: 'parameters' })} />
					}
				/>
			</section>
		);
	}
	const [wait] = waitsOf([set], now);
	return (
		<DoorCard
			key={`${door.name}-${set.id}`}
			door={door}
			admin={admin}
			instead={usableInstead(sets, set, now)}
			account={{
				kind: 'user',
				id: set.id,
				companyId: set.companyId,
				name: set.userId,
				person: set.declarantName,
				hasPassword: set.hasPassword,
				waitsUntil: wait?.until ?? null,
			}}
			chooser={
				<div className="door-chooser">
					<ChoiceField
						label={t('field.userId')}
						value={set.id}
						options={users.map(({ id }) => id)}
						onChange={onChoose}
						textOf={(id) => {
							const one = users.find((user) => user.id === id);
							return [one?.userId, one?.declarantName].filter(Boolean).join(' · ');
						}}
					/>
				</div>
			}
		/>
	);
}
