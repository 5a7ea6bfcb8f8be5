import { type ByteSource, eachChunk } from '../read/byte-source.ts';
import { type Dict, Text } from '../read/objects.ts';
import { latin1 } from '../read/parser.ts';

/** What a signature covers: all up to `end` but the gap, which holds the signature itself. */
export type ByteRange = { gapStart: number; gapEnd: number; end: number };

/** The bytes of /Contents; undefined when they are not exactly the gap. */
export async function readGap(source: ByteSource, dict: Dict, range: ByteRange): Promise<Uint8Array | undefined> {
	const contents = dict.get('Contents');
	return contents instanceof Text && (await isExactGap(source, range, contents)) ? contents.bytes : undefined;
}

export async function eachCovered(
	source: ByteSource,
	range: ByteRange,
	work: (chunk: Uint8Array) => void,
): Promise<void> {
	await eachChunk(source, 0, range.gapStart, work);
	await eachChunk(source, range.gapEnd, range.end, work);
}

export function byteRange(dict: Dict, fileSize: number): ByteRange | undefined {
	const list = dict.get('ByteRange');
	if (!Array.isArray(list) || list.length !== 4) return undefined;
	const numbers = list.filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
	const [start, gapStart, gapEnd, length] = numbers as number[];
	if (start !== 0 || gapStart === undefined || gapEnd === undefined || length === undefined) return undefined;
	const end = gapEnd + length;
	return gapStart < gapEnd && length > 0 && end <= fileSize ? { gapStart, gapEnd, end } : undefined;
}

/**
 * The gap is the /Contents token of this very dictionary and holds nothing but digits, all of one case: otherwise
 * there would be room for bytes that nobody signed.
 */
async function isExactGap(source: ByteSource, { gapStart, gapEnd }: ByteRange, contents: Text): Promise<boolean> {
	if (contents.start !== gapStart || contents.end !== gapEnd) return false;
	const digits = latin1(await source.read(gapStart, gapEnd)).slice(1, -1);
	return digits.length === 2 * contents.bytes.length && /^([0-9a-f]+|[0-9A-F]+)$/.test(digits);
}
