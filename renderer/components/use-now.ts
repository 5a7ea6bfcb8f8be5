import { useEffect, useState } from 'react';

const now = () => new Date().toISOString();

/** The present instant (ISO), at most half a minute old: for states that change by themselves. */
export function useNow(): string {
	const [instant, setInstant] = useState(now);
	useEffect(() => {
		const timer = setInterval(() => setInstant(now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	return instant;
}
