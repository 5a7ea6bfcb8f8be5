import { z } from 'zod';
import { laterChanges, reasons, timeSources } from '../domain/verification.ts';
import { call } from './contract.ts';

const instant = z.iso.datetime();
const verdict = z.enum(['valid', 'invalid', 'indeterminate']);

const signature = z.strictObject({
	/** Full name of the form field. */
	field: z.string(),
	verdict,
	/** `CMS`: none of the PAdES levels. */
	level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA', 'CMS']),
	/** What the certificate says; empty where it says nothing or cannot be read. */
	signer: z.string(),
	organisation: z.string(),
	taxCode: z.string().nullable(),
	issuer: z.string(),
	issuerOrganisation: z.string(),
	serial: z.string(),
	notBefore: instant.nullable(),
	notAfter: instant.nullable(),
	/** The time the signer claims. */
	signedAt: instant.nullable(),
	/** The time its time stamp proves. */
	timestamp: instant.nullable(),
	timeSource: z.enum(timeSources),
	timeStamps: z.array(
		z.strictObject({
			of: z.enum(['signature', 'document']),
			verdict,
			time: instant.nullable(),
			service: z.string().nullable(),
		}),
	),
	coversWholeFile: z.boolean(),
	changes: z.enum(laterChanges),
	findings: z.strictObject({
		integrity: z.enum(['intact', 'broken', 'unknown']),
		period: z.enum(['inside', 'expired', 'not-yet-valid', 'unknown']),
		revocation: z.enum(['good', 'revoked', 'unknown']),
		trust: z.enum(['trusted', 'untrusted', 'not-checked']),
	}),
	reasons: z.array(z.enum(reasons)),
});

const report = z.strictObject({
	id: z.uuid(),
	/** Base name. */
	fileName: z.string(),
	bytes: z.number().int(),
	/** SHA-256 of the file, lower-case hexadecimal. */
	sha256: z.string(),
	checkedAt: instant,
	/** In the order they were made; none for a file nobody signed. */
	signatures: z.array(signature),
	/** Under which the page gets the bytes of the file, as long as the report is kept. */
	fileId: z.string(),
});

const fileErrors = [
	'FILE_NOT_FOUND',
	'FILE_UNREADABLE',
	'FILE_TOO_LARGE',
	'PDF_UNREADABLE',
	'PDF_ENCRYPTED',
	'PDF_TIMEOUT',
	'PDF_MEMORY',
	'PDF_CRASHED',
	'CERT_UNREADABLE',
] as const;

/** Checking the signatures of any PDF. Reports are kept while the application runs, the last few of them. */
export const verificationContract = {
	/** The user picks the file; null when cancelled. */
	choose: call(z.strictObject({}), report.nullable(), { answeredBy: 'main', errors: fileErrors }),
	/** Made by the preload script from a dropped file; main uses it too. */
	checkPath: call(z.strictObject({ path: z.string().max(4096) }), report, {
		errors: [...fileErrors, 'DROP_EMPTY'],
	}),
	/** The signed file of a dossier. */
	checkDossier: call(z.strictObject({ dossierId: z.uuid() }), report, {
		errors: [...fileErrors, 'STORE_RECORD_MISSING', 'DOSSIER_STEP'],
	}),
	/** The sheet to print, in Vietnamese; null when cancelled. */
	saveSheet: call(z.strictObject({ id: z.uuid() }), z.strictObject({ fileName: z.string().nullable() }), {
		answeredBy: 'main',
		errors: ['STORE_RECORD_MISSING', 'FILE_WRITE_DENIED', 'FILE_DISK_FULL', 'FILE_FOLDER_MISSING', 'FILE_IS_INPUT'],
	}),
};

export type VerificationReport = z.infer<typeof report>;
export type SignatureReport = z.infer<typeof signature>;
