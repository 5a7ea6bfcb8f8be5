import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../components/message.tsx';
import './vault.css';

/** As main begins to warn. */
const warnedSeconds = 30;

/** The last half minute before an idle lock. What stands unsaved in a form goes with it, and that is said. */
export function LockingSoon() {
	const { t } = useTranslation('vault');
	const [seconds, setSeconds] = useState(0);
	useEffect(
		() =>
			window.keyring.onEvent((event) => {
				if (event.kind === 'lockingSoon') setSeconds(event.secondsLeft);
			}),
		[],
	);
	if (seconds === 0) return null;
	return (
		<>
			{/* Said once; only the eye needs every second. */}
			<div className="sr-only" role="alert">
				{t('lockingSoon', { count: warnedSeconds })}
			</div>
			<div className="locking-soon" aria-hidden="true">
				<Message tone="w">{t('lockingSoon', { count: seconds })}</Message>
			</div>
		</>
	);
}
