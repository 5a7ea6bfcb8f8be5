import { dateInVietnam } from './dates.ts';

/** How far the registration of a User ID, a terminal or a User code has come at customs, as the user recorded it. */
export const registrationStatuses = ['draft', 'sent', 'approved'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export type Validity = {
	status: RegistrationStatus;
	/** ISO instant from which an approved registration works; null when it simply does. */
	effectiveAt: string | null;
	/** "Ngày hết hiệu lực" of an approved cancellation, YYYY-MM-DD or empty. */
	endsOn: string;
};

/** Nháp, chờ duyệt, chờ hiệu lực, đang dùng, sắp hủy, đã hủy. */
export const validityStates = [
	'draft',
	'awaiting-approval',
	'awaiting-effect',
	'active',
	'cancelling',
	'cancelled',
] as const;
export type ValidityState = (typeof validityStates)[number];

/** What is typed in for something that is in use already. */
export const inUse: Validity = { status: 'approved', effectiveAt: null, endsOn: '' };

/**
 * The state at an instant (ISO). An approval works a day later, which `effectiveAt` says to the minute. Whether the
 * portal still accepts the last day is not known: it counts as cancelled from 00:00 in Viet Nam on.
 */
export function validityState({ status, effectiveAt, endsOn }: Validity, now: string): ValidityState {
	if (status === 'draft') return 'draft';
	if (status === 'sent') return 'awaiting-approval';
	if (endsOn !== '' && dateInVietnam(now) >= endsOn) return 'cancelled';
	if (effectiveAt !== null && Date.parse(now) < Date.parse(effectiveAt)) return 'awaiting-effect';
	return endsOn === '' ? 'active' : 'cancelling';
}
