import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { capture, unwrap } from '../../../shared/result.ts';
import { type PdfDocument, readPdf } from './document.ts';
import { limits } from './limits.ts';
import { findPage } from './pages.ts';
import { readCrossReferences } from './xref.ts';

/** A PDF of numbered bodies with a table, and the place of each object. */
function pdf(bodies: string[], trailer = '/Root 1 0 R', head = '%PDF-1.7\n'): Buffer {
	let file = head;
	const offsets = bodies.map((body, i) => {
		const at = file.length;
		file += `${i + 1} 0 obj\n${body}\nendobj\n`;
		return at;
	});
	const start = file.length;
	const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	file += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${bodies.length + 1} ${trailer}>>\n`;
	return Buffer.from(`${file}startxref\n${start}\n%%EOF\n`, 'latin1');
}

const catalog = '<</Type/Catalog/Pages 2 0 R>>';
const memory = (file: Buffer) => ({
	size: file.length,
	read: async (start: number, end: number) => file.subarray(start, end),
});
const open = <T>(file: Buffer, work: (document: PdfDocument) => Promise<T>) =>
	capture(() => readPdf(memory(file), 'x.pdf', work));
const unreadable = { ok: false, error: { code: 'PDF_UNREADABLE', params: { file: 'x.pdf' } } };
const readCatalog = (document: PdfDocument) => document.catalog();

describe('pages', () => {
	it('inherit boxes and rotation from above', async () => {
		const file = pdf([
			catalog,
			'<</Type/Pages/Kids[3 0 R 4 0 R]/MediaBox[0 0 200 100]/Rotate -90>>',
			'<</Type/Page/Parent 2 0 R>>',
			'<</Type/Pages/Kids[5 0 R]/CropBox[190 90 10 -5]>>',
			'<</Type/Page/Rotate 180>>',
		]);
		const result = await open(file, async (document) => [
			await findPage(document, 1),
			await findPage(document, 2),
			await findPage(document, 3),
		]);
		expect(unwrap(result)).toMatchObject([
			{ ref: { num: 3 }, shown: [0, 0, 200, 100], rotate: 270 },
			{ ref: { num: 5 }, shown: [10, 0, 190, 90], rotate: 180 },
			undefined,
		]);
	});

	it.each([
		['itself', '<</Kids[2 0 R]>>'],
		['its parent', '<</Kids[3 0 R]>>'],
		['nothing', '<</Kids[9 0 R]>>'],
	])('are refused when the tree leads to %s', async (_, tree) => {
		const file = pdf([catalog, tree, '<</Kids[2 0 R]>>']);
		expect(await open(file, (document) => findPage(document, 1))).toEqual(unreadable);
	});

	it('are refused without a media box', async () => {
		expect(
			await open(pdf([catalog, '<</Kids[3 0 R]>>', '<</Type/Page>>']), (document) => findPage(document, 1)),
		).toEqual(unreadable);
	});
});

describe('cross-references', () => {
	it('in a loop are refused', async () => {
		const file = pdf([catalog]);
		const start = file.toString('latin1').match(/startxref\n(\d+)/)![1]!;
		const looped = file.toString('latin1').replace('/Root', `/Prev ${start} /Root`);
		expect(await open(Buffer.from(looped, 'latin1'), readCatalog)).toEqual(unreadable);
	});

	it('that lead to another object are refused', async () => {
		const wrong = pdf([catalog]).toString('latin1').replace('0000000009', '0000000010');
		expect(await open(Buffer.from(wrong, 'latin1'), readCatalog)).toEqual(unreadable);
	});

	it('of a hybrid file show the objects hidden from old readers', async () => {
		const hidden = '5 0 obj <</Type/Catalog/Hidden true>> endobj\n';
		const head = `%PDF-1.5\n${hidden}`;
		const row = Buffer.from([1, 0, '%PDF-1.5\n'.length, 0]).toString('latin1');
		const streamAt = head.length;
		const file = pdf(
			[catalog],
			`/XRefStm ${streamAt}`,
			`${head}6 0 obj <</Type/XRef/W[1 2 1]/Index[5 1]/Size 6/Root 5 0 R/Length 4>> stream\n${row}\nendstream endobj\n`,
		);
		const result = await open(file, async (document) => ({
			dict: (await document.catalog()).dict.get('Hidden'),
			kind: document.references.newest.kind,
			next: document.nextNumber(),
		}));
		expect(result).toEqual({ ok: true, value: { dict: true, kind: 'table', next: 6 } });
	});

	it('with a size that lies still give a free number', async () => {
		const small = pdf([catalog, 'null', 'null']).toString('latin1').replace('/Size 4', '/Size 2');
		expect(await open(Buffer.from(small, 'latin1'), async (document) => document.nextNumber())).toEqual({
			ok: true,
			value: 4,
		});
		const large = pdf([catalog]).toString('latin1').replace('/Size 2', '/Size 99999999');
		expect(await open(Buffer.from(large, 'latin1'), async (document) => document.nextNumber())).toEqual({
			ok: true,
			value: 2,
		});
	});

	it('that repeat themselves into millions of entries are refused at the limit', async () => {
		const packed = deflateSync(Buffer.alloc(9_000_000)).toString('latin1');
		const head = '%PDF-1.5\n';
		const index = '0 900000 '.repeat(10);
		const stream = `1 0 obj <</Type/XRef/W[1 0 0]/Index[${index}]/Root 1 0 R/Filter/FlateDecode/Length ${packed.length}>> stream\n${packed}\nendstream endobj\n`;
		const file = Buffer.from(`${head}${stream}startxref\n${head.length}\n%%EOF\n`, 'latin1');
		const reason = await readCrossReferences(memory(file), { unpackedBytes: 1e9, entries: 4_000_000 }).catch(String);
		expect(reason).toContain('too many cross-reference entries');
	});

	it('packed as a bomb are refused before they are unpacked', async () => {
		const packed = deflateSync(Buffer.alloc(limits.unpackedBytes + 1)).toString('latin1');
		const head = '%PDF-1.5\n';
		const stream = `1 0 obj <</Type/XRef/W[1 1 1]/Size 9/Filter/FlateDecode/Length ${packed.length}>> stream\n${packed}\nendstream endobj\n`;
		const file = Buffer.from(`${head}${stream}startxref\n${head.length}\n%%EOF\n`, 'latin1');
		expect(await open(file, readCatalog)).toEqual(unreadable);
	});
});

describe('references', () => {
	it('that go round in circles are refused, missing objects are null', async () => {
		const file = pdf([catalog, '3 0 R', '2 0 R']);
		expect(await open(file, async (document) => document.resolve(await document.load(2)))).toEqual(unreadable);
		expect(await open(file, async (document) => document.load(77))).toEqual({ ok: true, value: null });
	});

	it('need a catalog', async () => {
		expect(await open(pdf(['null']), readCatalog)).toEqual(unreadable);
		expect(await open(pdf([catalog], ''), readCatalog)).toEqual(unreadable);
	});

	it('of an encrypted document are not followed', async () => {
		expect(await open(pdf([catalog], '/Root 1 0 R /Encrypt 2 0 R'), readCatalog)).toMatchObject({
			error: { code: 'PDF_ENCRYPTED' },
		});
	});
});
