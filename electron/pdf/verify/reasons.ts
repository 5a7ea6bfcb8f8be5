/** Why a signature has its verdict, worst first. Texts for people belong to the locale files. */
const invalidReasons = [
	'byte-range-gap', // not everything but /Contents is covered
	'cms-unreadable',
	'signer-certificate-missing', // or unreadable
	'signer-certificate-mismatch', // signing-certificate attribute names another one
	'digest-mismatch', // the document was changed
	'signature-mismatch', // the signature was not made with this certificate's key
	'certificate-revoked', // or a CA above it, before the time stamp; without one, at any time
] as const;

const indeterminateReasons = [
	'cms-irregular', // the envelope departs from the standard
	'subfilter-unsupported',
	'algorithm-unsupported',
	'algorithm-weak', // SHA-1, RSA below 2048 bits, ECDSA below 256
	'changed-after-signing', // by more than further signatures and what proves them
	'signing-time-unknown',
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
