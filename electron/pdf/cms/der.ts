/** DER (ITU-T X.690): the small part certificates and signatures need. Reading also takes BER's indefinite lengths. */

/** Bytes that are no DER; signatures with such bytes are reported as unreadable. */
export class BadDer extends Error {}

export type Element = {
	/** First byte: class, constructed bit, number. */
	tag: number;
	/** The whole element, header included, exactly as it was given. */
	raw: Uint8Array;
	content: Uint8Array;
};

export const tags = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	null: 0x05,
	oid: 0x06,
	utcTime: 0x17,
	generalizedTime: 0x18,
	sequence: 0x30,
	set: 0x31,
} as const;

const deepest = 40;

/** The element at the start of `bytes`; more bytes may follow it. */
export function readElement(bytes: Uint8Array, depth = 0): Element {
	const [tag, first] = bytes;
	if (tag === undefined || first === undefined || depth > deepest) throw new BadDer('header');
	if ((tag & 0x1f) === 0x1f) throw new BadDer('long tag');
	if (first === 0x80) return readIndefinite(bytes, tag, depth);
	let length = first;
	let header = 2;
	if (first > 0x80) {
		const count = first & 0x7f;
		if (count > 4) throw new BadDer('length');
		length = 0;
		for (; header < 2 + count; header++) length = length * 256 + (bytes[header] ?? 0);
		if (length < 0x80 || length < 256 ** (count - 1)) throw new BadDer('length not shortest');
	}
	if (header + length > bytes.length) throw new BadDer('short');
	return { tag, raw: bytes.subarray(0, header + length), content: bytes.subarray(header, header + length) };
}

function readIndefinite(bytes: Uint8Array, tag: number, depth: number): Element {
	if ((tag & 0x20) === 0) throw new BadDer('indefinite length');
	let at = 2;
	while (!(bytes[at] === 0 && bytes[at + 1] === 0)) at += readElement(bytes.subarray(at), depth + 1).raw.length;
	return { tag, raw: bytes.subarray(0, at + 2), content: bytes.subarray(2, at) };
}

/** The one element that fills `bytes` completely. */
export function readWhole(bytes: Uint8Array, tag?: number): Element {
	const element = readElement(bytes);
	if (element.raw.length !== bytes.length) throw new BadDer('trailing bytes');
	return tag === undefined ? element : expectTag(element, tag);
}

export function expectTag(element: Element | undefined, tag: number): Element {
	if (element?.tag !== tag) throw new BadDer(`tag ${tag.toString(16)} expected`);
	return element;
}

export function children(element: Element): Element[] {
	if ((element.tag & 0x20) === 0) throw new BadDer('not constructed');
	const found: Element[] = [];
	for (let at = 0; at < element.content.length; ) {
		const child = readElement(element.content.subarray(at));
		found.push(child);
		at += child.raw.length;
	}
	return found;
}

/** An object identifier in points notation. */
export function oidText(element: Element | undefined): string {
	const { content } = expectTag(element, tags.oid);
	const parts: number[] = [];
	let value = 0;
	content.forEach((byte, index) => {
		value = value * 128 + (byte & 0x7f);
		if (value > Number.MAX_SAFE_INTEGER / 128) throw new BadDer('oid');
		if (byte & 0x80) {
			if (index === content.length - 1) throw new BadDer('oid');
			return;
		}
		if (parts.length === 0) {
			const top = Math.min(2, Math.floor(value / 40));
			parts.push(top, value - top * 40);
		} else parts.push(value);
		value = 0;
	});
	return parts.join('.');
}

/** UTCTime and GeneralizedTime as RFC 5280, 4.1.2.5 allows them: in UTC, with seconds. */
export function timeValue(element: Element | undefined): Date {
	const text = Buffer.from(element?.content ?? []).toString('latin1');
	const match = text.match(/^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/);
	const isUtc = element?.tag === tags.utcTime;
	if (!match || !(isUtc || element?.tag === tags.generalizedTime) || isUtc !== (match[1] === undefined)) {
		throw new BadDer('time');
	}
	const [, given, year = '', month, day, hour, minute, second] = match;
	const century = given ?? (Number(year) >= 50 ? '19' : '20');
	const time = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	if (Number.isNaN(time.getTime())) throw new BadDer('time');
	return time;
}

export function encode(tag: number, ...parts: Uint8Array[]): Uint8Array {
	const content = Buffer.concat(parts);
	const { length } = content;
	if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
	const bytes: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
	return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}

export function sequence(...parts: Uint8Array[]): Uint8Array {
	return encode(tags.sequence, ...parts);
}

/** SET OF: DER wants its members in ascending order of their encodings (X.690, 11.6). */
export function setOf(...parts: Uint8Array[]): Uint8Array {
	return encode(tags.set, ...parts.toSorted(Buffer.compare));
}

export function smallInteger(value: number): Uint8Array {
	return encode(tags.integer, Buffer.from([value]));
}

export function octets(content: Uint8Array): Uint8Array {
	return encode(tags.octetString, content);
}

export function nullValue(): Uint8Array {
	return encode(tags.null);
}

export function oid(text: string): Uint8Array {
	const [top = 0, second = 0, ...rest] = text.split('.').map(Number);
	const bytes = [top * 40 + second, ...rest].flatMap((part) => {
		const digits = [part % 128];
		for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
			digits.unshift((left % 128) | 0x80);
		return digits;
	});
	return encode(tags.oid, Buffer.from(bytes));
}
