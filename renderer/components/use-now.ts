import { useEffect, useState } from 'react';

/** The time the core trusts, and this page's running clock when it was told. */
let told: { time: number; at: number } | undefined;

/** Takes the core's time (milliseconds since 1970): the PC's clock may have been set forward. */
export function trustTime(time: number): void {
	told = { time, at: performance.now() };
}

/** Milliseconds since 1970 that are sure to have come; the PC's clock until the core has told. */
export function trustedTime(): number {
	return told ? told.time + (performance.now() - told.at) : Date.now();
}

const now = () => new Date(trustedTime()).toISOString();

/** The present instant (ISO), at most `everyMs` old: for states that change by themselves. */
export function useNow(everyMs = 30_000): string {
	const [instant, setInstant] = useState(now);
	useEffect(() => {
		const timer = setInterval(() => setInstant(now()), everyMs);
		return () => clearInterval(timer);
	}, [everyMs]);
	return instant;
}
