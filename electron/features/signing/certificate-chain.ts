import { X509Certificate } from 'node:crypto';

/**
 * The certificates among `others` (DER) that stand above `certificate`, nearest first, a self-signed root included.
 * A token of an accountant holds certificates of several companies: those must not travel with this signature.
 */
export function certificateChain(certificate: Uint8Array, others: readonly Uint8Array[]): Uint8Array[] {
	const candidates = others.flatMap((der) => {
		const parsed = parse(der);
		return parsed ? [{ der, parsed }] : [];
	});
	const chain: Uint8Array[] = [];
	let below = parse(certificate);
	while (below && !isSelfSigned(below)) {
		const child: X509Certificate = below;
		const issuer = candidates.find(({ der, parsed }) => !chain.includes(der) && hasIssued(parsed, child));
		if (issuer) chain.push(issuer.der);
		below = issuer?.parsed;
	}
	return chain;
}

function isSelfSigned(certificate: X509Certificate): boolean {
	return certificate.subject === certificate.issuer;
}

function hasIssued(issuer: X509Certificate, child: X509Certificate): boolean {
	return issuer.ca && child.checkIssued(issuer) && child.verify(issuer.publicKey);
}

function parse(der: Uint8Array): X509Certificate | undefined {
	try {
		return new X509Certificate(der);
	} catch {
		// OpenSSL refuses some odd certificates; they just do not become part of the chain.
		return undefined;
	}
}
