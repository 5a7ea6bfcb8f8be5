import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../../../electron/features/signing/signature-port.ts';
import { makeIdentity, sign, simplePdf, stampText, workFolder } from './material.ts';

const folder = workFolder();
const identity = makeIdentity(folder);
const at = (name: string) => path.join(folder, name);

/** Red pixels of a page as poppler shows it, in points from the lower left of what is shown. */
async function redOnPage(file: string, page: number) {
	execFileSync('pdftoppm', ['-r', '144', '-cropbox', '-f', String(page), '-singlefile', '-png', file, at('shown')]);
	const { data, info } = await sharp(at('shown.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const isRed = (x: number, y: number) => {
		const i = (y * info.width + x) * 3;
		return (data[i] ?? 0) > 150 && (data[i + 1] ?? 255) < 130 && (data[i + 2] ?? 255) < 130;
	};
	const points = { left: Number.POSITIVE_INFINITY, right: 0, bottom: Number.POSITIVE_INFINITY, top: 0, count: 0 };
	for (let y = 0; y < info.height; y++) {
		for (let x = 0; x < info.width; x++) {
			if (!isRed(x, y)) continue;
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
		isRed: (x: number, y: number) => isRed(x * 2, info.height - y * 2),
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
