import type { Certificate } from '../cms/certificate.ts';
import { tryCertificate } from '../verify/trust.ts';
import { buildPath, certificateFault, type PathReason } from './build-path.ts';
import type { ValidationData } from './dss.ts';
import { accessUrls } from './extensions.ts';
import type { FetchEvidence, FetchReason } from './fetch-evidence.ts';
import { pkiOids } from './oids.ts';
import { checkRevocation, type RevocationReason } from './revocation.ts';
import { sameBytes } from './signed-object.ts';

/** Why evidence about a certificate is incomplete. */
export type EvidenceReason = PathReason | RevocationReason | 'revoked';

export type Collected = {
	data: ValidationData;
	/** The certificates lead to an anchor; where none were given, to some root. */
	anchored: boolean;
	/** Up to the anchor, the status of every certificate but the last is proved good. */
	complete: boolean;
	/** Empty when complete. */
	reasons: EvidenceReason[];
	/** The first certificate from below that was revoked. */
	revoked: { certificate: Certificate; revokedAt: Date } | undefined;
};

export type EvidenceOrder = {
	leaf: Certificate;
	/** Certificates that may stand above it. */
	known: readonly Certificate[];
	/** Without them the path ends at whatever root it leads to. */
	anchors: readonly Certificate[] | undefined;
	/** Now. */
	at: Date;
	fetch: FetchEvidence;
};

const longestPath = 8;

/** Gathers what proves `leaf` later on: the certificates above it, asked for where they are missing, and their status. */
export async function collectEvidence({ leaf, known, anchors, at, fetch }: EvidenceOrder): Promise<Collected> {
	const reasons = new Set<EvidenceReason>();
	const climbed = await climb(leaf, [...(anchors ?? []), ...known], fetch, reasons);
	const top = climbed.at(-1)!;
	const ends = anchors ?? (sameBytes(top.subject, top.issuer) ? [top] : []);
	const found = buildPath(leaf, [...climbed.slice(1), ...known], ends, at);
	if (!found.ok) for (const reason of found.reasons) reasons.add(reason);
	const path = found.ok ? found.path : climbed;

	const data: ValidationData = { certificates: path.map(({ der }) => der), ocsps: [], crls: [] };
	let revoked: Collected['revoked'];
	for (const [place, certificate] of path.entries()) {
		const issuer = path[place + 1];
		if (!issuer) break;
		const answer = await checkRevocation({ certificate, issuer, at, fetch });
		if (answer.status === 'could-not-check') {
			for (const reason of answer.reasons) reasons.add(reason);
			continue;
		}
		for (const { kind, bytes } of answer.evidence) data[kind === 'ocsp' ? 'ocsps' : 'crls'].push(bytes);
		if (answer.status === 'revoked') {
			reasons.add('revoked');
			revoked ??= { certificate, revokedAt: answer.revokedAt };
		}
	}
	return { data, anchored: found.ok, complete: reasons.size === 0, reasons: [...reasons], revoked };
}

/** From `leaf` up, each with its issuer among `known` or fetched from where it says (caIssuers), until there is none. */
async function climb(
	leaf: Certificate,
	known: readonly Certificate[],
	fetch: FetchEvidence,
	reasons: Set<EvidenceReason>,
): Promise<Certificate[]> {
	const path = [leaf];
	while (path.length < longestPath) {
		const tip = path.at(-1)!;
		if (sameBytes(tip.subject, tip.issuer)) break;
		const issuer = known.find((one) => hasIssued(one, tip)) ?? (await fetchIssuer(tip, fetch, reasons));
		if (!issuer) break;
		path.push(issuer);
	}
	return path;
}

function hasIssued(issuer: Certificate, certificate: Certificate): boolean {
	return sameBytes(issuer.subject, certificate.issuer) && certificateFault(certificate, issuer) === undefined;
}

async function fetchIssuer(
	certificate: Certificate,
	fetch: FetchEvidence,
	reasons: Set<EvidenceReason>,
): Promise<Certificate | undefined> {
	const failures: FetchReason[] = [];
	for (const url of accessUrls(certificate, pkiOids.caIssuers).slice(0, 2)) {
		const fetched = await fetch({ url });
		if (!fetched.ok) {
			failures.push(fetched.reason);
			continue;
		}
		const found = tryCertificate(fetched.bytes);
		if (found && hasIssued(found, certificate)) return found;
	}
	for (const failure of failures) reasons.add(failure);
	return undefined;
}
