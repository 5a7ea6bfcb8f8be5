import type { Certificate } from '../cms/certificate.ts';
import { BadDer, children, readWhole, tags } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import { extensionsOf } from './extensions.ts';
import { namesAllowed } from './name-constraints.ts';
import { pkiOids } from './oids.ts';
import { objectFault, readSignedObject, type SignatureReason, sameBytes, signatureReasons } from './signed-object.ts';

/** Why there is no path, in the order in which they are told. */
export const pathReasons = [
	'certificate-unreadable',
	...signatureReasons, // of a certificate in the path
	'expired', // a certificate of the path, at the time asked about
	'not-yet-valid',
	'not-a-ca', // an issuer without basicConstraints CA
	'key-usage', // an issuer without keyCertSign
	'path-too-long', // for a CA's pathLen, or for us
	'critical-extension-unknown',
	'name-not-permitted', // by a CA's name constraints
	'policy-unsupported', // a CA demands an explicit policy or maps policies
	'issuer-unknown', // neither an anchor nor an intermediate has the issuer's name
	'search-limit', // too many certificates of the same names
] as const;
export type PathReason = (typeof pathReasons)[number];

export type PathAnswer =
	/** From the certificate asked about up to the anchor. */
	{ ok: true; path: Certificate[] } | { ok: false; reasons: PathReason[] };

const longestPath = 8;
const mostSteps = 300;

/**
 * Looks for a path from `leaf` over `intermediates` to one of `anchors` in which every certificate is valid at `at` and
 * allowed to issue the next (RFC 5280, 6.1). Names are compared byte by byte, as 7.1 allows; anchors have to be valid
 * too. What we cannot process refuses the path. Revocation is not looked at.
 */
export function buildPath(
	leaf: Certificate,
	intermediates: readonly Certificate[],
	anchors: readonly Certificate[],
	at: Date,
): PathAnswer {
	const reasons = new Set<PathReason>();
	const known = unique([...anchors, ...intermediates]);
	const isAnchor = (certificate: Certificate) => anchors.some(({ der }) => sameBytes(der, certificate.der));
	const signatures = new Map<string, SignatureReason | undefined>();
	let steps = 0;

	const issued = (issuer: Certificate, certificate: Certificate) => {
		const pair = `${known.indexOf(issuer)} ${known.indexOf(certificate)}`;
		if (!signatures.has(pair)) signatures.set(pair, certificateFault(certificate, issuer));
		return signatures.get(pair);
	};
	const climb = (path: Certificate[]): Certificate[] | undefined => {
		const tip = path.at(-1)!;
		if (isAnchor(tip)) {
			const fault = pathFault(path);
			if (fault) reasons.add(fault);
			return fault ? undefined : path;
		}
		const issuers = known.filter(
			(one) => sameBytes(one.subject, tip.issuer) && !path.some(({ der }) => sameBytes(der, one.der)),
		);
		if (issuers.length === 0) reasons.add('issuer-unknown');
		for (const issuer of issuers) {
			if (++steps > mostSteps) {
				reasons.add('search-limit');
				return undefined;
			}
			const fault =
				path.length >= longestPath ? 'path-too-long' : (issuerFault(issuer, path, at) ?? issued(issuer, tip));
			if (fault) reasons.add(fault);
			const found = fault ? undefined : climb([...path, issuer]);
			if (found) return found;
		}
		return undefined;
	};

	try {
		const early = timeFault(leaf, at);
		if (early) return { ok: false, reasons: [early] };
		const path = climb([leaf]);
		if (path) return { ok: true, path };
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		reasons.add('certificate-unreadable');
	}
	return { ok: false, reasons: pathReasons.filter((reason) => reasons.has(reason)) };
}

function unique(certificates: readonly Certificate[]): Certificate[] {
	return [...new Map(certificates.map((one) => [Buffer.from(one.der).toString('latin1'), one])).values()];
}

export function timeFault({ notBefore, notAfter }: Certificate, at: Date): 'expired' | 'not-yet-valid' | undefined {
	if (at > notAfter) return 'expired';
	return at < notBefore ? 'not-yet-valid' : undefined;
}

/** Why `issuer`'s key did not make `certificate`: the signature itself, and the algorithm named twice (RFC 5280, 4.1.1.2). */
export function certificateFault(certificate: Certificate, issuer: Certificate): SignatureReason | undefined {
	const object = readSignedObject(readWhole(certificate.der));
	const fields = children(object.body);
	const inner = fields[fields[0]?.tag === 0xa0 ? 2 : 1];
	if (!inner || !sameBytes(inner.raw, object.algorithm.raw)) return 'signature-wrong';
	return objectFault(object, issuer);
}

/** Why `issuer` may not stand above `path` (RFC 5280, 6.1.4 k to n). */
function issuerFault(issuer: Certificate, path: readonly Certificate[], at: Date): PathReason | undefined {
	if (!issuer.isCa) return 'not-a-ca';
	if (issuer.keyUsage && issuer.keyUsage[5] !== true) return 'key-usage';
	// Certificates a CA issues to itself, for a new key, do not count.
	const below = path.slice(1).filter(({ subject, issuer: name }) => !sameBytes(subject, name)).length;
	if (issuer.pathLength < below) return 'path-too-long';
	return timeFault(issuer, at);
}

const understood: readonly string[] = [
	oids.basicConstraints,
	oids.keyUsage,
	oids.subjectKeyIdentifier,
	pkiOids.authorityKeyIdentifier,
	pkiOids.authorityInformationAccess,
	pkiOids.certificatePolicies,
	pkiOids.crlDistributionPoints,
	pkiOids.extendedKeyUsage,
	pkiOids.inhibitAnyPolicy,
	pkiOids.issuerAlternativeName,
	pkiOids.nameConstraints,
	pkiOids.policyConstraints,
	pkiOids.policyMappings,
	pkiOids.subjectAlternativeName,
];

export function hasUnknownCritical(certificate: Certificate): boolean {
	return [...extensionsOf(certificate)].some(([type, { critical }]) => critical && !understood.includes(type));
}

/** What can only be said of a whole path: extensions, names, policies. */
function pathFault(path: readonly Certificate[]): PathReason | undefined {
	if (path.some(hasUnknownCritical)) return 'critical-extension-unknown';
	for (const [at, ca] of path.entries()) {
		// 6.1.3 b: self-issued CAs in between are exempt, the last certificate never is.
		const below = path.slice(0, at).filter((one, place) => place === 0 || !sameBytes(one.subject, one.issuer));
		if (!below.every((one) => namesAllowed(ca, one))) return 'name-not-permitted';
	}
	return path.some(demandsPolicy) ? 'policy-unsupported' : undefined;
}

/** We ask for no policy, so that only a CA demanding one (requireExplicitPolicy) or renaming them matters. */
function demandsPolicy(certificate: Certificate): boolean {
	const extensions = extensionsOf(certificate);
	const constraints = extensions.get(pkiOids.policyConstraints);
	if (constraints && children(readWhole(constraints.value, tags.sequence)).some(({ tag }) => tag === 0x80)) return true;
	return extensions.get(pkiOids.policyMappings)?.critical === true;
}
