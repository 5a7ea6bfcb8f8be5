import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialize } from '../sign/serialize.ts';
import type { ByteSource } from './byte-source.ts';
import { Name, type PdfObject, Ref, Stream, Text } from './objects.ts';
import { Malformed, Parser, parseAt } from './parser.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const parse = (text: string): PdfObject => new Parser(bytes(`${text} ]`), 0).object();
const memory = (data: Uint8Array): ByteSource => ({
	size: data.length,
	read: async (start, end) => data.subarray(start, end),
});

describe('reading an object', () => {
	it.each<[string, PdfObject]>([
		['null', null],
		['true', true],
		['-17', -17],
		['+.5', 0.5],
		['4.', 4],
		['/Name#20with#2Fslash', new Name('Name with/slash')],
		['12 0 R', new Ref(12, 0)],
		['[1 0 R 2 3 0 R 4]', [new Ref(1, 0), 2, new Ref(3, 0), 4]],
		['[1 2 3]', [1, 2, 3]],
		[
			'<</A/B/C[]/D<</E null>>>>',
			new Map<string, PdfObject>([
				['A', new Name('B')],
				['C', []],
				['D', new Map([['E', null]])],
			]),
		],
		['% remark\n  7', 7],
	])('understands %s', (text, expected) => {
		expect(parse(text)).toEqual(expected);
	});

	it.each([
		['(a(b)c)', 'a(b)c'],
		['(\\(\\)\\\\)', '()\\'],
		['(\\101\\53\\0)', 'A+\0'],
		['(one\\\ntwo\\\r\nthree)', 'onetwothree'],
		['(tab\\tend\\q)', 'tab\tendq'],
		['<48 65 6C\n6c 6F>', 'Hello'],
		['<417>', 'Ap'],
	])('reads the string %j', (text, expected) => {
		const value = parse(text);
		expect(value instanceof Text && Buffer.from(value.bytes).toString('latin1')).toBe(expected);
	});

	it('tells where a string stands in the file', () => {
		expect(new Parser(bytes('  <AB> '), 1000).object()).toMatchObject({ start: 1002, end: 1006 });
		expect(new Parser(bytes('(a\\)b) '), 50).object()).toMatchObject({ start: 50, end: 56 });
	});

	it('finds the data of a stream behind CR LF as well as LF', () => {
		const at = (text: string) => new Parser(bytes(text), 100).indirectObject().value;
		expect(at('1 0 obj<</Length 3>>stream\r\nabc')).toMatchObject({ start: 128 });
		expect(at('1 0 obj<</Length 3>>stream\nabc')).toBeInstanceOf(Stream);
	});

	it.each(['<<1 2>>', '<</A 1/A 2>>', '<zz>', '--5', '1.2.3', ')', 'nonsense', '<</A 1>', '12abc'])(
		'refuses %s',
		(text) => {
			expect(() => parse(text)).toThrow(Malformed);
		},
	);

	it('refuses nesting beyond 100 levels, and takes 90', () => {
		const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
		expect(parse(nested(90))).toHaveLength(1);
		expect(() => parse(nested(5000))).toThrow(Malformed);
		expect(() => parse('<</A'.repeat(5000))).toThrow(Malformed);
	});

	it('ends on any bytes with a value or with Malformed', () => {
		const token = fc.constantFrom(
			'<<',
			'>>',
			'[',
			']',
			'(',
			')',
			'<',
			'>',
			'/',
			'/A',
			'1',
			' ',
			'R',
			'\\',
			'%',
			'obj',
			'0 0 R',
			'\n',
			'-',
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.array(token).map((tokens) => tokens.join('')),
					fc.string({ unit: 'binary' }),
				),
				(text) => {
					try {
						parse(text);
					} catch (error) {
						expect(error).toBeInstanceOf(Malformed);
					}
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('reading what was written', () => {
	const leaf = fc.oneof(
		fc.constant(null),
		fc.boolean(),
		fc.integer(),
		fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 1000),
		fc
			.array(fc.integer({ min: 1, max: 255 }), { maxLength: 8 })
			.map((codes) => new Name(String.fromCharCode(...codes))),
		fc.tuple(fc.nat({ max: 99_999 }), fc.nat({ max: 9 })).map(([num, gen]) => new Ref(num, gen)),
		fc.uint8Array({ maxLength: 20 }).map((data) => new Text(data)),
	);
	const { value } = fc.letrec<{ value: PdfObject }>((tie) => ({
		value: fc.oneof(
			{ depthSize: 'small' },
			leaf,
			fc.array(tie('value'), { maxLength: 4 }),
			fc.dictionary(fc.constantFrom('A', 'B b', 'C#', 'D/'), tie('value')).map((one) => new Map(Object.entries(one))),
		),
	}));

	it('gives the same object', () => {
		fc.assert(
			fc.property(value, (object) => {
				expect(serialize(parse(serialize(object)))).toBe(serialize(object));
			}),
		);
	});

	it('writes numbers without exponents', () => {
		expect([1e21, 1e-7, -0.5, 3, 0.1 + 0.2].map(serialize)).toEqual([
			'1000000000000000000000',
			'0.0000001',
			'-0.5',
			'3',
			'0.3',
		]);
	});
});

describe('a window on a file', () => {
	it('grows until the object is complete', async () => {
		const long = `[${'(0123456789) '.repeat(20_000)}]`;
		const object = await parseAt(memory(bytes(`xxxxx${long} `)), 5, (parser) => parser.object());
		expect(object).toHaveLength(20_000);
	});

	it('ends with Malformed where the file ends first, or the limit', async () => {
		await expect(parseAt(memory(bytes('[1 2 3')), 0, (parser) => parser.object())).rejects.toThrow(Malformed);
		await expect(
			parseAt(memory(bytes(`[${'1 '.repeat(9000)}]`)), 0, (parser) => parser.object(), 8192),
		).rejects.toThrow(Malformed);
		await expect(parseAt(memory(bytes('[]')), 2, (parser) => parser.object())).rejects.toThrow(Malformed);
	});
});
