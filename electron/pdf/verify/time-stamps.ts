import { createHash } from 'node:crypto';
import { BadDer, readElement } from '../cms/der.ts';
import { checkTimeStamp, stampedHash } from '../pki/time-stamp-token.ts';
import type { ByteSource } from '../read/byte-source.ts';
import type { Dict } from '../read/objects.ts';
import { byteRange, eachCovered, readGap } from './byte-range.ts';
import { type Evidence, type Judged, judgeCertificate, type StoredItem } from './evidence.ts';
import type { Reason } from './reasons.ts';

/** `judge` tells what `items` prove about the service's certificate. */
export type CheckedStamp = { time: Date; judge: (items: readonly StoredItem[]) => Judged };

/** A document time stamp that holds; `end` is the first byte behind what it covers. */
export type DocumentTimeStamp = { time: Date; end: number };

/** Checks a token over what `digest` hashes. A service that was ever revoked is not trusted: it could date back. */
export async function checkToken(
	token: Uint8Array,
	digest: (hash: string) => Promise<Uint8Array>,
	evidence: Evidence,
	later: readonly Date[],
): Promise<CheckedStamp | Extract<Reason, 'time-stamp-invalid' | 'time-stamp-untrusted'>> {
	const hash = stampedHash(token);
	if (!hash || hash === 'sha1') return 'time-stamp-invalid';
	const checked = checkTimeStamp(token, { digest: await digest(hash), hash });
	if (!checked.ok) return 'time-stamp-invalid';
	const { time, signer, certificates } = checked;
	const known = [...certificates, ...evidence.certificates];
	const when = { at: time, isProved: false, later };
	const judge = (items: readonly StoredItem[]) => judgeCertificate(signer, known, { ...evidence, items }, when);
	const { trusted, status } = judge(evidence.items);
	return status === 'revoked' || (evidence.anchors && !trusted) ? 'time-stamp-untrusted' : { time, judge };
}

/** Checks a document time stamp (EN 319 142-1, 5.4.3). */
export async function checkDocumentTimeStamp(
	source: ByteSource,
	dict: Dict,
	evidence: Evidence,
): Promise<DocumentTimeStamp | Reason> {
	const range = byteRange(dict, source.size);
	const contents = range && (await readGap(source, dict, range));
	const token = contents && withoutPadding(contents);
	if (!token) return 'document-time-stamp-invalid';
	const digest = async (hash: string) => {
		const covering = createHash(hash);
		await eachCovered(source, range, (chunk) => void covering.update(chunk));
		return covering.digest();
	};
	const stamp = await checkToken(token, digest, evidence, []);
	if (stamp === 'time-stamp-invalid') return 'document-time-stamp-invalid';
	return typeof stamp === 'string' ? stamp : { time: stamp.time, end: range.end };
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
