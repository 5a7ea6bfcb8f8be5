import type { Certificate } from '../cms/certificate.ts';
import { BadDer, children, type Element, expectTag, oidText, readWhole, tags } from '../cms/der.ts';
import { pkiOids } from './oids.ts';

export type Extension = { critical: boolean; value: Uint8Array };
export type Extensions = ReadonlyMap<string, Extension>;

/** Extensions (RFC 5280, 4.1) by type; the same type twice is refused as 4.2 asks. Throws BadDer. */
export function readExtensions(list: Element): Extensions {
	const found = new Map<string, Extension>();
	for (const extension of children(expectTag(list, tags.sequence))) {
		const parts = children(expectTag(extension, tags.sequence));
		const type = oidText(parts.shift());
		const flag = parts.length > 1 ? expectTag(parts.shift(), tags.boolean) : undefined;
		const [value, more] = parts;
		if (more || found.has(type)) throw new BadDer('extension');
		found.set(type, {
			critical: flag !== undefined && flag.content[0] !== 0,
			value: expectTag(value, tags.octetString).content,
		});
	}
	return found;
}

/** TBSCertificate without its version: serial number, algorithm, issuer, validity, subject, key, … Throws BadDer. */
function bodyFields(certificate: Certificate): Element[] {
	const [body] = children(readWhole(certificate.der, tags.sequence));
	const fields = children(expectTag(body, tags.sequence));
	if (fields[0]?.tag === 0xa0) fields.shift();
	return fields;
}

/** Throws BadDer. */
export function extensionsOf(certificate: Certificate): Extensions {
	const wrapper = bodyFields(certificate).find(({ tag }) => tag === 0xa3);
	return wrapper ? readExtensions(readWhole(wrapper.content, tags.sequence)) : new Map();
}

/** Content of the subjectPublicKey BIT STRING without its count of unused bits: what key identifiers hash. */
export function publicKeyBits(certificate: Certificate): Uint8Array {
	const [, bits] = children(expectTag(bodyFields(certificate)[5], tags.sequence));
	return expectTag(bits, tags.bitString).content.subarray(1);
}

/** Key purposes; undefined when the certificate does not limit them. */
export function keyPurposes(extensions: Extensions): { critical: boolean; purposes: string[] } | undefined {
	const extension = extensions.get(pkiOids.extendedKeyUsage);
	if (!extension) return undefined;
	const purposes = children(readWhole(extension.value, tags.sequence)).map(oidText);
	return { critical: extension.critical, purposes };
}

/** GeneralName [6] */
const uriTag = 0x86;

function text({ content }: Element): string {
	return Buffer.from(content).toString('latin1');
}

/** Addresses of the given access method (OCSP or caIssuers) in authorityInformationAccess (RFC 5280, 4.2.2.1). */
export function accessUrls(certificate: Certificate, method: string): string[] {
	const extension = extensionsOf(certificate).get(pkiOids.authorityInformationAccess);
	if (!extension) return [];
	return children(readWhole(extension.value, tags.sequence)).flatMap((description) => {
		const [type, location] = children(description);
		return oidText(type) === method && location?.tag === uriTag ? [text(location)] : [];
	});
}

/**
 * Addresses where the issuer's own list with all reasons lies (RFC 5280, 4.2.1.13); points for some reasons only, or
 * signed by someone else, are left out.
 */
export function crlUrls(certificate: Certificate): string[] {
	const extension = extensionsOf(certificate).get(pkiOids.crlDistributionPoints);
	if (!extension) return [];
	return children(readWhole(extension.value, tags.sequence)).flatMap((point) => {
		const [name, more] = children(point);
		if (name?.tag !== 0xa0 || more) return [];
		return fullNames(name);
	});
}

/** Addresses of a DistributionPointName given as fullName. */
export function fullNames(distributionPoint: Element): string[] {
	const [name] = children(distributionPoint);
	return name?.tag === 0xa0 ? children(name).flatMap((one) => (one.tag === uriTag ? [text(one)] : [])) : [];
}
