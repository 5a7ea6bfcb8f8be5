import { randomBytes } from 'node:crypto';
import type { Certificate } from '../cms/certificate.ts';
import { BadDer, encode, nullValue, octets, oid, sequence, smallInteger, tags } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';
import type { FetchEvidence, FetchReason } from './fetch-evidence.ts';
import { checkTimeStamp, type TimeStampReason, tokenOf } from './time-stamp-token.ts';

export type TimeStamp = { token: Uint8Array; time: Date; signer: Certificate; certificates: Certificate[] };

export type TimeStampResult =
	| { ok: true; stamp: TimeStamp }
	| { ok: false; reason: TimeStampReason | FetchReason | 'time-stamp-refused' };

/** Content of a positive INTEGER of 16 bytes: its first bit is 0 and its first byte is not. */
export function newNonce(): Uint8Array {
	const nonce = randomBytes(16);
	nonce[0] = (nonce[0]! & 0x7f) | 0x40;
	return nonce;
}

/** TimeStampReq (RFC 3161, 2.4.1) for a SHA-256 digest, asking for the service's certificate. */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
	const imprint = sequence(sequence(oid(oids.sha256), nullValue()), octets(digest));
	const certReq = encode(tags.boolean, Uint8Array.of(0xff));
	return sequence(smallInteger(1), imprint, encode(tags.integer, nonce), certReq);
}

/** Has a SHA-256 digest stamped by the service at `url` and checks what comes back; trust in its signer is not looked at. */
export async function obtainTimeStamp(url: string, digest: Uint8Array, fetch: FetchEvidence): Promise<TimeStampResult> {
	const nonce = newNonce();
	const body = { bytes: timeStampRequest(digest, nonce), type: 'application/timestamp-query' };
	const fetched = await fetch({ url, body });
	if (!fetched.ok) return fetched;
	try {
		const token = tokenOf(fetched.bytes);
		if (!token) return { ok: false, reason: 'time-stamp-refused' };
		const checked = checkTimeStamp(token, { digest, hash: 'sha256', nonce });
		if (!checked.ok) return checked;
		const { time, signer, certificates } = checked;
		return { ok: true, stamp: { token, time, signer, certificates } };
	} catch (error) {
		if (!(error instanceof BadDer)) throw error;
		return { ok: false, reason: 'time-stamp-unreadable' };
	}
}
