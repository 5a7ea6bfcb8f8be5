import { formatDate } from '../../shared/domain/dates.ts';

/** `08:41 16/11/2026` of an ISO instant, in Viet Nam (UTC+7, no summer time). */
export function momentText(instant: string): string {
	const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
	return `${local.slice(11, 16)} ${formatDate(local.slice(0, 10))}`;
}
