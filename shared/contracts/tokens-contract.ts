import { z } from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { call } from './contract.ts';
import { trustStates } from './signing-contract.ts';

export const certificateReasons = [
	'expired',
	'not-yet-valid',
	'wrong-tax-code',
	'no-private-key',
	'key-usage',
	'weak-key',
] as const;

const certificate = z.strictObject({
	sha256: z.string(),
	/** Upper-case hexadecimal. */
	serial: z.string(),
	/** Common name of the subject, what people recognise. */
	name: z.string(),
	subject: z.string(),
	/** Digits only, or empty when the certificate names none. */
	taxCode: z.string(),
	issuer: z.string(),
	/** ISO instants. */
	notBefore: z.string(),
	notAfter: z.string(),
	usable: z.boolean(),
	reasons: z.array(z.enum(certificateReasons)),
	/** A warning, not a refusal: nobody has to add roots. */
	trust: z.enum(trustStates),
});

const token = z.strictObject({
	/** A key file is shown like a token with one slot; its label is the file's name. */
	kind: z.enum(['token', 'key-file']),
	slot: z.number().int(),
	label: z.string(),
	serial: z.string(),
	pinState: z.enum(['ok', 'low', 'final', 'locked']),
	protectedAuthenticationPath: z.boolean(),
	/** It signs with RSASSA-PSS. */
	pss: z.boolean(),
	certificates: z.array(certificate),
});

const error = z.strictObject({
	code: z.enum(errorCodes),
	params: z.record(z.string(), z.union([z.string(), z.number()])),
});

const module = z.strictObject({
	/** Absolute path: shown to the user, never sent back. Of a key file only its name. */
	path: z.string(),
	/** Opaque name used in `dossiers.sign`. */
	id: z.string(),
	error: error.optional(),
	/** Labels of tokens that stand under an earlier module already: one token is offered once. */
	elsewhere: z.array(z.string()).optional(),
	tokens: z.array(token),
});

export const tokensContract = {
	/** All certificates of all tokens, unusable ones with reasons; judged for `companyId` when given. */
	list: call(
		z.strictObject({ companyId: z.uuid().optional() }),
		z.strictObject({
			modules: z.array(module),
			/** Why no token is seen at all, with the one advice for it. */
			obstacle: error.optional(),
		}),
	),
	/**
	 * Looks whether a token came or went since the list; if so, the event `changed` of this feature follows. To be
	 * called every few seconds while tokens are shown.
	 */
	watch: call(z.strictObject({}), z.null()),
	/** Text about computer, drivers and readers for whoever helps: no certificate, label, serial number or folder. */
	diagnostics: call(z.strictObject({}), z.strictObject({ text: z.string() })),
	/** The user allows the changed file of a driver chosen earlier (TOKEN_MODULE_CHANGED). */
	acceptModule: call(z.strictObject({ id: z.string().max(64) }), z.null(), {
		audited: true,
		needs: 'unlocked',
		errors: [
			'TOKEN_MODULE_NOT_FOUND',
			'TOKEN_MODULE_PATH',
			'TOKEN_MODULE_WRONG_ARCH',
			'TOKEN_MODULE_NOT_PKCS11',
			'TOKEN_MODULE_LOAD_FAILED',
		],
	}),
	/** The user picks a driver file; it is remembered and tried first. Null when cancelled. */
	chooseModule: call(z.strictObject({}), z.strictObject({ path: z.string().nullable() }), {
		answeredBy: 'main',
		audited: true,
		needs: 'unlocked',
		errors: [
			'TOKEN_MODULE_NOT_FOUND',
			'TOKEN_MODULE_PATH',
			'TOKEN_MODULE_WRONG_ARCH',
			'TOKEN_MODULE_NOT_PKCS11',
			'TOKEN_MODULE_LOAD_FAILED',
		],
	}),
	/** The user picks a .p12 or .pfx file and types its password in the PIN window; false when cancelled. */
	chooseKeyFile: call(z.strictObject({}), z.strictObject({ added: z.boolean() }), {
		answeredBy: 'main',
		audited: true,
		needs: 'unlocked',
		errors: [
			'P12_PASSWORD_INCORRECT',
			'SIGN_P12_UNSUPPORTED',
			'CERT_NONE',
			'FILE_NOT_FOUND',
			'FILE_UNREADABLE',
			'FILE_TOO_LARGE',
			'TOKEN_TIMEOUT',
			'TOKEN_HOST_CRASHED',
		],
	}),
	/** The key files that are remembered. */
	keyFiles: call(z.strictObject({}), z.array(z.strictObject({ id: z.string(), name: z.string() }))),
	/** The file itself stays where it is. */
	forgetKeyFile: call(z.strictObject({ id: z.string().max(64) }), z.null(), {
		audited: true,
		needs: 'unlocked',
		errors: ['STORE_RECORD_MISSING'],
	}),
};

export type TokenModule = z.infer<typeof module>;
export type TokenView = z.infer<typeof token>;
export type CertificateView = z.infer<typeof certificate>;
