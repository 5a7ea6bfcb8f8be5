const names = [
	'certificateProvider',
	'certificateSerial',
	'certificateNotBefore',
	'certificateNotAfter',
	'certificateSubject',
	'certificateTaxCode',
] as const;

/** The certificate that customs knows for an account; the forms of the values stand in `contracts/record-shapes.ts`. */
export type CertificateFields = Record<(typeof names)[number], string>;

export const noCertificate: CertificateFields = {
	certificateProvider: '',
	certificateSerial: '',
	certificateNotBefore: '',
	certificateNotAfter: '',
	certificateSubject: '',
	certificateTaxCode: '',
};

/** The certificate of a record, without what else the record holds. */
export function certificateOf(record: CertificateFields): CertificateFields {
	return Object.fromEntries(names.map((name) => [name, record[name]])) as CertificateFields;
}
