import { z } from 'zod';
import { idTypes, letterRoutes, longestAddressee, mostAddressees } from '../domain/letter/letter-request.ts';
import { representative } from './companies-contract.ts';

const text = z.string().max(500);

/** What the letter says of a certificate; days as YYYY-MM-DD or empty. */
const letterCertificate = z.strictObject({
	serial: z.string().max(130),
	provider: z.string().max(100),
	notBefore: z.string().max(10),
	notAfter: z.string().max(10),
});

/** The typed content of the letter; the company's data as they stood when typed. */
export const letter = z.strictObject({
	number: z.string().max(50),
	place: z.string().max(100),
	/** YYYY-MM-DD or empty. */
	date: z.string().max(10),
	/** Why it is asked, one sentence without its full stop. */
	reason: z.string().max(2000),
	/** Letters without it go by e-mail. */
	route: z.enum(letterRoutes).optional(),
	/** Whom the letter is for; absent: whom the wording names. Empty lines are not printed. */
	addressees: z.array(z.string().max(longestAddressee)).max(mostAddressees).optional(),
	/** Who brings the dossier. */
	introduction: z
		.strictObject({
			number: z.string().max(50),
			name: z.string().max(100),
			title: z.string().max(100),
			idType: z.enum(idTypes),
			idNumber: z.string().max(30),
			validUntil: z.string().max(10),
		})
		.optional(),
	company: z.strictObject({
		name: text,
		shortName: text,
		taxCode: z.string().max(20),
		address: text,
		phone: z.string().max(50),
		email: z.string().max(200),
	}),
	representative,
	/** Only asked for when a certificate is to be updated; the old one is null when nothing is known of it. */
	oldCertificate: letterCertificate.nullable(),
	newCertificate: letterCertificate.nullable(),
});

export type DossierLetter = z.infer<typeof letter>;
export type DossierLetterCertificate = z.infer<typeof letterCertificate>;
