import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate, type RelativeDistinguishedNames } from 'pkijs';
import type { CertificateInfo, KeyUsage } from '../../shared/domain/certificate.ts';
import { normalizeTaxCode } from '../../shared/domain/tax-code.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

const attributeNames: Record<string, string> = {
	'0.9.2342.19200300.100.1.1': 'UID',
	'1.2.840.113549.1.9.1': 'E',
	'2.5.4.3': 'CN',
	'2.5.4.4': 'SN',
	'2.5.4.5': 'serialNumber',
	'2.5.4.6': 'C',
	'2.5.4.7': 'L',
	'2.5.4.8': 'ST',
	'2.5.4.9': 'street',
	'2.5.4.10': 'O',
	'2.5.4.11': 'OU',
	'2.5.4.12': 'T',
	'2.5.4.42': 'G',
	'2.5.4.97': 'organizationIdentifier',
};

const keyUsageBits: KeyUsage[] = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
];

/** Bits of the curves allowed for signatures, by OID (RFC 5480, section 2.1.1.1). */
const curveBits: Record<string, number> = {
	'1.2.840.10045.3.1.7': 256,
	'1.3.132.0.34': 384,
	'1.3.132.0.35': 521,
};

/** Reads a certificate. CERT_UNREADABLE names `source` (a file or token) as its file. */
export function readCertificate(der: Uint8Array, source: string): Result<CertificateInfo> {
	let certificate: Certificate;
	try {
		certificate = Certificate.fromBER(Uint8Array.from(der));
	} catch {
		// The parser's own words about malformed DER say nothing to the reader; the error names the source.
		return fail('CERT_UNREADABLE', { file: source });
	}
	const subject = readName(certificate.subject);
	const issuer = readName(certificate.issuer);
	const taxCode = findTaxCode(subject);
	const keyUsage = readKeyUsage(certificate);
	return ok({
		sha256: createHash('sha256').update(der).digest('hex'),
		subject: nameText(subject),
		commonName: subject.find(({ name }) => name === 'CN')?.value ?? '',
		...(taxCode === undefined ? {} : { taxCode }),
		issuer: issuer.find(({ name }) => name === 'CN')?.value ?? nameText(issuer),
		serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView)
			.toString('hex')
			.replace(/^(?:00)+(?=..)/, '')
			.toUpperCase(),
		notBefore: certificate.notBefore.value.toISOString(),
		notAfter: certificate.notAfter.value.toISOString(),
		key: readKey(certificate),
		...(keyUsage === undefined ? {} : { keyUsage }),
	});
}

type NamePart = { name: string; value: string };

function readName(name: RelativeDistinguishedNames): NamePart[] {
	return name.typesAndValues.map(({ type, value }) => {
		const text: unknown = value.valueBlock.value;
		return {
			name: attributeNames[type] ?? type,
			value: (typeof text === 'string' ? text : '').normalize('NFC').trim(),
		};
	});
}

function nameText(parts: NamePart[]): string {
	return parts.map(({ name, value }) => `${name}=${value}`).join(', ');
}

/**
 * The holder's MST. Vietnamese CAs write "MST:0201234569" into UID; some write it into another attribute, or the
 * bare number into UID. 10 digits, a branch with 3 more behind a dash; individuals use their 12-digit
 * number (Circular 86/2024/TT-BTC).
 */
function findTaxCode(subject: NamePart[]): string | undefined {
	const labelled = /(?<![\p{L}\d])(?:MST|MÃ SỐ THUẾ|VATVN-)\s*[:=]?\s*(\d{12}|\d{10}(?:-?\d{3})?)(?![\d-])/iu;
	const bare = /^(\d{12}|\d{10}(?:-?\d{3})?)$/;
	const byUidFirst = subject.toSorted((a, b) => Number(b.name === 'UID') - Number(a.name === 'UID'));
	const found =
		byUidFirst.map(({ value }) => labelled.exec(value)?.[1]).find((code) => code !== undefined) ??
		subject
			.filter(({ name, value }) => name === 'UID' && value.length !== 12)
			.map(({ value }) => bare.exec(value)?.[1])
			.find((code) => code !== undefined);
	return found === undefined ? undefined : normalizeTaxCode(found);
}

function readKey(certificate: Certificate): CertificateInfo['key'] {
	const { algorithm, subjectPublicKey } = certificate.subjectPublicKeyInfo;
	if (algorithm.algorithmId === '1.2.840.113549.1.1.1' || algorithm.algorithmId === '1.2.840.113549.1.1.10') {
		const key = asn1js.fromBER(subjectPublicKey.valueBlock.valueHexView).result;
		const modulus = key instanceof asn1js.Sequence ? key.valueBlock.value[0] : undefined;
		if (!(modulus instanceof asn1js.Integer)) return { type: 'other', bits: 0 };
		const digits = Buffer.from(modulus.valueBlock.valueHexView).toString('hex');
		return { type: 'rsa', bits: BigInt(`0x0${digits}`).toString(2).length };
	}
	if (algorithm.algorithmId === '1.2.840.10045.2.1') {
		const curve: unknown = algorithm.algorithmParams;
		const oid = curve instanceof asn1js.ObjectIdentifier ? curve.valueBlock.toString() : '';
		return { type: 'ec', bits: curveBits[oid] ?? 0 };
	}
	return { type: 'other', bits: 0 };
}

function readKeyUsage(certificate: Certificate): KeyUsage[] | undefined {
	const extension = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.15');
	if (!extension) return undefined;
	const bits = asn1js.fromBER(extension.extnValue.valueBlock.valueHexView).result;
	if (!(bits instanceof asn1js.BitString)) return [];
	const bytes = bits.valueBlock.valueHexView;
	return keyUsageBits.filter((_, index) => ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
}
