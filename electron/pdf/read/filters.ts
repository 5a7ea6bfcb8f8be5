import { inflateSync, constants as zlib } from 'node:zlib';
import { type Dict, isDict, Name, type PdfObject } from './objects.ts';
import { Malformed } from './parser.ts';

/**
 * Unpacks the data of a cross-reference or object stream to at most `most` bytes. Such streams are Flate with or
 * without a PNG predictor in every file we know of; other filters belong to page content, which is not read here.
 */
export function unpack(dict: Dict, packed: Uint8Array, most: number): Uint8Array {
	const filters = asList(dict.get('Filter'));
	const parameters = asList(dict.get('DecodeParms'));
	if (filters.length === 0) return packed;
	const [filter] = filters;
	if (filters.length > 1 || !(filter instanceof Name) || filter.value !== 'FlateDecode') throw new Malformed('filter');
	const data = inflate(packed, most);
	const [parameter] = parameters;
	return isDict(parameter) ? unpredict(data, parameter) : data;
}

function asList(value: PdfObject | undefined): PdfObject[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

function inflate(packed: Uint8Array, most: number): Uint8Array {
	try {
		// Some writers leave the checksum out; Z_SYNC_FLUSH takes what is there.
		return inflateSync(packed, { maxOutputLength: Math.max(1, most), finishFlush: zlib.Z_SYNC_FLUSH });
	} catch (error) {
		throw new Malformed('deflate', { cause: error });
	}
}

/** Undoes the PNG predictors (ISO 32000-1, 7.4.4.4; RFC 2083, 6). */
function unpredict(data: Uint8Array, parameters: Dict): Uint8Array {
	const read = (key: string, otherwise: number) => {
		const value = parameters.get(key) ?? otherwise;
		if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 65_536) throw new Malformed(key);
		return value;
	};
	const predictor = read('Predictor', 1);
	if (predictor === 1) return data;
	if (predictor < 10) throw new Malformed('predictor');
	const bitsPerPixel = read('Colors', 1) * read('BitsPerComponent', 8);
	const pixel = Math.max(1, bitsPerPixel >> 3);
	const row = Math.ceil((read('Columns', 1) * bitsPerPixel) / 8);
	const rows = Math.ceil(data.length / (row + 1));
	const plain = new Uint8Array(rows * row);
	for (let r = 0; r < rows; r++) {
		const type = data[r * (row + 1)] ?? 0;
		if (type > 4) throw new Malformed('predictor row');
		for (let i = 0; i < row; i++) {
			const to = r * row + i;
			const left = i >= pixel ? (plain[to - pixel] ?? 0) : 0;
			const up = r > 0 ? (plain[to - row] ?? 0) : 0;
			const upLeft = r > 0 && i >= pixel ? (plain[to - row - pixel] ?? 0) : 0;
			plain[to] = (data[r * (row + 1) + 1 + i] ?? 0) + predicted(type, left, up, upLeft);
		}
	}
	return plain;
}

function predicted(type: number, left: number, up: number, upLeft: number): number {
	if (type === 0) return 0;
	if (type === 1) return left;
	if (type === 2) return up;
	if (type === 3) return (left + up) >> 1;
	const guess = left + up - upLeft;
	const [byLeft, byUp, byUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
	if (byLeft <= byUp && byLeft <= byUpLeft) return left;
	return byUp <= byUpLeft ? up : upLeft;
}
