import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDict, Name, type PdfObject, Ref, Text } from '../read/objects.ts';
import { Parser } from '../read/parser.ts';
import { serialize } from './serialize.ts';

const read = (text: string) => new Parser(Buffer.from(`${text} ]`, 'latin1'), -1).object();

/** Without the difference between kinds of byte arrays. */
function plain(value: PdfObject): unknown {
	if (value instanceof Text) return { text: [...value.bytes] };
	if (Array.isArray(value)) return value.map(plain);
	if (isDict(value)) return new Map([...value].map(([key, item]) => [key, plain(item)]));
	return value;
}

describe('objects', () => {
	it('are read back as they were written', () => {
		const key = fc.string({
			unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
			minLength: 1,
		});
		const { value } = fc.letrec<{ value: PdfObject }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				fc.constantFrom<PdfObject>(null, true, false),
				fc.integer(),
				fc.integer({ min: -1_000_000, max: 1_000_000 }).map((millionths) => millionths / 1000),
				key.map((text) => new Name(text)),
				fc.uint8Array().map((bytes) => new Text(Uint8Array.from(bytes))),
				fc.string({ unit: 'grapheme-ascii' }).map((text) => new Text(Uint8Array.from(Buffer.from(text)))),
				fc.nat({ max: 1_000_000 }).map((num) => new Ref(num, 0)),
				fc.array(tie('value')),
				fc.array(fc.tuple(key, tie('value'))).map((entries) => new Map(entries)),
			),
		}));
		fc.assert(
			fc.property(value, (object) => {
				expect(plain(read(serialize(object)))).toEqual(plain(object));
			}),
		);
	});

	it('keep ASCII strings legible', () => {
		expect(serialize(new Text(Buffer.from('vi-VN')))).toBe('(vi-VN)');
		expect(serialize(new Text(Buffer.from('a(b\\')))).toBe('(a\\(b\\\\)');
		expect(serialize(new Text(Buffer.from([0xfe, 0xff])))).toBe('<feff>');
	});
});
