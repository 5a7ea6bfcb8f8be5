import { normalizeTaxCode } from './tax-code.ts';

/** Bits of the keyUsage extension (RFC 5280, section 4.2.1.3). */
export type KeyUsage =
	| 'digitalSignature'
	| 'nonRepudiation'
	| 'keyEncipherment'
	| 'dataEncipherment'
	| 'keyAgreement'
	| 'keyCertSign'
	| 'cRLSign'
	| 'encipherOnly'
	| 'decipherOnly';

export type CertificateInfo = {
	/** SHA-256 over the DER bytes, lower-case hex. */
	sha256: string;
	/** All of the subject, readable, in the order of the certificate: "CN=…, UID=MST:…". */
	subject: string;
	commonName: string;
	/** MST of the holder in its stored form (tax-code.ts); absent when the subject names none. */
	taxCode?: string;
	/** Common name of the CA, else its whole name. */
	issuer: string;
	/** Upper-case hex, an even number of digits, as the CAs' software shows it. */
	serial: string;
	/** ISO 8601, UTC. */
	notBefore: string;
	notAfter: string;
	key: { type: 'rsa' | 'ec' | 'other'; bits: number };
	/** Absent when the certificate does not restrict its key. */
	keyUsage?: KeyUsage[];
};

export type CertificateProblem =
	| 'expired'
	| 'not-yet-valid'
	| 'wrong-tax-code'
	| 'no-private-key'
	| 'key-usage'
	| 'weak-key';

export type CertificateJudgement = { usable: boolean; reasons: CertificateProblem[] };

/**
 * Whether a certificate can sign a dossier at a moment, for a company when its MST is given. The period counts both
 * ends in (RFC 5280, section 4.1.2.5). RSA below 2048 and EC below 256 bits are not accepted for public signatures
 * (Thông tư 15/2025/TT-BKHCN, annex).
 */
export function judgeCertificate(
	certificate: CertificateInfo & { privateKey?: 'present' | 'absent' | 'unknown-before-login' },
	against: { now: Date; taxCode?: string },
): CertificateJudgement {
	const reasons: CertificateProblem[] = [];
	const now = against.now.getTime();
	if (now > Date.parse(certificate.notAfter)) reasons.push('expired');
	if (now < Date.parse(certificate.notBefore)) reasons.push('not-yet-valid');
	if (against.taxCode !== undefined && certificate.taxCode !== normalizeTaxCode(against.taxCode))
		reasons.push('wrong-tax-code');
	if (certificate.privateKey === 'absent') reasons.push('no-private-key');
	const signs = certificate.keyUsage?.some((usage) => usage === 'digitalSignature' || usage === 'nonRepudiation');
	if (signs === false) reasons.push('key-usage');
	const { type, bits } = certificate.key;
	if (type === 'other' || bits < (type === 'rsa' ? 2048 : 256)) reasons.push('weak-key');
	return { usable: reasons.length === 0, reasons };
}
