import { randomBytes } from 'node:crypto';
import type { Certificate } from '../cms/certificate.ts';
import { BadDer, tags } from '../cms/der.ts';
import { type CrlReason, checkCrl } from './crl.ts';
import { accessUrls, crlUrls } from './extensions.ts';
import type { FetchEvidence, FetchReason } from './fetch-evidence.ts';
import { checkOcsp, type OcspReason, ocspRequest } from './ocsp.ts';
import { pkiOids } from './oids.ts';

export type RevocationReason =
	| OcspReason
	| CrlReason
	| FetchReason
	| 'ocsp-no-address' // the certificate names no service
	| 'ocsp-unknown' // the service does not know the certificate
	| 'ocsp-responder-not-checked' // whether the responder was revoked could not be found out
	| 'crl-no-address';

/** What proves a status, byte for byte as it came. */
export type Evidence = { kind: 'ocsp' | 'crl'; bytes: Uint8Array };

/** `reasons` tells what was tried in vain, also when something else answered. */
export type RevocationAnswer =
	| { status: 'good'; evidence: Evidence[]; reasons: RevocationReason[] }
	| { status: 'revoked'; revokedAt: Date; evidence: Evidence[]; reasons: RevocationReason[] }
	| { status: 'could-not-check'; reasons: RevocationReason[] };

export type RevocationQuestion = {
	certificate: Certificate;
	/** Already proved to have issued it. */
	issuer: Certificate;
	/** Now: when the question is asked. */
	at: Date;
	fetch: FetchEvidence;
};

const mostAddresses = 3;
const crlLimit = 10 * 1024 * 1024;

/** Asks the certificate's OCSP services, then its revocation lists. Never silent: an answer or every reason for none. */
export async function checkRevocation(question: RevocationQuestion): Promise<RevocationAnswer> {
	const reasons: RevocationReason[] = [];
	const answer = (await askOcsp(question, reasons)) ?? (await askCrl(question, reasons));
	const unique = [...new Set(reasons)];
	return answer ? { ...answer, reasons: unique } : { status: 'could-not-check', reasons: unique };
}

type Answer =
	| { status: 'good'; evidence: Evidence[] }
	| { status: 'revoked'; revokedAt: Date; evidence: Evidence[] }
	| undefined;

async function askOcsp(question: RevocationQuestion, reasons: RevocationReason[]): Promise<Answer> {
	const { certificate, issuer, at, fetch } = question;
	const urls = readable(() => accessUrls(certificate, pkiOids.ocsp));
	if (urls.length === 0) reasons.push('ocsp-no-address');
	for (const url of urls.slice(0, mostAddresses)) {
		const nonce = randomBytes(16);
		const body = { bytes: ocspRequest(certificate, issuer, nonce), type: 'application/ocsp-request' };
		const fetched = await fetch({ url, body });
		if (!fetched.ok) {
			reasons.push(fetched.reason);
			continue;
		}
		const checked = checkOcsp(fetched.bytes, { certificate, issuer, at, nonce });
		if (!checked.ok) {
			reasons.push(checked.reason);
			continue;
		}
		const { answer, responder, responderNeedsNoCheck } = checked;
		if (answer.status === 'unknown') {
			reasons.push('ocsp-unknown');
			continue;
		}
		const evidence: Evidence[] = [{ kind: 'ocsp', bytes: fetched.bytes }];
		if (!responderNeedsNoCheck) {
			const own = await askCrl({ ...question, certificate: responder }, reasons);
			if (own?.status !== 'good') {
				reasons.push('ocsp-responder-not-checked');
				continue;
			}
			evidence.push(...own.evidence);
		}
		return { ...answer, evidence };
	}
	return undefined;
}

async function askCrl(question: RevocationQuestion, reasons: RevocationReason[]): Promise<Answer> {
	const { certificate, issuer, at, fetch } = question;
	const urls = readable(() => crlUrls(certificate));
	if (urls.length === 0) reasons.push('crl-no-address');
	for (const url of urls.slice(0, mostAddresses)) {
		const fetched = await fetch({ url, limit: crlLimit });
		if (!fetched.ok) {
			reasons.push(fetched.reason);
			continue;
		}
		const bytes = derList(fetched.bytes);
		const checked = checkCrl(bytes, { certificate, issuer, at });
		if (checked.ok) return { ...checked.answer, evidence: [{ kind: 'crl', bytes }] };
		reasons.push(checked.reason);
	}
	return undefined;
}

/** Addresses in extensions nobody can read are none: the reasons then say that there was no address. */
function readable(urls: () => string[]): string[] {
	try {
		return urls();
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return [];
	}
}

/** RFC 5280, 4.2.1.13 wants DER; some CAs serve PEM all the same. */
function derList(bytes: Uint8Array): Uint8Array {
	if (bytes[0] === tags.sequence) return bytes;
	const match = Buffer.from(bytes)
		.toString('latin1')
		.match(/-----BEGIN X509 CRL-----([^-]+)-----END X509 CRL-----/);
	return match ? Buffer.from(match[1] ?? '', 'base64') : bytes;
}
