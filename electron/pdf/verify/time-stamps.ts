import { createHash } from 'node:crypto';
import type { Reason } from '../../../shared/domain/verification.ts';
import { BadDer, readElement } from '../cms/der.ts';
import { checkTimeStamp, stampedHash } from '../pki/time-stamp-token.ts';
import type { ByteSource } from '../read/byte-source.ts';
import type { Dict } from '../read/objects.ts';
import { byteRange, eachCovered, readGap } from './byte-range.ts';
import { type Evidence, type Judged, judgeCertificate, type StoredItem } from './evidence.ts';

/** `judge` tells what `items` prove about the certificate of the service, whose common name is `service`. */
export type CheckedStamp = { time: Date; service: string; judge: (items: readonly StoredItem[]) => Judged };

/** A stamp that proves no time. What it says of itself is told when it holds but its service is not trusted. */
export type FailedStamp = { reason: Reason; time?: Date; service?: string };

/** A document time stamp that holds; `end` is the first byte behind what it covers. */
export type DocumentTimeStamp = { time: Date; service: string; end: number };

/** Checks a token over what `digest` hashes. A service that was ever revoked is not trusted: it could date back. */
export async function checkToken(
	token: Uint8Array,
	digest: (hash: string) => Promise<Uint8Array>,
	evidence: Evidence,
	later: readonly Date[],
): Promise<CheckedStamp | FailedStamp> {
	const hash = stampedHash(token);
	if (!hash || hash === 'sha1') return { reason: 'time-stamp-invalid' };
	const checked = checkTimeStamp(token, { digest: await digest(hash), hash });
	if (!checked.ok) return { reason: 'time-stamp-invalid' };
	const { time, signer, certificates } = checked;
	const known = [...certificates, ...evidence.certificates];
	const when = { at: time, isProved: false, later };
	const judge = (items: readonly StoredItem[]) => judgeCertificate(signer, known, { ...evidence, items }, when);
	const { trusted, status } = judge(evidence.items);
	const service = signer.commonName;
	const isDoubted = status === 'revoked' || (evidence.anchors && !trusted);
	return isDoubted ? { reason: 'time-stamp-untrusted', time, service } : { time, service, judge };
}

/** Checks a document time stamp (EN 319 142-1, 5.4.3). */
export async function checkDocumentTimeStamp(
	source: ByteSource,
	dict: Dict,
	evidence: Evidence,
): Promise<DocumentTimeStamp | FailedStamp> {
	const range = byteRange(dict, source.size);
	const contents = range && (await readGap(source, dict, range));
	const token = contents && withoutPadding(contents);
	if (!token) return { reason: 'document-time-stamp-invalid' };
	const digest = async (hash: string) => {
		const covering = createHash(hash);
		await eachCovered(source, range, (chunk) => void covering.update(chunk));
		return covering.digest();
	};
	const stamp = await checkToken(token, digest, evidence, []);
	if (!('reason' in stamp)) return { time: stamp.time, service: stamp.service, end: range.end };
	return stamp.reason === 'time-stamp-invalid' ? { reason: 'document-time-stamp-invalid' } : stamp;
}

/** Zeros fill the room that the token left; anything else has no business there. */
function withoutPadding(contents: Uint8Array): Uint8Array | undefined {
	try {
		const { raw } = readElement(contents);
		return contents.subarray(raw.length).some((byte) => byte !== 0) ? undefined : raw;
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return undefined;
	}
}
