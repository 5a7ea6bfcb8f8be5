import { normalizeSerial } from '../certificate-serial.ts';

/**
 * A certificate that was renewed, replaced, lost or has expired: what has to be updated, in this order, a working day
 * before the next declaration. The portal takes the old token once more for signing in; a registered one that has
 * expired still signs in.
 */
export const certificateChangeReasons = ['renewed', 'replaced', 'lost', 'expired'] as const;
export type CertificateChangeReason = (typeof certificateChangeReasons)[number];

export type CertificateUse = {
	/** The company's registration certificate, a User ID, or the National Single Window account. */
	place: 'registration' | 'user-id' | 'single-window';
	/** Id of the User ID; empty for the others. */
	id: string;
	/** What the user calls it, such as V2060001. */
	name: string;
	/** The serial that is stored for this place; empty when none is. The National Single Window then counts as the old one. */
	serial: string;
};

export type UpdatePlace = CertificateUse & {
	/** 'done' when the new serial already stands there, 'foreign' when it is neither the old nor the new one. */
	state: 'to-do' | 'done' | 'foreign';
};

/** Days before the end on which the user is reminded. */
export const certificateReminderDays: readonly number[] = [60, 30, 15, 7, 1, 0];

const order: readonly CertificateUse['place'][] = ['registration', 'user-id', 'single-window'];

/** The places that carry the old certificate or already the new one, in the order in which to update them. */
export function placesToUpdate(
	uses: readonly CertificateUse[],
	{ oldSerial, newSerial }: { oldSerial: string; newSerial: string },
): UpdatePlace[] {
	const [before, after] = [normalizeSerial(oldSerial), normalizeSerial(newSerial)];
	return uses
		.filter(({ place, serial }) => serial !== '' || place === 'single-window')
		.map((use): UpdatePlace => {
			const serial = use.serial === '' ? before : normalizeSerial(use.serial);
			// Until the new one is known, nothing is done; the same certificate is never a change.
			if (after !== '' && serial === after) return { ...use, state: 'done' };
			return { ...use, state: serial === before ? 'to-do' : 'foreign' };
		})
		.toSorted(
			(one, other) => order.indexOf(one.place) - order.indexOf(other.place) || one.name.localeCompare(other.name),
		);
}

/**
 * Which way the administrator's certificate can still be updated: signing in needs the registered token, so a lost one
 * leaves only the dossier to customs.
 */
export function updateRoute(reason: CertificateChangeReason, oldTokenAtHand: boolean): 'portal' | 'dossier' {
	return reason === 'lost' || !oldTokenAtHand ? 'dossier' : 'portal';
}

/** The smallest reminder step that has been reached with so many days left; null while it is too early or long past. */
export function reminderStep(daysLeft: number): number | null {
	return certificateReminderDays.findLast((step) => daysLeft <= step) ?? null;
}
