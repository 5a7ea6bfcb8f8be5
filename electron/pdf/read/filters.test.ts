import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpack } from './filters.ts';
import { type Dict, Name, type PdfObject } from './objects.ts';
import { Malformed } from './parser.ts';

const flate = (parameters?: Record<string, PdfObject>): Dict =>
	new Map<string, PdfObject>([
		['Filter', new Name('FlateDecode')],
		...(parameters ? [['DecodeParms', new Map(Object.entries(parameters))] as const] : []),
	]);

describe('unpacking', () => {
	it('undoes every PNG predictor', () => {
		// Rows of three bytes, each coded with another predictor, worked out by hand from RFC 2083, 6.
		const coded = Buffer.from([0, 10, 20, 30, 1, 1, 1, 1, 2, 1, 1, 1, 3, 5, 5, 5, 4, 1, 1, 1]);
		const data = unpack(flate({ Predictor: 15, Columns: 3 }), deflateSync(coded), 1000);
		expect([...data]).toEqual([10, 20, 30, 1, 2, 3, 2, 3, 4, 6, 9, 11, 7, 10, 12]);
	});

	it('takes data whose checksum is missing', () => {
		const whole = deflateSync(Buffer.from('hello hello hello'));
		expect(Buffer.from(unpack(flate(), whole.subarray(0, -4), 1000)).toString()).toBe('hello hello hello');
	});

	it('stops at the limit', () => {
		expect(() => unpack(flate(), deflateSync(Buffer.alloc(5000)), 4999)).toThrow(Malformed);
		expect(unpack(flate(), deflateSync(Buffer.alloc(5000)), 5000)).toHaveLength(5000);
	});

	it('refuses what it does not know', () => {
		expect(() => unpack(new Map([['Filter', new Name('LZWDecode')]]), Buffer.alloc(9), 99)).toThrow(Malformed);
		expect(() => unpack(flate({ Predictor: 2 }), deflateSync(Buffer.alloc(9)), 99)).toThrow(Malformed);
		expect(() => unpack(flate(), Buffer.from('no deflate'), 99)).toThrow(Malformed);
	});
});
