import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument, type PDFFont, PDFName, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printsAlike } from '../../shared/domain/scans/page-prints.ts';
import { unwrap } from '../../shared/result.ts';
import { realDocumentWorker as worker } from '../fixtures/real-document-worker.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'bản quét '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

type Draw = (page: PDFPage, font: PDFFont) => void;
type Scan = { dpi?: number; turn?: number; quality?: number; noise?: number };
let made = 0;

/** A page of A4 drawn, scanned (grain of the paper, JPEG), and taken in as the application does. */
async function scan(draw: Draw, { dpi = 200, turn = 0, quality = 80, noise = 6 }: Scan = {}): Promise<string> {
	const name = `trang ${++made}`;
	const pdf = await PDFDocument.create();
	draw(pdf.addPage([595, 842]), await pdf.embedFont(StandardFonts.Helvetica));
	writeFileSync(at('bản vẽ.pdf'), await pdf.save());
	// PPM: "P6", width and height, 255, each on a line, then the bytes of the pixels.
	const ppm = execFileSync('pdftoppm', ['-r', String(dpi), at('bản vẽ.pdf')], { maxBuffer: 1e9 });
	const [head = '', width, height] = /^P6\n(\d+) (\d+)\n255\n/.exec(ppm.toString('latin1', 0, 40)) ?? [];
	const raw = { width: Number(width), height: Number(height), channels: 3 } as const;
	const { data, info } = await sharp(ppm.subarray(head.length), { raw })
		.rotate(turn)
		.raw()
		.toBuffer({ resolveWithObject: true });
	let seed = 1;
	for (let i = 0; i < data.length; i++) {
		seed = (seed * 1103515245 + 12345) & 0x7fffffff;
		data[i] = Math.min(255, Math.max(0, data[i]! - noise + ((seed >> 16) % (2 * noise + 1))));
	}
	await sharp(data, { raw: info })
		.jpeg({ quality })
		.toFile(at(`${name}.jpg`));
	const output = at(`${name}.pdf`);
	unwrap(await worker.assemble({ parts: [{ path: at(`${name}.jpg`), name }], output }));
	return output;
}
const check = async (file: string) => unwrap(await worker.checkPages(file))[0]!;
const same = async (one: string, other: string) =>
	unwrap(
		await worker.comparePages([
			[
				{ path: one, index: 0 },
				{ path: other, index: 0 },
			],
		]),
	)[0];

const words = 'Cong ty trach nhiem huu han xuat nhap khau Duong Tran Phu de nghi Cuc Hai quan cap lai mat khau';
const text: Draw = (page, font) => {
	for (let y = 780; y > 80; y -= 16) page.drawText(words.slice(y % 17), { x: 60, y, size: 11, font });
};
const form =
	(number: string, size = 10): Draw =>
	(page, font) => {
		page.drawText('GIAY CHUNG NHAN DANG KY DOANH NGHIEP', { x: 120, y: 760, size: 15, font });
		for (let row = 0; row < 14; row++) {
			const y = 700 - row * 40;
			page.drawText(`Truong thong tin so ${row}: ${'.'.repeat(40)}`, { x: 60, y, size: 11, font });
			page.drawRectangle({ x: 55, y: y - 10, width: 480, height: 30, borderColor: rgb(0, 0, 0), borderWidth: 0.7 });
		}
		page.drawText(number, { x: 300, y: 702, size, font });
	};

describe('a blank page', () => {
	test('of a scanner, with grain and a speck of dust, is blank', async () => {
		const speck: Draw = (page) => page.drawRectangle({ x: 200, y: 300, width: 1, height: 1, color: rgb(0, 0, 0) });
		expect(await check(await scan(() => undefined))).toMatchObject({ blank: true });
		expect(await check(await scan(speck))).toMatchObject({ blank: true });
	});

	test.each<[string, Draw]>([
		[
			'a small pale red stamp',
			(page) =>
				page.drawEllipse({ x: 450, y: 120, xScale: 10, yScale: 10, borderColor: rgb(0.9, 0.5, 0.5), borderWidth: 1 }),
		],
		['a page number', (page, font) => page.drawText('2', { x: 295, y: 50, size: 11, font })],
		[
			'a stroke of a pen',
			(page) =>
				page.drawLine({ start: { x: 300, y: 400 }, end: { x: 340, y: 430 }, thickness: 1, color: rgb(0.2, 0.2, 0.6) }),
		],
		[
			'a line in pencil',
			(page) =>
				page.drawLine({ start: { x: 100, y: 600 }, end: { x: 200, y: 600 }, thickness: 1, color: rgb(0.7, 0.7, 0.7) }),
		],
	])('with %s is not blank', async (_, draw) => {
		expect(await check(await scan(draw))).not.toHaveProperty('blank');
	});

	test('of a PDF that draws nothing is blank, one with a single line is not', async () => {
		const pdf = await PDFDocument.create();
		pdf.addPage([595, 842]);
		pdf.addPage([595, 842]).drawLine({ start: { x: 9, y: 9 }, end: { x: 20, y: 9 } });
		writeFileSync(at('rỗng.pdf'), await pdf.save());
		expect(unwrap(await worker.checkPages(at('rỗng.pdf'))).map(({ blank }) => blank)).toEqual([true, undefined]);
	});
});

describe('a page on its side', () => {
	test.each([90, 270])('is seen by its lines of text, turned by %i degrees', async (turn) => {
		expect(await check(await scan(text, { turn }))).toMatchObject({ lying: true });
	});

	test('is seen through a turn in the PDF, and one that the PDF turns right is right', async () => {
		for (const [turn, lying] of [
			[0, true],
			[90, undefined],
		] as const) {
			const pdf = await PDFDocument.load(readFileSync(await scan(text, { turn })));
			pdf.getPage(0).node.set(PDFName.of('Rotate'), pdf.context.obj(90));
			writeFileSync(at('xoay.pdf'), await pdf.save());
			expect((await check(at('xoay.pdf'))).lying).toBe(lying);
		}
	});

	test.each<[string, Draw]>([
		['a page of text', text],
		['a form', form('0201234567')],
		[
			'a table of ruled columns',
			(page) => {
				for (let x = 60; x < 540; x += 12) page.drawLine({ start: { x, y: 60 }, end: { x, y: 780 }, thickness: 1 });
			},
		],
		['a few words', (page, font) => page.drawText(words, { x: 60, y: 400, size: 11, font })],
	])('is not said of %s', async (_, draw) => {
		expect(await check(await scan(draw))).not.toHaveProperty('lying');
	});
});

describe('the same page twice', () => {
	test('is seen when it was compressed otherwise', async () => {
		const [one, other] = [await scan(form('0201234567')), await scan(form('0201234567'), { quality: 50 })];
		expect(printsAlike((await check(one)).print!, (await check(other)).print!)).toBe(true);
		expect(await same(one, other)).toBe(true);
	});

	test.each([
		['0201234567', '0201234561', 10],
		['0201234566', '0201234568', 8],
		['0201234563', '0201234568', 8],
		['0201234567', '0309876543', 12],
	])('is not said of a form with %s and one with %s in %i points', async (a, b, size) => {
		expect(await same(await scan(form(a, size)), await scan(form(b, size)))).toBe(false);
	});

	test('is not said of a page and the same page with a stamp', async () => {
		const stamped: Draw = (page, font) => {
			form('0201234567')(page, font);
			page.drawEllipse({ x: 450, y: 90, xScale: 20, yScale: 20, borderColor: rgb(0.8, 0.2, 0.2), borderWidth: 1 });
		};
		expect(await same(await scan(form('0201234567')), await scan(stamped))).toBe(false);
	});

	test('drawn pages have the same digest only when all they are made of is the same', async () => {
		const drawn = async (name: string, number: string) => {
			const pdf = await PDFDocument.create();
			form(number)(pdf.addPage([595, 842]), await pdf.embedFont(StandardFonts.Helvetica));
			writeFileSync(at(name), await pdf.save());
			return (await check(at(name))).print;
		};
		expect(await drawn('vẽ 1.pdf', '1')).toBe(await drawn('vẽ 2.pdf', '1'));
		expect(await drawn('vẽ 1.pdf', '1')).not.toBe(await drawn('vẽ 2.pdf', '2'));
	});
});

describe('the resolution of a page', () => {
	test.each([96, 149, 150, 200])('is that of its picture on paper: %i dpi', async (dpi) => {
		const { width, height } = { width: Math.round((595 * dpi) / 72), height: Math.round((842 * dpi) / 72) };
		const jpeg = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
			.jpeg()
			.toBuffer();
		const pdf = await PDFDocument.create();
		pdf.addPage([595, 842]).drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: 595, height: 842 });
		pdf.addPage([595, 842]).drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: 60, height: 84 });
		writeFileSync(at('ảnh.pdf'), await pdf.save());
		const [page, logo] = unwrap(await worker.checkPages(at('ảnh.pdf')));
		expect(Math.abs(page!.dpi! - dpi)).toBeLessThanOrEqual(1);
		expect(logo).not.toHaveProperty('dpi');
	});
});

describe('fewer bytes', () => {
	test('come from the pictures alone: text stays text, the pages stay as large', async () => {
		const jpeg = readFileSync((await scan(text, { dpi: 300, quality: 95 })).replace('.pdf', '.jpg'));
		const pdf = await PDFDocument.create();
		const font = await pdf.embedFont(StandardFonts.Helvetica);
		const page = pdf.addPage([595, 842]);
		page.drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: 595, height: 842 });
		page.drawText('Chu co the chon', { x: 60, y: 30, font });
		writeFileSync(at('nặng.pdf'), await pdf.save());
		const part = { path: at('nặng.pdf'), name: 'nặng.pdf', reduce: { dpi: 150, quality: 45 } };
		unwrap(await worker.assemble({ parts: [part], output: at('nhẹ.pdf') }));
		expect(statSync(at('nhẹ.pdf')).size).toBeLessThan(statSync(at('nặng.pdf')).size * 0.25);
		expect(execFileSync('pdftotext', [at('nhẹ.pdf'), '-'], { encoding: 'utf8' })).toContain('Chu co the chon');
		execFileSync('qpdf', ['--check', at('nhẹ.pdf')]);
		const [before, after] = [await check(at('nặng.pdf')), await check(at('nhẹ.pdf'))];
		expect([before.dpi, after.dpi]).toEqual([300, 150]);
		expect(after.bytes).toBeLessThan(before.bytes! * 0.25);
	});

	test('a picture that is see-through stays so', async () => {
		const noise = Buffer.alloc(600 * 600 * 4).map((_, i) =>
			i % 4 === 3 ? (i % 600 < 300 ? 0 : 255) : (i * 7919) % 251,
		);
		const png = await sharp(noise, { raw: { width: 600, height: 600, channels: 4 } })
			.png()
			.toBuffer();
		const pdf = await PDFDocument.create();
		pdf.addPage([595, 842]).drawImage(await pdf.embedPng(png), { x: 0, y: 0, width: 100, height: 100 });
		writeFileSync(at('dấu.pdf'), await pdf.save());
		const part = { path: at('dấu.pdf'), name: 'dấu.pdf', reduce: { dpi: 150, quality: 45 } };
		unwrap(await worker.assemble({ parts: [part], output: at('dấu nhẹ.pdf') }));
		expect(execFileSync('pdfimages', ['-list', at('dấu nhẹ.pdf')], { encoding: 'utf8' })).toMatch(/smask/);
		expect(statSync(at('dấu nhẹ.pdf')).size).toBeLessThan(statSync(at('dấu.pdf')).size);
	});
});

test('nothing is said of a page whose content breaks the rules, and the other pages are still looked at', async () => {
	const pdf = await PDFDocument.create();
	const broken = pdf.addPage([595, 842]);
	broken.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream('q { } BT')));
	pdf.addPage([595, 842]);
	writeFileSync(at('sai.pdf'), await pdf.save());
	expect(unwrap(await worker.checkPages(at('sai.pdf')))).toEqual([
		{ bytes: expect.any(Number) },
		{ bytes: 0, blank: true },
	]);
});
