import { type KeyObject, X509Certificate } from 'node:crypto';
import { BadDer, children, type Element, expectTag, oidText, readWhole, tags, timeValue } from './der.ts';
import { oids } from './oids.ts';

/** What signing and checking need to know of a certificate (RFC 5280, 4.1), with names as the bytes given. */
export type Certificate = {
	der: Uint8Array;
	/** Content of the INTEGER in upper-case hexadecimal without leading zero bytes, as openssl prints it. */
	serial: string;
	serialElement: Uint8Array;
	issuer: Uint8Array;
	subject: Uint8Array;
	/** First CN of the subject in NFC; empty when it has none. */
	commonName: string;
	notBefore: Date;
	notAfter: Date;
	subjectKeyIdentifier: Uint8Array | undefined;
	/** basicConstraints says CA; `pathLength` is how many CAs may stand below. */
	isCa: boolean;
	pathLength: number;
	/** Bits of keyUsage in the order of RFC 5280, 4.2.1.3; undefined when the certificate does not limit it. */
	keyUsage: boolean[] | undefined;
};

/** Reads a DER certificate. Throws BadDer. */
export function parseCertificate(der: Uint8Array): Certificate {
	const [body] = children(readWhole(der, tags.sequence));
	const fields = children(expectTag(body, tags.sequence));
	if (fields[0]?.tag === 0xa0) fields.shift(); // version
	const [serial, , issuer, validity, subject, publicKey, ...rest] = fields;
	const [notBefore, notAfter] = children(expectTag(validity, tags.sequence));
	expectTag(publicKey, tags.sequence);
	const extensions = readExtensions(rest.find((field) => field.tag === 0xa3));
	const constraints = children(readWhole(extensions.get(oids.basicConstraints) ?? emptySequence, tags.sequence));
	const hasFlag = constraints[0]?.tag === tags.boolean;
	const keyId = extensions.get(oids.subjectKeyIdentifier);
	const usage = extensions.get(oids.keyUsage);
	const limit = constraints[hasFlag ? 1 : 0];
	return {
		der,
		serial: serialText(expectTag(serial, tags.integer)),
		serialElement: expectTag(serial, tags.integer).raw,
		issuer: expectTag(issuer, tags.sequence).raw,
		subject: expectTag(subject, tags.sequence).raw,
		commonName: nameValue(expectTag(subject, tags.sequence).raw, oids.commonName),
		notBefore: timeValue(notBefore),
		notAfter: timeValue(notAfter),
		subjectKeyIdentifier: keyId && readWhole(keyId, tags.octetString).content,
		isCa: hasFlag && constraints[0]?.content[0] !== 0,
		pathLength: limit ? Number.parseInt(serialText(limit), 16) : Number.POSITIVE_INFINITY,
		keyUsage: usage && bits(readWhole(usage, tags.bitString).content),
	};
}

const emptySequence = Uint8Array.of(tags.sequence, 0);

function readExtensions(wrapper: Element | undefined): Map<string, Uint8Array> {
	const found = new Map<string, Uint8Array>();
	if (!wrapper) return found;
	for (const extension of children(readWhole(wrapper.content, tags.sequence))) {
		const parts = children(extension);
		found.set(oidText(parts[0]), expectTag(parts.at(-1), tags.octetString).content);
	}
	return found;
}

function serialText(integer: Element): string {
	return (
		Buffer.from(integer.content)
			.toString('hex')
			.toUpperCase()
			.replace(/^(00)+(?=..)/, '') || '00'
	);
}

function bits(bitString: Uint8Array): boolean[] {
	return [...bitString.subarray(1)].flatMap((byte) => [...byte.toString(2).padStart(8, '0')].map((bit) => bit === '1'));
}

/** The subject's key; undefined when the library cannot read it: then the certificate is of no use. */
export function publicKeyOf({ der }: Certificate): KeyObject | undefined {
	try {
		return new X509Certificate(der).publicKey;
	} catch {
		// The library throws for keys and encodings it cannot read.
		return undefined;
	}
}

/** The first value of a type in a Name given as DER, in NFC; empty when there is none. Throws BadDer. */
export function nameValue(name: Uint8Array, wanted: string): string {
	for (const relative of children(readWhole(name, tags.sequence))) {
		for (const pair of children(relative)) {
			const [type, value] = children(pair);
			if (value && oidText(type) === wanted) return directoryString(value).normalize('NFC');
		}
	}
	return '';
}

/** DirectoryString: UTF8String, BMPString, or one of the one-byte forms. */
function directoryString(value: Element): string {
	const bytes = Buffer.from(value.content);
	if (value.tag === 0x0c) return bytes.toString('utf8');
	if (value.tag === 0x1e) {
		if (bytes.length % 2) throw new BadDer('BMPString');
		return bytes.swap16().toString('utf16le');
	}
	return bytes.toString('latin1');
}
