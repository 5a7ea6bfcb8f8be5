/** Why a signature has its verdict, worst first. Texts for people belong to the locale files. */
const invalidReasons = [
	'byte-range-gap', // not everything but /Contents is covered
	'cms-unreadable',
	'signer-certificate-missing', // or unreadable
	'signer-certificate-mismatch', // signing-certificate attribute names another one
	'digest-mismatch', // the document was changed
	'pages-changed-after-signing', // a later revision shows other pages than those that were signed
	'signature-mismatch', // the signature was not made with this certificate's key
	'certificate-revoked', // or a CA above it, before the time stamp; without one, at any time
] as const;

const indeterminateReasons = [
	'cms-irregular', // the envelope departs from the standard
	'subfilter-unsupported',
	'algorithm-unsupported',
	'algorithm-weak', // SHA-1, RSA below 2048 bits, ECDSA below 256
	'changed-after-signing', // by more than the next line says, or by what nobody can tell
	'annotated-after-signing', // form fields and comments, nothing that the pages themselves show
	'signing-time-unknown',
	'signing-time-future', // claimed to lie more than a day ahead of the check
	'certificate-expired', // at signing time
	'certificate-not-yet-valid',
	'certificate-chain-damaged', // a certificate inside does not fit the issuer inside
	'time-stamp-invalid', // does not belong to this signature, or was changed
	'time-stamp-untrusted', // its service has no path to a given anchor, or was revoked
	'document-time-stamp-invalid',
	'untrusted', // no path to a given anchor
] as const;

const remarks = [
	'signed-again', // later revisions add nothing but signatures
	'trust-not-checked', // no anchors were given
	'revocation-not-checked',
] as const;

export const reasons = [...invalidReasons, ...indeterminateReasons, ...remarks] as const;

export type Reason = (typeof reasons)[number];
export type Verdict = 'valid' | 'invalid' | 'indeterminate';

export function verdictFor(found: readonly Reason[]): Verdict {
	if (found.some((reason) => (invalidReasons as readonly Reason[]).includes(reason))) return 'invalid';
	if (found.some((reason) => (indeterminateReasons as readonly Reason[]).includes(reason))) return 'indeterminate';
	return 'valid';
}

/** What came into the file behind the part that a signature covers, from harmless to grave. */
export const laterChanges = [
	'none', // the signature covers the whole file
	'evidence', // validation data and document time stamps
	'signatures', // further signatures, and what proves them
	'annotations', // form fields and comments
	'other', // anything else that leaves the pages alone, and what nobody can tell
	'pages', // other pages, or other content on them
	'unknown', // what the signature covers is unknown
] as const;
export type LaterChange = (typeof laterChanges)[number];

/** Where the signing time comes from: a time stamp that holds, or the signer's word. */
export const timeSources = ['time-stamp', 'claimed', 'none'] as const;
export type TimeSource = (typeof timeSources)[number];

/**
 * The single answers behind a verdict, one for each matter that verifying software has to tell (Thông tư
 * 15/2025/TT-BKHCN, annex): integrity, the certificate's period at signing time, its revocation, its path to a root.
 */
export type Findings = {
	integrity: 'intact' | 'broken' | 'unknown';
	period: 'inside' | 'expired' | 'not-yet-valid' | 'unknown';
	revocation: 'good' | 'revoked' | 'unknown';
	trust: 'trusted' | 'untrusted' | 'not-checked';
};

/** Reads the findings out of the reasons, which name everything that is not as it should be. */
export function findingsOf(found: readonly Reason[], { signedAt }: { signedAt: string | undefined }): Findings {
	const has = (...some: Reason[]) => some.some((reason) => found.includes(reason));
	const unread = has(
		'byte-range-gap',
		'cms-unreadable',
		'signer-certificate-missing',
		'subfilter-unsupported',
		'algorithm-unsupported',
	);
	const broken = has(
		'byte-range-gap',
		'digest-mismatch',
		'pages-changed-after-signing',
		'signature-mismatch',
		'signer-certificate-mismatch',
	);
	const expired = has('certificate-expired');
	const early = has('certificate-not-yet-valid');
	return {
		integrity: broken ? 'broken' : unread ? 'unknown' : 'intact',
		period: expired ? 'expired' : early ? 'not-yet-valid' : unread || signedAt === undefined ? 'unknown' : 'inside',
		revocation: has('certificate-revoked')
			? 'revoked'
			: unread || expired || early || has('revocation-not-checked')
				? 'unknown'
				: 'good',
		trust:
			unread || expired || early || has('trust-not-checked')
				? 'not-checked'
				: has('untrusted')
					? 'untrusted'
					: 'trusted',
	};
}
