import { Clock20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { passwordWaitMs } from '../../../shared/domain/account-life/password-life.ts';
import { trustedTime, useNow } from '../../components/use-now.ts';
import { ClockNote } from './clock-note.tsx';
import { Countdown } from './countdown.tsx';
import { useDayText } from './day-text.ts';
import { usableInstead, waitsOf } from './waits.ts';
import './passwords.css';

/** "Chờ hiệu lực 24 giờ" on the first screen: the wait that ends first, and how many more run. */
export function WaitCard({ sets }: { sets: readonly ParameterSetRow[] }) {
	const { t } = useTranslation('passwords');
	const dayText = useDayText();
	const now = useNow(1000);
	const [wait, ...more] = waitsOf(sets, now);
	if (!wait) return null;
	const { set, until } = wait;
	const [other] = usableInstead(sets, set, now);
	const share = Math.min(1, Math.max(0, 1 - (until - trustedTime()) / passwordWaitMs));
	return (
		<section className="card wait-card" aria-labelledby="wait-card">
			<h2 id="wait-card">
				<Clock20Regular />
				{t('wait.title')}
			</h2>
			<div className="wait-left">
				<Countdown until={until} />
			</div>
			<p>
				{set.userId} · {t('wait.usableFrom')} <b>{dayText(until)}</b>
			</p>
			<progress aria-label={t('wait.title')} max={1} value={share} />
			<p className="mut">
				{t('wait.before')} {other ? t('wait.use', { userId: other.userId }) : t('wait.noOther')} {t('wait.told')}
			</p>
			{more.length > 0 && <p>{t('wait.more', { users: more.map((one) => one.set.userId).join(', ') })}</p>}
			<ClockNote />
		</section>
	);
}
