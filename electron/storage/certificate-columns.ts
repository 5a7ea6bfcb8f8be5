import type { CertificateFields } from '../../shared/domain/certificate-fields.ts';

/** Where tables with a whole certificate keep it: column by property. */
export const certificateColumns: CertificateFields = {
	certificateProvider: 'certificate_provider',
	certificateSerial: 'certificate_serial',
	certificateNotBefore: 'certificate_not_before',
	certificateNotAfter: 'certificate_not_after',
	certificateSubject: 'certificate_subject',
	certificateTaxCode: 'certificate_tax_code',
};
