import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { dateInVietnam, daysBetween } from '../../../shared/domain/dates.ts';
import { validityState } from '../../../shared/domain/validity.ts';

/** From how many days on the end of a certificate is told. */
export const certificateSoonDays = 60;

export const neededParts = [
	'userCode',
	'userId',
	'password',
	'terminalId',
	'accessKey',
	'declarantName',
	'certificateSerial',
] as const;
export type NeededPart = (typeof neededParts)[number];

/**
 * `waiting`: the registration or the password is not in effect yet, `until` (ISO) when that is known. `active`: nothing
 * is missing.
 */
export type SetState =
	| { kind: 'cancelled'; on: string }
	| { kind: 'draft' | 'awaiting-approval' | 'active' }
	| { kind: 'expired'; days: number }
	| { kind: 'missing'; parts: NeededPart[] }
	| { kind: 'waiting'; until: string }
	| { kind: 'cancelling'; on: string }
	| { kind: 'expiring'; days: number };

/** What there is to say about a set at an instant (ISO), the most pressing first. */
export function setState(set: ParameterSetRow, now: string): SetState {
	const validity = validityState(set, now);
	if (validity === 'cancelled') return { kind: 'cancelled', on: set.endsOn };
	if (validity === 'draft' || validity === 'awaiting-approval') return { kind: validity };
	const today = dateInVietnam(now);
	const days = set.certificateNotAfter === '' ? undefined : daysBetween(today, set.certificateNotAfter);
	if (days !== undefined && days < 0) return { kind: 'expired', days: -days };
	const parts = neededParts.filter((part) => {
		if (part === 'password') return !set.hasPassword;
		if (part === 'accessKey') return !set.hasAccessKey;
		return set[part] === '';
	});
	if (parts.length > 0) return { kind: 'missing', parts };
	const [until] = [set.effectiveAt, set.passwordUsableFrom]
		.filter((instant) => instant !== null && Date.parse(instant) > Date.parse(now))
		.sort((one, other) => Date.parse(other ?? '') - Date.parse(one ?? ''));
	if (until) return { kind: 'waiting', until };
	if (validity === 'cancelling') return { kind: 'cancelling', on: set.endsOn };
	if (days !== undefined && days <= certificateSoonDays) return { kind: 'expiring', days };
	return { kind: 'active' };
}
