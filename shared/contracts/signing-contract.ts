import { z } from 'zod';
import { call } from './contract.ts';

/** Levels of EN 319 142-1, 6, each one with all of the one before. */
export const signatureLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;

export const signingSettings = z.strictObject({
	/** What every new signature should reach. */
	level: z.enum(signatureLevels),
	/** RFC 3161 service over http or https; empty when there is none. */
	tsaUrl: z.string().max(500),
	/** For RSA keys. PSS is the one that Thông tư 15/2025/TT-BKHCN names; customs and the CAs' software take PKCS#1 v1.5 today. */
	scheme: z.enum(['pkcs1', 'pss']),
	/** Time stamps and revocation may be asked for over the network while signing. */
	network: z.boolean(),
});

/** Whether the certificate leads to a root the user trusts; `not-checked` when there is no root in the list. */
export const trustStates = ['trusted', 'untrusted', 'not-checked'] as const;

const file = z.strictObject({
	kind: z.enum(['certificate', 'chain', 'ocsp', 'crl']),
	/** What the exported file is called. */
	fileName: z.string(),
	bytes: z.number().int(),
	/** Subject of a certificate, else empty. */
	name: z.string(),
});

const evidence = z.strictObject({
	/** ISO instants. */
	signedAt: z.string(),
	/** Of the time stamp, or null. */
	stampedAt: z.string().nullable(),
	wantedLevel: z.enum(signatureLevels),
	level: z.enum(signatureLevels),
	/** `RSASSA-PSS, SHA-256` and the like. */
	algorithm: z.string(),
	signer: z.string(),
	serial: z.string(),
	issuer: z.string(),
	trust: z.enum(trustStates),
	/** Status of the certificates at signing time; `reasons` tell why it could not be found out. */
	revocation: z.enum(['good', 'not-checked']),
	reasons: z.array(z.string()),
	/** SHA-256 of the signed file, lower-case hexadecimal. */
	fileSha256: z.string(),
	files: z.array(file),
});

export const signingContract = {
	settings: call(z.strictObject({}), signingSettings),
	saveSettings: call(signingSettings, signingSettings, { needs: 'unlocked', audited: true, errors: ['INPUT_FIELD'] }),
	/** What was kept with the signature of a dossier; null when it is not signed or was signed before this was kept. */
	evidence: call(z.strictObject({ id: z.uuid() }), evidence.nullable()),
	/** Writes it as files into a new folder in the one the user picks; answers that folder's name, null when cancelled. */
	exportEvidence: call(z.strictObject({ id: z.uuid() }), z.strictObject({ folder: z.string().nullable() }), {
		answeredBy: 'main',
		audited: true,
		errors: ['STORE_RECORD_MISSING', 'FILE_WRITE_DENIED', 'FILE_DISK_FULL', 'FILE_FOLDER_MISSING'],
	}),
};

export type SignatureLevel = (typeof signatureLevels)[number];
export type SigningSettings = z.infer<typeof signingSettings>;
export type TrustState = (typeof trustStates)[number];
export type SignatureEvidence = z.infer<typeof evidence>;
