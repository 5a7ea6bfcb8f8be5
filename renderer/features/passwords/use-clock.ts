import { useEffect } from 'react';
import { useAnswer } from '../../components/use-call.ts';
import { trustTime } from '../../components/use-now.ts';

/** What the core knows of the PC's clock; the page's own time follows it. */
export function useClock() {
	const clock = useAnswer(['passwords', 'clock'], () => window.keyring.passwords.clock({}), {
		refetchInterval: 30_000,
	});
	const { data } = clock;
	useEffect(() => {
		if (data) trustTime(Date.parse(data.now));
	}, [data]);
	return clock;
}
