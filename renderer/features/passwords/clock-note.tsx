import { useTranslation } from 'react-i18next';
import { Message } from '../../components/message.tsx';
import { useCall } from '../../components/use-call.ts';
import { useClock } from './use-clock.ts';
import { countdownText } from './waits.ts';

/** Says beside a countdown when the PC's clock was moved; shows nothing otherwise. */
export function ClockNote() {
	const { t } = useTranslation('passwords');
	const { run } = useCall();
	const { data } = useClock();
	if (!data) return null;
	if (data.behindMs > 0) {
		return (
			<Message
				tone="w"
				action={
					<button
						type="button"
						className="link"
						onClick={() => void run(() => window.keyring.passwords.trustClock({}))}
					>
						{t('clock.right')}
					</button>
				}
			>
				{t('clock.behind', { time: countdownText(data.behindMs) })}
			</Message>
		);
	}
	if (data.jumpMs === 0) return null;
	return (
		<Message tone="w">
			{t(data.jumpMs > 0 ? 'clock.forward' : 'clock.back', { time: countdownText(Math.abs(data.jumpMs)) })}
		</Message>
	);
}
