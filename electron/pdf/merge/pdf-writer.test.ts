import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { capture, unwrap } from '../../../shared/result.ts';
import { memorySource } from '../read/byte-source.ts';
import { type PdfDocument, readPdf } from '../read/document.ts';
import { isDict, Name, type PdfObject, Ref, Stream } from '../read/objects.ts';
import { ObjectCopy } from './object-copy.ts';
import { PdfWriter } from './pdf-writer.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'viết '));
afterAll(() => rmSync(folder, { recursive: true }));
const temp = path.join(folder, 'x.tmp');

async function written(
	work: (writer: PdfWriter) => Promise<[value: PdfObject, id?: Uint8Array | undefined]>,
): Promise<Buffer> {
	writeFileSync(temp, '');
	await PdfWriter.into(temp, 'x.pdf', async (writer) => {
		const [value, id] = await work(writer);
		const root = writer.add(
			new Map<string, PdfObject>([
				['Type', new Name('Catalog')],
				['Value', value],
			]),
		);
		expect(writer.finish(root, undefined, id)).toBe(readFileSync(temp).length);
	});
	return readFileSync(temp);
}
const open = async <T>(file: Uint8Array, work: (document: PdfDocument) => Promise<T>) =>
	unwrap(await capture(() => readPdf(memorySource(file), 'x.pdf', work)));

/** Bytes larger than any buffer on the way, none like its neighbours. */
const large = Buffer.from(Uint32Array.from({ length: 700_000 }, (_, index) => index * 2_654_435_761).buffer);

describe('a written document', () => {
	it('has streams of any size unchanged, from memory and from elsewhere', async () => {
		const file = await written(async (writer) => {
			const source = memorySource(large);
			const refs = [await writer.addStream(new Map(), large), writer.reserve(), writer.reserve()];
			await writer.stream(refs[1]!, new Map(), { source, start: 5, end: large.length });
			await writer.stream(refs[2]!, new Map(), { source, start: 7, end: 7 });
			return [refs];
		});
		const streams = await open(file, async (document) => {
			const found: Buffer[] = [];
			for (const item of (await document.list((await document.catalog()).dict.get('Value'))) ?? []) {
				const stream = (await document.resolve(item)) as Stream;
				const length = Number(stream.dict.get('Length'));
				expect(file.toString('latin1', stream.start + length, stream.start + length + 10)).toBe('\nendstream');
				found.push(file.subarray(stream.start, stream.start + length));
			}
			return found;
		});
		expect(streams.map((data, index) => data.equals(large.subarray([0, 5, large.length][index])))).toEqual([
			true,
			true,
			true,
		]);
	});

	it('is never finished with a promise open', async () => {
		await expect(written(async (writer) => [writer.reserve()])).rejects.toThrow('promised');
	});

	it('keeps the first identifier of its base and names itself by its content', async () => {
		const ids = async (text: string, id?: Uint8Array) =>
			(await written(async () => [new Name(text), id]))
				.toString('latin1')
				.match(/\/ID \[<(\w+)> <(\w+)>\]/)!
				.slice(1);
		const [first, second] = await ids('A', Buffer.from('ff00', 'hex'));
		expect(first).toBe('ff00');
		expect(await ids('A')).toEqual([second, second]);
		expect(await ids('B')).not.toEqual([second, second]);
	});

	it('is not begun where the file may not be written', async () => {
		const result = await capture(() => PdfWriter.into(path.join(folder, 'no', 'x'), 'x.pdf', async () => {}));
		expect(result).toMatchObject({ error: { code: 'FILE_FOLDER_MISSING', params: { file: 'x.pdf' } } });
	});
});

describe('copied objects', () => {
	const source = async () =>
		written(async (writer) => {
			const [a, b, page] = [writer.reserve(), writer.reserve(), writer.add(new Map([['Type', new Name('Page')]]))];
			writer.object(a, [b, page, new Ref(999, 0), new Name('kept')]);
			writer.object(
				b,
				new Map<string, PdfObject>([
					['Back', a],
					['Page', page],
					['Gone', new Ref(999, 0)],
				]),
			);
			return [a];
		});

	it('may lead to each other in circles, never to pages, and lose what leads nowhere', async () => {
		const original = await source();
		const copied = await written((writer) =>
			open(original, async (document) => {
				const copy = new ObjectCopy(document);
				const value = (await document.catalog()).dict.get('Value')!;
				await copy.claim([value, value]);
				await copy.write(writer);
				return [copy.translated(value)];
			}),
		);
		await open(copied, async (document) => {
			const value = (await document.catalog()).dict.get('Value');
			const list = (await document.list(value))!;
			expect(list.slice(1)).toEqual([null, null, new Name('kept')]);
			const dict = await document.resolve(list[0]);
			expect(isDict(dict) && [...dict]).toEqual([['Back', value]]);
		});
		// The catalog, the list, the dictionary.
		expect(copied.toString('latin1').match(/\d+ 0 obj/g)).toHaveLength(3);
	});

	it('are found behind other names, and a circle of names is nothing', async () => {
		const original = await written(async (writer) => {
			const [name, other, round, back] = [writer.reserve(), writer.reserve(), writer.reserve(), writer.reserve()];
			const stream = await writer.addStream(new Map(), Buffer.from('abc'));
			writer.object(name, other);
			writer.object(other, stream);
			writer.object(round, back);
			writer.object(back, round);
			return [[name, stream, round]];
		});
		const copied = await written((writer) =>
			open(original, async (document) => {
				const copy = new ObjectCopy(document);
				const value = (await document.catalog()).dict.get('Value')!;
				await copy.claim(value);
				await copy.write(writer);
				return [copy.translated(value)];
			}),
		);
		await open(copied, async (document) => {
			const [one, same, nothing] = (await document.list((await document.catalog()).dict.get('Value')))!;
			expect(one).toEqual(same);
			expect(await document.resolve(one)).toBeInstanceOf(Stream);
			expect(nothing).toBeNull();
		});
	});
});
