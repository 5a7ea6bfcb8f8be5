import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, PDFStream, rgb } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../../../electron/features/signing/signature-port.ts';
import { makeIdentity, pdfsig, sign, simplePdf, stampText, workFolder } from './material.ts';

const folder = workFolder();
const identity = makeIdentity(folder);
const at = (name: string) => path.join(folder, name);

/** An A4 page that is yellow all over. */
async function yellowPdf(rotate: number): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const page = document.addPage([595, 842]);
	page.drawRectangle({ x: 0, y: 0, width: 595, height: 842, color: rgb(1, 1, 0) });
	page.setRotation(degrees(rotate));
	return await document.save();
}

/** Red pixels of a page as poppler shows it, in points from the lower left of what is shown. */
async function redOnPage(file: string, page: number) {
	const ink = await inkOnPage(file, page, (r, g, b) => r > 150 && g < 130 && b < 130);
	return { ...ink, isRed: ink.isInked };
}

type IsInk = (red: number, green: number, blue: number) => boolean;

async function inkOnPage(file: string, page: number, isInk: IsInk) {
	execFileSync('pdftoppm', ['-r', '144', '-cropbox', '-f', String(page), '-singlefile', '-png', file, at('shown')]);
	const { data, info } = await sharp(at('shown.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
	const isInked = (x: number, y: number) => {
		const [red = 0, green = 0, blue = 0] = pixel(x, y);
		return isInk(red, green, blue);
	};
	const points = { left: Number.POSITIVE_INFINITY, right: 0, bottom: Number.POSITIVE_INFINITY, top: 0, count: 0 };
	for (let y = 0; y < info.height; y++) {
		for (let x = 0; x < info.width; x++) {
			if (!isInked(x, y)) continue;
			points.count++;
			points.left = Math.min(points.left, x / 2);
			points.right = Math.max(points.right, (x + 1) / 2);
			points.top = Math.max(points.top, (info.height - y) / 2);
			points.bottom = Math.min(points.bottom, (info.height - y - 1) / 2);
		}
	}
	return {
		...points,
		width: info.width / 2,
		height: info.height / 2,
		pixel: (x: number, y: number) => pixel(Math.round(x * 2), Math.round(info.height - y * 2)),
		isInked: (x: number, y: number) => isInked(x * 2, info.height - y * 2),
	};
}

const place = { kind: 'place' as const, page: 1, x: 100, y: 80, width: 200, height: 60, ...stampText };

describe('the visible stamp', () => {
	it.each([
		[0, false],
		[90, false],
		[180, false],
		[270, false],
		[0, true],
		[90, true],
		[180, true],
		[270, true],
	])('stands upright at its place on a page turned by %d degrees (cropped: %s)', async (rotate, crop) => {
		writeFileSync(at('in.pdf'), await simplePdf({ rotate, crop }));
		const output = at(`turned ${rotate} ${crop}.pdf`);
		expect(await sign(at('in.pdf'), output, identity, { stamp: place })).toMatchObject({ ok: true });
		const red = await redOnPage(output, 1);
		expect(red.left).toBeCloseTo(100, -0.5);
		expect(red.right).toBeCloseTo(300, -0.5);
		expect(red.bottom).toBeCloseTo(80, -0.5);
		expect(red.top).toBeCloseTo(140, -0.5);
		// Lines begin at the left, so upright text leaves the right part of its last line (the CA's short name) empty.
		const inked = (from: number, to: number) => {
			let count = 0;
			for (let x = from; x < to; x += 0.5) for (let y = 83; y < 98; y += 0.5) if (red.isRed(x, y)) count++;
			return count;
		};
		expect(inked(104, 160)).toBeGreaterThan(20);
		expect(inked(220, 296)).toBe(0);
	});

	it('can be read by a program: composed Vietnamese, even from decomposed input', async () => {
		writeFileSync(at('in.pdf'), await simplePdf());
		const decomposed = { ...stampText, lines: stampText.lines.map((line) => line.normalize('NFD')) };
		expect(
			await sign(at('in.pdf'), at('nfd.pdf'), identity, { stamp: { ...place, ...decomposed, width: 400 } }),
		).toMatchObject({ ok: true });
		const text = execFileSync('pdftotext', ['-layout', at('nfd.pdf'), '-'], { encoding: 'utf8' });
		for (const line of stampText.lines) expect(text).toContain(line);
	});

	it('draws every Vietnamese letter: none is empty, none is the box of a missing glyph', async () => {
		const base = 'aăâeêioôơuưy';
		const marks = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
		const letters = [...base].flatMap((letter) => marks.map((mark) => (letter + mark).normalize('NFC'))).join('');
		for (const font of ['OpenSans-Regular.ttf', 'Tinos-Regular.ttf']) {
			const lines = [`${letters}đ`, `${letters}đ`.toUpperCase()];
			const stamp: Stamp = { ...place, width: 450, height: 80, lines, font: path.resolve('resources/fonts', font) };
			expect(await sign(at('in.pdf'), at('letters.pdf'), identity, { stamp })).toMatchObject({ ok: true });
			const text = execFileSync('pdftotext', ['-layout', at('letters.pdf'), '-'], { encoding: 'utf8' }).replace(
				/\s/g,
				'',
			);
			expect(text).toContain(lines.join(''));
		}
	});

	it('shows the marks of the letters in ink', async () => {
		const ink = async (letter: string) => {
			const stamp: Stamp = { ...place, ...stampText, lines: [letter.repeat(20)] };
			await sign(at('in.pdf'), at('ink.pdf'), identity, { stamp });
			return (await redOnPage(at('ink.pdf'), 1)).count;
		};
		for (const [plain, marked] of ['aặ', 'oộ', 'eễ', 'EỂ', 'DĐ', 'yỹ']) {
			expect(await ink(marked ?? ''), marked).toBeGreaterThan((await ink(plain ?? '')) + 100);
		}
	});

	it('makes its text smaller and breaks lines until it fits', async () => {
		const stamp = { ...place, width: 45 * (72 / 25.4), height: 18 * (72 / 25.4) };
		expect(await sign(at('in.pdf'), at('small.pdf'), identity, { stamp })).toMatchObject({ ok: true });
		const text = execFileSync('pdftotext', [at('small.pdf'), '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
		for (const line of stampText.lines) expect(text).toContain(line);
		const red = await redOnPage(at('small.pdf'), 1);
		expect(red.right - red.left).toBeLessThan(stamp.width + 1);
		expect(red.top - red.bottom).toBeLessThan(stamp.height + 1);
	});

	it('keeps its numbers in the units of a page with a UserUnit, and its text as large as on other pages', async () => {
		const document = await PDFDocument.create();
		const page = document.addPage([297.64, 420.95]);
		page.node.set(PDFName.of('UserUnit'), document.context.obj(2));
		page.setCropBox(10, 20, 280, 390);
		writeFileSync(at('unit.pdf'), await document.save());
		const stamp = { ...place, x: 50, y: 40, width: 100, height: 30 };
		expect(await sign(at('unit.pdf'), at('unit signed.pdf'), identity, { stamp })).toMatchObject({ ok: true });
		const red = await redOnPage(at('unit signed.pdf'), 1);
		// Some versions of poppler show the unit, some show the page small.
		const unit = red.width / 280;
		expect(red.left / unit).toBeCloseTo(50, -0.5);
		expect(red.right / unit).toBeCloseTo(150, -0.5);
		expect(red.bottom / unit).toBeCloseTo(40, -0.5);
		expect(red.top / unit).toBeCloseTo(70, -0.5);
		const signed = await PDFDocument.load(readFileSync(at('unit signed.pdf')));
		const widget = signed.getPage(0).node.Annots()?.lookup(0, PDFDict);
		expect(widget?.lookup(PDFName.of('Rect'), PDFArray).asRectangle()).toEqual({
			x: 60,
			y: 60,
			width: 100,
			height: 30,
		});
		const form = widget?.lookup(PDFName.of('AP'), PDFDict).lookup(PDFName.of('N'), PDFStream);
		expect(form?.dict.lookup(PDFName.of('BBox'), PDFArray).asRectangle()).toMatchObject({ width: 200, height: 60 });
		expect(widget?.lookup(PDFName.of('F'))?.toString()).toBe('132');
	});

	it.each([0, 90, 180, 270])(
		'shows a picture left of the text, upright on a page turned by %d degrees',
		async (rotate) => {
			// A blue disc whose lower half is missing, on nothing.
			const disc =
				'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><path d="M0 45a45 45 0 0 1 90 0z" fill="#00f"/></svg>';
			await sharp(Buffer.from(disc)).png().toFile(at('seal.png'));
			writeFileSync(at('in.pdf'), await yellowPdf(rotate));
			const output = at(`seal ${rotate}.pdf`);
			const stamp = { ...place, picture: at('seal.png') };
			expect(await sign(at('in.pdf'), output, identity, { stamp })).toMatchObject({ ok: true });
			const blue = await inkOnPage(output, 1, (r, g, b) => b > 180 && r < 90 && g < 90);
			expect(blue.left).toBeCloseTo(106, -0.7);
			expect(blue.right).toBeLessThan(160);
			expect(blue.top).toBeGreaterThan(128);
			// Only the upper half is inked: the picture stands upright.
			expect(blue.top - blue.bottom).toBeLessThan((blue.right - blue.left) * 0.6);
			// Where the picture is transparent the page shows through.
			const yellow = (x: number, y: number) => blue.pixel(x, y);
			expect(yellow((blue.left + blue.right) / 2, blue.bottom - 6)).toEqual([255, 255, 0]);
			const red = await redOnPage(output, 1);
			const textFrom = Array.from({ length: 80 }, (_, i) => 104 + i).find((x) => {
				for (let y = 84; y < 136; y += 0.5) if (red.isRed(x, y)) return true;
				return false;
			});
			expect(textFrom).toBeGreaterThan(blue.right);
			execFileSync('qpdf', ['--check', output]);
		},
	);

	it('refuses a picture that is damaged, and writes nothing', async () => {
		writeFileSync(at('broken.png'), 'no picture');
		const stamp = { ...place, picture: at('broken.png') };
		expect(await sign(at('in.pdf'), at('never.pdf'), identity, { stamp })).toMatchObject({
			ok: false,
			error: { code: 'IMAGE_UNREADABLE' },
		});
		expect(existsSync(at('never.pdf'))).toBe(false);
	});

	it('is refused with its size when the text cannot fit', async () => {
		const stamp = { ...place, width: 14, height: 6 };
		expect(await sign(at('in.pdf'), at('tiny.pdf'), identity, { stamp })).toMatchObject({
			ok: false,
			error: { code: 'SIGN_STAMP_PLACE', params: { detail: '14 × 6 pt' } },
		});
	});

	it('passes poppler and qpdf', async () => {
		writeFileSync(at('in.pdf'), await simplePdf({ rotate: 90, crop: true }));
		expect(await sign(at('in.pdf'), at('judged.pdf'), identity, { stamp: place })).toMatchObject({ ok: true });
		expect(pdfsig(at('judged.pdf'))).toEqual([expect.objectContaining({ valid: true, total: true })]);
		execFileSync('qpdf', ['--check', at('judged.pdf')]);
	});

	it('goes to the place the letter keeps for it', async () => {
		const document = await PDFDocument.load(await simplePdf());
		document.catalog.set(PDFName.of('VNKSignatureBox'), document.context.obj([1, 300, 200, 130, 55]));
		const marked = Buffer.from(await document.save({ useObjectStreams: false }));
		writeFileSync(at('marked.pdf'), marked);
		expect(await sign(at('marked.pdf'), at('auto.pdf'), identity)).toMatchObject({ ok: true });
		expect((await redOnPage(at('auto.pdf'), 1)).count).toBe(0);
		const red = await redOnPage(at('auto.pdf'), 2);
		expect([red.left, red.bottom].map(Math.round)).toEqual([300, 200]);
	});

	it('stands at the lower right of page 1 when no place is kept, whatever the size of the page', async () => {
		for (const [width, height] of [
			[595, 842],
			[842, 595],
			[300, 200],
		] as const) {
			const document = await PDFDocument.create();
			document.addPage([width, height]);
			writeFileSync(at('size.pdf'), await document.save());
			expect(await sign(at('size.pdf'), at('size signed.pdf'), identity)).toMatchObject({ ok: true });
			const red = await redOnPage(at('size signed.pdf'), 1);
			expect(red.count).toBeGreaterThan(500);
			expect(red.left).toBeGreaterThanOrEqual(0);
			expect(red.right).toBeLessThanOrEqual(width);
			expect(red.right).toBeGreaterThan(width / 2);
			expect(red.top).toBeLessThan(height * 0.75);
		}
	});
});
