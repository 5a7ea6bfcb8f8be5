import type { Certificate } from '../cms/certificate.ts';
import { buildPath } from '../pki/build-path.ts';
import { checkCrl } from '../pki/crl.ts';
import { checkOcsp, type OcspQuestion } from '../pki/ocsp.ts';
import { sameBytes } from '../pki/signed-object.ts';
import type { PdfDocument } from '../read/document.ts';
import { tryCertificate } from './trust.ts';

/** An answer or a list of the document security store, and where in the file it begins. */
export type StoredItem = { kind: 'ocsp' | 'crl'; bytes: Uint8Array; start: number };

/** What the verdicts rest on besides the signatures. Without anchors paths end at the roots they lead to. */
export type Evidence = {
	anchors: readonly Certificate[] | undefined;
	certificates: readonly Certificate[];
	items: readonly StoredItem[];
};

/** Far above what a chain, its time stamps and their renewals need; each may be compared with each certificate. */
const mostItems = 200;

/** The document security store (EN 319 142-1, 5.4.2.2). Throws Malformed. */
export async function readStore(document: PdfDocument): Promise<Omit<Evidence, 'anchors'>> {
	const { dict: catalog } = await document.catalog();
	const store = await document.dict(catalog.get('DSS'));
	const streams = async (key: string) => {
		const list = (await document.list(store?.get(key))) ?? [];
		return await Promise.all(list.slice(0, mostItems).map((item) => document.streamBytes(item)));
	};
	const certificates = (await streams('Certs')).map(({ bytes }) => tryCertificate(bytes));
	const ocsps = (await streams('OCSPs')).map((one) => ({ ...one, kind: 'ocsp' as const }));
	const crls = (await streams('CRLs')).map((one) => ({ ...one, kind: 'crl' as const }));
	return { certificates: certificates.filter((one) => one !== undefined), items: [...ocsps, ...crls] };
}

export type When = {
	at: Date;
	/** A time stamp proves `at`; a claimed time is no shelter from a revocation that comes later. */
	isProved: boolean;
	/** Times at which the file still had its evidence: what was issued after `at` may be read at these. */
	later: readonly Date[];
};

export type Judged = { trusted: boolean; status: 'good' | 'revoked' | 'unknown' };

/** Whether `leaf` leads to an anchor, and what the store proves about it and those above it. */
export function judgeCertificate(
	leaf: Certificate,
	known: readonly Certificate[],
	{ anchors, items }: Evidence,
	when: When,
): Judged {
	const ends = anchors ?? known.filter(({ subject, issuer }) => sameBytes(subject, issuer));
	const found = buildPath(leaf, known, ends, when.at);
	if (!found.ok) return { trusted: false, status: 'unknown' };
	const { path } = found;
	const statuses = path.slice(0, -1).map((one, place) => statusOf(one, path[place + 1]!, items, when));
	if (statuses.includes('revoked')) return { trusted: true, status: 'revoked' };
	const isGood = statuses.length > 0 && statuses.every((status) => status === 'good');
	return { trusted: true, status: isGood ? 'good' : 'unknown' };
}

function statusOf(
	certificate: Certificate,
	issuer: Certificate,
	items: readonly StoredItem[],
	{ at, isProved, later }: When,
): Judged['status'] {
	const answers = items.flatMap((item) => {
		const readings = [at, ...later].map((time) => read(item, { certificate, issuer, at: time }, items));
		return readings.find((one) => one !== undefined) ?? readLate(item, { certificate, issuer, at }, items) ?? [];
	});
	const isRevoked = answers.some((one) => one.status === 'revoked' && !(isProved && one.revokedAt > at));
	if (isRevoked) return 'revoked';
	return answers.length > 0 ? 'good' : 'unknown';
}

type Answer = { status: 'good' } | { status: 'revoked'; revokedAt: Date } | undefined;

/**
 * Evidence made after the time asked about, read at the time it was made: who was not revoked then had not been before
 * (EN 319 102-1, 5.2.5). Not behind the end of the certificate, after which a CA may forget it.
 */
function readLate(item: StoredItem, question: OcspQuestion, items: readonly StoredItem[]): Answer {
	const checked = item.kind === 'crl' ? checkCrl(item.bytes, question) : checkOcsp(item.bytes, question);
	const madeAt = checked.ok ? undefined : checked.thisUpdate;
	if (!madeAt || madeAt > question.certificate.notAfter) return undefined;
	return read(item, { ...question, at: madeAt }, items);
}

function read({ kind, bytes }: StoredItem, question: OcspQuestion, items: readonly StoredItem[]): Answer {
	if (kind === 'crl') {
		const checked = checkCrl(bytes, question);
		return checked.ok ? checked.answer : undefined;
	}
	const checked = checkOcsp(bytes, question);
	if (!checked.ok || checked.answer.status === 'unknown') return undefined;
	if (checked.responderNeedsNoCheck) return checked.answer;
	// The responder's own status must come from a list: another answer of it would prove nothing.
	const own = { ...question, certificate: checked.responder };
	const lists = items.filter((item) => item.kind === 'crl').map((item) => read(item, own, []));
	const isGood = lists.some((one) => one?.status === 'good') && !lists.some((one) => one?.status === 'revoked');
	return isGood ? checked.answer : undefined;
}
