import type { CaCertificate } from '../../features/trust/trust-port.ts';
import { BadDer, children, oidText, readWhole, tags } from '../cms/der.ts';
import { tryCertificate } from '../verify/trust.ts';
import { certificateFault } from './build-path.ts';
import { sameBytes } from './signed-object.ts';

/** id-signedData (RFC 5652, 5.1): what a .p7b is. */
const signedData = '1.2.840.113549.1.7.2';

/** Implements `ReadCaFile`. */
export function readCaFile(bytes: Uint8Array): CaCertificate[] | undefined {
	const text = Buffer.from(bytes).toString('latin1');
	const blocks = [...text.matchAll(/-----BEGIN (CERTIFICATE|PKCS7|CMS)-----([^-]+)-----END \1-----/g)];
	const parts = blocks.length > 0 ? blocks.map(([, , body = '']) => Buffer.from(body, 'base64')) : [bytes];
	const certificates = parts.flatMap((part) => certificatesOf(part)).map((der) => der && read(der));
	return certificates.length > 0 && certificates.every((one) => one !== undefined) ? certificates : undefined;
}

/** The certificates of one DER object; one that cannot be read is undefined. */
function certificatesOf(bytes: Uint8Array): (Uint8Array | undefined)[] {
	try {
		const [type, content] = children(readWhole(bytes, tags.sequence));
		if (type?.tag !== tags.oid) return [bytes];
		if (oidText(type) !== signedData || !content) return [undefined];
		const fields = children(readWhole(content.content, tags.sequence));
		const certificates = fields.find(({ tag }) => tag === 0xa0);
		return certificates ? children(certificates).map(({ raw }) => raw) : [];
	} catch (error) {
		if (error instanceof BadDer) return [undefined];
		throw error;
	}
}

function read(der: Uint8Array): CaCertificate | undefined {
	const certificate = tryCertificate(der);
	if (!certificate) return undefined;
	const isRoot = sameBytes(certificate.subject, certificate.issuer);
	try {
		return {
			// A copy: the bytes of a file lie in one block together.
			der: Uint8Array.from(der),
			isCa: certificate.isCa && (certificate.keyUsage?.[5] ?? true),
			isRoot,
			// How strong a root's own signature is does not matter: nothing rests on it (old roots have SHA-1).
			isIntact: !isRoot || certificateFault(certificate, certificate) !== 'signature-wrong',
		};
	} catch (error) {
		if (error instanceof BadDer) return undefined;
		throw error;
	}
}
