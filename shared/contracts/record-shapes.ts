import { z } from 'zod';
import { registrationStatuses } from '../domain/validity.ts';

/** Parts that several stored records share. */

export const text = z.string().max(300);

/** A secret as it is typed. Absent: as stored. Empty: none. */
export const typedSecret = z.string().max(100).optional();

/** See `shared/domain/validity.ts`. */
export const validity = {
	status: z.enum(registrationStatuses),
	effectiveAt: z.iso.datetime({ offset: true }).nullable(),
	endsOn: z.string().max(10),
};

/** The certificate that customs knows for an account. */
export const certificate = {
	certificateProvider: text,
	/** Upper-case hexadecimal without separators, or empty. */
	certificateSerial: text,
	/** YYYY-MM-DD or empty. */
	certificateNotBefore: text,
	certificateNotAfter: text,
	certificateSubject: text,
	/** MST in the certificate, known only when it was read from a token; else empty. */
	certificateTaxCode: text,
};
