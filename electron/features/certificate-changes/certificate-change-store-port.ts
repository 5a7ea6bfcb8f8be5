import type { CertificateChange, KnownCertificate } from '../../../shared/contracts/certificate-changes-contract.ts';
import type { CertificateUse } from '../../../shared/domain/account-life/certificate-change.ts';

/** A change as it is kept; `done` has an ISO instant by id of a ticked place. */
export type StoredChange = Omit<CertificateChange, 'places'> & { done: Record<string, string> };

/** One place of a company with the certificate that is stored there. */
export type StoredUse = CertificateUse & { certificate: KnownCertificate };

/** Where changes of certificates are kept. Failures leave as a Fault STORE_*. */
export interface CertificateChangeStore {
	/** Open ones first, newest first; of all companies without `companyId`. */
	list(companyId: string | undefined): Promise<StoredChange[]>;
	find(id: string): Promise<StoredChange | null>;
	add(change: StoredChange): Promise<void>;
	/** Replaces the change and, in the same act, writes the certificate of one place. */
	change(change: StoredChange, written?: { use: StoredUse; certificate: KnownCertificate; at: string }): Promise<void>;
	/** The administrator account, the User IDs that are not cancelled and the National Single Window of a company. */
	uses(companyId: string): Promise<(StoredUse & { endsOn: string })[]>;
}
