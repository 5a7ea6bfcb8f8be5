import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { validityState } from '../../../shared/domain/validity.ts';

/** A User ID whose changed password does not work yet; `until` in milliseconds since 1970. */
export type Wait = { set: ParameterSetRow; until: number };

/** The waits that run at `now` (ISO), the first to end first. */
export function waitsOf(sets: readonly ParameterSetRow[], now: string): Wait[] {
	return sets
		.map((set) => ({ set, until: Date.parse(set.passwordUsableFrom ?? '') }))
		.filter(({ set, until }) => until > Date.parse(now) && validityState(set, now) !== 'cancelled')
		.sort((one, other) => one.until - other.until);
}

/** The other User IDs of the same company that can send an urgent declaration now. */
export function usableInstead(sets: readonly ParameterSetRow[], set: ParameterSetRow, now: string): ParameterSetRow[] {
	return sets.filter((other) => {
		if (other.companyId !== set.companyId || other.id === set.id || !other.hasPassword || other.userId === '')
			return false;
		const state = validityState(other, now);
		return (state === 'active' || state === 'cancelling') && waitsOf([other], now).length === 0;
	});
}

/** `05:22:41`, rounded up: it shows zero only when nothing is left. */
export function countdownText(milliseconds: number): string {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	const two = (part: number) => String(part).padStart(2, '0');
	return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
