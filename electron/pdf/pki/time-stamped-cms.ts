import { BadDer, children, encode, expectTag, oid, readElement, readWhole, sequence, setOf, tags } from '../cms/der.ts';
import { oids } from '../cms/oids.ts';

type Envelope = { fields: Uint8Array[]; signer: Uint8Array[]; type: Uint8Array; signature: Uint8Array };

/** Takes a SignedData with one signer apart (RFC 5652, 5); zeros may follow it. Throws BadDer. */
function open(cms: Uint8Array): Envelope {
	const [type, wrapper] = children(expectTag(readElement(cms), tags.sequence));
	const fields = children(readWhole(expectTag(wrapper, 0xa0).content, tags.sequence));
	const [info, more] = children(expectTag(fields.pop(), tags.set));
	const signer = children(expectTag(info, tags.sequence));
	const signature = signer.at(-1);
	if (!type || more || signature?.tag !== tags.octetString)
		throw new BadDer('one signer without a time stamp expected');
	const raw = (list: { raw: Uint8Array }[]) => list.map((one) => one.raw);
	return { type: type.raw, fields: raw(fields), signer: raw(signer), signature: signature.content };
}

/** The signature value: what a time stamp of the signature stamps (EN 319 122-1, 5.3). Throws BadDer. */
export function signatureValue(cms: Uint8Array): Uint8Array {
	return open(cms).signature;
}

/** The same message with `token` as the signature's time stamp, an unsigned attribute. Throws BadDer. */
export function withTimeStamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
	const { type, fields, signer } = open(cms);
	const unsigned = encode(0xa1, sequence(oid(oids.timeStampToken), setOf(token)));
	return sequence(type, encode(0xa0, sequence(...fields, setOf(sequence(...signer, unsigned)))));
}
