import { z } from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { call } from './contract.ts';

/** SHA-256 over the DER bytes, lower-case hexadecimal. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const certificate = z.strictObject({
	id: sha256,
	/** Common name of the subject, else all of it. */
	name: z.string(),
	subject: z.string(),
	issuer: z.string(),
	serial: z.string(),
	/** ISO instants. */
	notBefore: z.string(),
	notAfter: z.string(),
	/** A root issued itself; an intermediate is a public CA below one. */
	purpose: z.enum(['root', 'intermediate']),
	addedAt: z.string(),
});

export const trustAdded = z.strictObject({
	added: z.number().int(),
	/** Already in the list. */
	known: z.number().int(),
	refused: z.array(
		z.strictObject({
			name: z.string(),
			error: z.strictObject({
				code: z.enum(errorCodes),
				params: z.record(z.string(), z.union([z.string(), z.number()])),
			}),
		}),
	),
});

export const trustContract = {
	/** Roots first, by name. */
	list: call(z.strictObject({}), z.array(certificate)),
	/** The user picks files with certificates of CAs; one entry per refused file or certificate. */
	add: call(z.strictObject({}), trustAdded, { answeredBy: 'main', audited: true, needs: 'unlocked' }),
	remove: call(z.strictObject({ id: sha256 }), z.null(), {
		audited: true,
		needs: 'unlocked',
		errors: ['STORE_RECORD_MISSING'],
	}),
};

export type TrustedCertificate = z.infer<typeof certificate>;
export type TrustAdded = z.infer<typeof trustAdded>;
