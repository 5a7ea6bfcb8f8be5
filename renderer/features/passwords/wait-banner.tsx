import { Clock16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { useCall } from '../../components/use-call.ts';
import { useFieldCopy } from '../../components/use-field-copy.ts';
import { useNow } from '../../components/use-now.ts';
import { ClockNote } from './clock-note.tsx';
import { Countdown } from './countdown.tsx';
import { useDayText } from './day-text.ts';
import { usableInstead, waitsOf } from './waits.ts';
import './passwords.css';

/** "Truyền tờ khai được sau 05:22:41", and what to use for an urgent declaration; nothing while no wait runs. */
export function WaitBanner({ set, sets }: { set: ParameterSetRow; sets: readonly ParameterSetRow[] }) {
	const { t } = useTranslation('passwords');
	const dayText = useDayText();
	const now = useNow(1000);
	const { run } = useCall();
	const fields = useFieldCopy(run);
	const [wait] = waitsOf([set], now);
	if (!wait) return null;
	const [other] = usableInstead(sets, set, now);
	return (
		<div className="wait-banner">
			<div className="message w">
				<Clock16Regular />
				<div className="grow">
					<b>
						{t('wait.after')} <Countdown until={wait.until} />
					</b>{' '}
					{t('wait.from', { at: dayText(wait.until) })} {t(other ? 'wait.urgent' : 'wait.noOther')}
				</div>
				{other && (
					<button
						type="button"
						className="link"
						onClick={() => fields.copy({ kind: 'user', id: other.id, field: 'userId' })}
					>
						{t('wait.copy', { userId: other.userId })}
					</button>
				)}
			</div>
			<ClockNote />
		</div>
	);
}
