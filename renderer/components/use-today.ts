import { useEffect, useState } from 'react';
import { dateInVietnam } from '../../shared/domain/dates.ts';

const now = () => dateInVietnam(new Date().toISOString());

/** Today in Viet Nam as YYYY-MM-DD; changes at midnight without a restart. */
export function useToday(): string {
	const [today, setToday] = useState(now);
	useEffect(() => {
		const timer = setInterval(() => setToday(now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	return today;
}
