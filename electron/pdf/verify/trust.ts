import { X509Certificate } from 'node:crypto';
import { Fault } from '../../../shared/result.ts';
import { type Certificate, parseCertificate } from '../cms/certificate.ts';
import { BadDer } from '../cms/der.ts';

/** Certificates of a file given as trust anchors: DER, or one or more PEM blocks. Fault CERT_UNREADABLE. */
export function readAnchors(bytes: Uint8Array): Certificate[] {
	const text = Buffer.from(bytes).toString('latin1');
	const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)];
	const ders = blocks.length > 0 ? blocks.map(([, body = '']) => Buffer.from(body, 'base64')) : [bytes];
	const parsed = ders.map(tryCertificate);
	if (parsed.includes(undefined)) throw new Fault('CERT_UNREADABLE', { file: 'trust' });
	return parsed.filter((certificate) => certificate !== undefined);
}

export function tryCertificate(der: Uint8Array): Certificate | undefined {
	try {
		return parseCertificate(der);
	} catch (error) {
		if (error instanceof BadDer) return undefined;
		throw error;
	}
}

/** Every certificate inside whose issuer is also inside must carry that issuer's signature. */
export function isChainDamaged(certificates: readonly Certificate[]): boolean {
	return certificates.some((certificate) => {
		const issuers = certificates.filter(({ subject }) => Buffer.compare(subject, certificate.issuer) === 0);
		return issuers.length > 0 && !issuers.some((issuer) => hasIssued(issuer, certificate));
	});
}

function hasIssued(issuer: Certificate, certificate: Certificate): boolean {
	if (Buffer.compare(issuer.subject, certificate.issuer) !== 0) return false;
	try {
		return new X509Certificate(certificate.der).verify(new X509Certificate(issuer.der).publicKey);
	} catch {
		// The library throws for keys and encodings it cannot read: then nothing is proved.
		return false;
	}
}
