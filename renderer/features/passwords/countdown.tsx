import { trustedTime, useNow } from '../../components/use-now.ts';
import { countdownText } from './waits.ts';

/** `05:22:41` until an instant (milliseconds since 1970), second by second. */
export function Countdown({ until }: { until: number }) {
	useNow(1000);
	return (
		<span role="timer" aria-live="off">
			{countdownText(until - trustedTime())}
		</span>
	);
}
