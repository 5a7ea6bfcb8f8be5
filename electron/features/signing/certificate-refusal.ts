import { type CertificateInfo, type CertificateProblem, judgeCertificate } from '../../../shared/domain/certificate.ts';
import { displayTaxCode } from '../../../shared/domain/tax-code.ts';
import type { AppError, ErrorParams } from '../../../shared/errors/codes.ts';
import { fail } from '../../../shared/result.ts';
import type { TokenCertificate } from '../../pkcs11/token-port.ts';

/**
 * Why a certificate may not sign now, the weightiest reason first; undefined when it may. With `taxCode` (stored form)
 * it has to be that company's.
 */
export function certificateRefusal(
	info: CertificateInfo,
	privateKey: TokenCertificate['privateKey'],
	{ now, taxCode }: { now: Date; taxCode?: string },
): AppError | undefined {
	const company = taxCode === undefined ? {} : { taxCode };
	const { reasons } = judgeCertificate({ ...info, privateKey }, { now, ...company });
	const [reason] = reasons.toSorted((one, other) => weight.indexOf(one) - weight.indexOf(other));
	if (reason === undefined) return undefined;
	const params: Partial<Record<CertificateProblem, ErrorParams>> = {
		'wrong-tax-code': { found: displayTaxCode(info.taxCode ?? '') || '–', expected: displayTaxCode(taxCode ?? '') },
		expired: { notAfter: info.notAfter },
		'not-yet-valid': { notBefore: info.notBefore },
		'weak-key': { bits: info.key.bits },
	};
	return fail(codes[reason], params[reason]).error;
}

/** Another company's certificate is the mistake to name first: the others would then mislead. */
const weight: readonly CertificateProblem[] = [
	'wrong-tax-code',
	'no-private-key',
	'expired',
	'not-yet-valid',
	'key-usage',
	'weak-key',
];

const codes = {
	'wrong-tax-code': 'CERT_WRONG_TAX_CODE',
	'no-private-key': 'CERT_NO_PRIVATE_KEY',
	expired: 'CERT_EXPIRED',
	'not-yet-valid': 'CERT_NOT_YET_VALID',
	'key-usage': 'CERT_KEY_USAGE',
	'weak-key': 'CERT_WEAK_KEY',
} as const;
