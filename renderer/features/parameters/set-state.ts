import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { daysBetween } from '../../components/month-days.ts';

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

export type SetState =
	| { kind: 'expired'; days: number }
	| { kind: 'missing'; parts: NeededPart[] }
	| { kind: 'expiring'; days: number }
	| { kind: 'complete' };

/** What can be said of a stored parameter set from its own facts, the most pressing first. `today` as YYYY-MM-DD. */
export function setState(set: ParameterSetRow, today: string): SetState {
	const days = set.certificateNotAfter === '' ? undefined : daysBetween(today, set.certificateNotAfter);
	if (days !== undefined && days < 0) return { kind: 'expired', days: -days };
	const parts = neededParts.filter((part) => {
		if (part === 'password') return !set.hasPassword;
		if (part === 'accessKey') return !set.hasAccessKey;
		return set[part] === '';
	});
	if (parts.length > 0) return { kind: 'missing', parts };
	if (days !== undefined && days <= certificateSoonDays) return { kind: 'expiring', days };
	return { kind: 'complete' };
}
