import type { AdminAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { sameSerial } from '../../../shared/domain/certificate-serial.ts';
import { validityState } from '../../../shared/domain/validity.ts';

/** A certificate that is written down somewhere, and by whom it is used. */
export type StoredCertificate = {
	serial: string;
	provider: string;
	/** YYYY-MM-DD or empty. */
	notAfter: string;
	administrator: boolean;
	userIds: string[];
};

/** The certificates of a company by their end; one without a day comes last. Cancelled User IDs use none. */
export function storedCertificates(
	admin: AdminAccount | null,
	sets: readonly ParameterSetRow[],
	now: string,
): StoredCertificate[] {
	const found: StoredCertificate[] = [];
	const add = (one: Pick<ParameterSetRow, 'certificateSerial' | 'certificateProvider' | 'certificateNotAfter'>) => {
		const known = found.find(({ serial }) => sameSerial(serial, one.certificateSerial));
		if (known) return known;
		const made: StoredCertificate = {
			serial: one.certificateSerial,
			provider: one.certificateProvider,
			notAfter: one.certificateNotAfter,
			administrator: false,
			userIds: [],
		};
		found.push(made);
		return made;
	};
	if (admin && admin.certificateSerial !== '') add(admin).administrator = true;
	for (const set of sets) {
		if (set.certificateSerial !== '' && validityState(set, now) !== 'cancelled') add(set).userIds.push(set.userId);
	}
	return found.toSorted((one, other) => (one.notAfter || '9').localeCompare(other.notAfter || '9'));
}
