import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { degrees, PDFDocument, PDFName, rgb, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierOrder, DossierPart } from '../../electron/pdf/assemble/build-dossier.ts';
import { buildLetter } from '../../electron/pdf/letter/build-letter.ts';
import { sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { unwrap } from '../../shared/result.ts';
import { realDocumentWorker as worker } from '../fixtures/real-document-worker.ts';
import { colorAt, colorName, drawPage, halves } from './pdf-tools.ts';

const root = path.resolve(import.meta.dirname, '../..');

let folder: string;
let letter: Uint8Array;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'hồ sơ '));
	letter = unwrap(await buildLetter(sampleRequest, { resources: path.join(root, 'resources') })).pdf;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const part = (name: string, more: Partial<DossierPart> = {}): DossierPart => ({ path: at(name), name, ...more });

let outputs = 0;
async function assemble(order: DossierOrder) {
	const output = at(`ra-${++outputs}.pdf`);
	const value = unwrap(await worker.assemble({ ...order, output }));
	expect(spawnSync('qpdf', ['--check', output]).status).toBe(0);
	return { ...value, file: output };
}
const errorOf = async (name: string) => {
	const output = at(`ra-${++outputs}.pdf`);
	const result = await worker.assemble({ parts: [part(name)], output });
	expect(readdirSync(folder).filter((file) => file === path.basename(output) || file.endsWith('.tmp'))).toEqual([]);
	return result.ok ? result.value : result.error;
};
const leftAndRight = async (file: string, page = 1) => {
	const raster = await drawPage(file, page);
	return {
		shape: raster.width > raster.height ? 'lying' : 'upright',
		colors: [0.25, 0.75].map((x) => colorName(colorAt(raster, x, 0.5))),
	};
};

async function twoPages(name: string): Promise<void> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const number of [1, 2]) {
		const page = pdf.addPage([595, 842]);
		page.drawRectangle({ x: 0, y: 0, width: 595, height: 842, color: number === 1 ? rgb(0.9, 0, 0) : rgb(0, 0, 0.9) });
		page.drawText(`Page ${number}`, { x: 50, y: 800, font });
	}
	writeFileSync(at(name), await pdf.save());
}

describe('images in a dossier', () => {
	it('stand upright as their EXIF orientation says', async () => {
		// Stored left half red; orientation 6 means: turn clockwise to see it, red comes to the top.
		await halves(1200, 800).withMetadata({ orientation: 6 }).jpeg().toFile(at('xoay.jpg'));
		const { file, pages, parts } = await assemble({ parts: [part('xoay.jpg')] });
		const raster = await drawPage(file, 1);
		expect(pages).toBe(1);
		expect(raster.height).toBeGreaterThan(raster.width);
		expect([0.25, 0.75].map((y) => colorName(colorAt(raster, 0.5, y)))).toEqual(['red', 'blue']);
		expect(parts[0]?.warnings).toEqual([{ code: 'low-resolution', params: { dpi: 102 } }]);
	});

	it('lie or stand on A4 by their shape, centred, at 200 dpi at most', async () => {
		await halves(4000, 2000).jpeg().toFile(at('ngang.jpg'));
		const { file, parts } = await assemble({ parts: [part('ngang.jpg')] });
		expect(await leftAndRight(file)).toEqual({ shape: 'lying', colors: ['red', 'blue'] });
		const raster = await drawPage(file, 1);
		expect([0.05, 0.95].map((y) => colorName(colorAt(raster, 0.25, y)))).toEqual(['white', 'white']);
		const image = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).split('\n')[2];
		expect(image).toMatch(/\s2339\s+1169\s+rgb\s+3\s+8\s+jpeg\s.*\s200\s+200\s/);
		expect(parts[0]?.warnings).toEqual([]);
	});

	it('keep their own bytes when nothing has to change', async () => {
		const jpeg = await halves(1400, 1900).jpeg({ quality: 90 }).toBuffer();
		writeFileSync(at('sẵn.jpg'), jpeg);
		const { file } = await assemble({ parts: [part('sẵn.jpg')] });
		expect(readFileSync(file).includes(jpeg)).toBe(true);
	});

	it('do not take the place where a photo was taken along', async () => {
		await halves(1400, 1900)
			.withExif({ IFD0: { Copyright: 'BI-MAT-21.0278' } })
			.jpeg()
			.toFile(at('gps.jpg'));
		expect(readFileSync(at('gps.jpg')).includes('BI-MAT-21.0278')).toBe(true);
		const { file } = await assemble({ parts: [part('gps.jpg')] });
		expect(readFileSync(file).includes('BI-MAT-21.0278')).toBe(false);
	});

	it.each([
		['CMYK JPEG', 'cmyk.jpg', () => halves(1200, 800).toColourspace('cmyk').jpeg()],
		['16-bit PNG', '16.png', () => halves(1200, 800).toColourspace('rgb16').png()],
		['interlaced PNG', 'i.png', () => halves(1200, 800).png({ progressive: true })],
		['WebP', 'a.webp', () => halves(1200, 800).webp()],
		['TIFF', 'a.tif', () => halves(1200, 800).tiff({ compression: 'lzw' })],
	])('show right colours from a %s', async (_, name, make) => {
		await make().toFile(at(name));
		const { file } = await assemble({ parts: [part(name)] });
		expect(await leftAndRight(file)).toEqual({ shape: 'lying', colors: ['red', 'blue'] });
	});

	it('show right colours from an iPhone HEIC, whatever its name says', async () => {
		copyFileSync(path.join(root, 'tests/fixtures/images/red-left-blue-right.heic'), at('ảnh.jpg'));
		const { file } = await assemble({ parts: [part('ảnh.jpg')] });
		expect(await leftAndRight(file)).toEqual({ shape: 'lying', colors: ['red', 'blue'] });
	});

	it('put transparent parts on white and keep gray gray', async () => {
		const clear = { width: 800, height: 600, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
		await sharp({ create: clear }).png().toFile(at('trong.png'));
		await halves(800, 600).greyscale().png().toFile(at('xám.png'));
		const { file } = await assemble({ parts: [part('trong.png'), part('xám.png')] });
		expect(colorName(colorAt(await drawPage(file, 1), 0.5, 0.5))).toBe('white');
		expect(colorName(colorAt(await drawPage(file, 2), 0.25, 0.5))).toBe('gray');
	});

	it('come page by page from a TIFF, each turned as asked', async () => {
		const frames = await Promise.all([
			halves(300, 200).png().toBuffer(),
			halves(300, 200).rotate(180).png().toBuffer(),
			halves(300, 200).negate().png().toBuffer(),
		]);
		await sharp(frames, { join: { animated: true } })
			.tiff()
			.toFile(at('nhiều trang.tiff'));
		const whole = await assemble({ parts: [part('nhiều trang.tiff')] });
		expect(whole.pages).toBe(3);
		expect((await leftAndRight(whole.file, 2)).colors).toEqual(['blue', 'red']);
		const chosen = await assemble({
			parts: [part('nhiều trang.tiff', { pages: [1] }), part('nhiều trang.tiff', { pages: [0, 0], rotate: 180 })],
		});
		expect(chosen.parts.map(({ pages }) => pages)).toEqual([1, 2]);
		for (const page of [1, 2, 3]) expect((await leftAndRight(chosen.file, page)).colors).toEqual(['blue', 'red']);
	});
});

describe('the dossier', () => {
	it('is the letter with its title, language and signature box, then the parts in order', async () => {
		await twoPages('giấy.pdf');
		await halves(1200, 800).png().toFile(at('căn cước.png'));
		const order = {
			letter,
			parts: [part('căn cước.png'), part('giấy.pdf', { rotate: 90 }), part('căn cước.png'.normalize('NFC'))],
		};
		const { file, pages, bytes, parts } = await assemble(order);
		expect(pages).toBe(5);
		expect(readFileSync(file)).toHaveLength(bytes);
		expect(parts).toMatchObject([
			{ name: 'căn cước.png', pages: 1 },
			{ name: 'giấy.pdf', pages: 2 },
			{ name: 'căn cước.png', pages: 1 },
		]);
		const info = execFileSync('pdfinfo', ['-l', '9', file], { encoding: 'utf8' });
		expect(info).toMatch(/Title:\s+Đề nghị cấp lại mật khẩu/);
		expect(info).toMatch(/Page\s+3 rot:\s+90/);
		const content = readFileSync(file).toString('latin1');
		expect(content).toMatch(/\/VNKSignatureBox ?\[ ?0 358\.02 /);
		expect(content).toContain('/Lang (vi-VN)');
		expect(execFileSync('pdftotext', ['-l', '1', file, '-'], { encoding: 'utf8' })).toContain('Nguyễn Thị Ngọc Ẩn');
		expect((await leftAndRight(file, 2)).colors).toEqual(['red', 'blue']);
		expect((await leftAndRight(file, 3)).colors).toEqual(['red', 'red']);
	});

	it('has the same bytes each time', async () => {
		await twoPages('hai.pdf');
		await halves(1200, 800).png().toFile(at('hai.png'));
		for (const head of [{ letter }, {}]) {
			const order = { ...head, parts: [part('hai.pdf'), part('hai.png')] };
			const [one, two] = [await assemble(order), await assemble(order)];
			expect(Buffer.compare(readFileSync(one.file), readFileSync(two.file))).toBe(0);
		}
	});

	it('says PDF/A only while nothing but the letter and pictures is inside', async () => {
		await twoPages('ngoài.pdf');
		await halves(1200, 800).png().toFile(at('trong.png'));
		const claims = async (name: string) =>
			readFileSync((await assemble({ letter, parts: [part(name)] })).file).includes('pdfaid:part');
		expect(await claims('trong.png')).toBe(true);
		expect(await claims('ngoài.pdf')).toBe(false);
	});

	it('copies what the pages of a file share once', async () => {
		const pdf = await PDFDocument.create();
		const noise = await sharp({
			create: {
				width: 600,
				height: 800,
				channels: 3,
				background: 'white',
				noise: { type: 'gaussian', mean: 128, sigma: 60 },
			},
		})
			.jpeg()
			.toBuffer();
		const image = await pdf.embedJpg(noise);
		for (let i = 0; i < 10; i++) pdf.addPage([595, 842]).drawImage(image);
		writeFileSync(at('chung.pdf'), await pdf.save());
		const each = Array.from({ length: 10 }, (_, page) => part('chung.pdf', { pages: [page] }));
		const { bytes } = await assemble({ parts: each });
		expect(bytes).toBeLessThan(noise.length * 1.3);
	});

	it('refuses to write over one of its inputs and pages that do not exist', async () => {
		await twoPages('vào.pdf');
		const before = readFileSync(at('vào.pdf'));
		const same = await worker.assemble({ parts: [part('vào.pdf')], output: at('vào.pdf') });
		expect(same).toMatchObject({ ok: false, error: { code: 'FILE_IS_INPUT' } });
		expect(readFileSync(at('vào.pdf')).equals(before)).toBe(true);
		const beyond = await worker.assemble({ parts: [part('vào.pdf', { pages: [2] })], output: at('x.pdf') });
		expect(beyond).toMatchObject({
			ok: false,
			error: { code: 'INPUT_FIELD', params: { field: 'pages', detail: '2' } },
		});
		const nowhere = await worker.assemble({ parts: [part('vào.pdf')], output: at('không có/x.pdf') });
		expect(nowhere).toMatchObject({ ok: false, error: { code: 'FILE_FOLDER_MISSING' } });
	});
});

describe('foreign PDFs', () => {
	/** A page with a green stamp that belongs to a signature field, below a red rectangle of its own. */
	async function signedPdf(name: string, more: (pdf: PDFDocument) => void = () => {}): Promise<void> {
		const pdf = await PDFDocument.create();
		const page = pdf.addPage([600, 800]);
		page.drawRectangle({ x: 0, y: 400, width: 600, height: 400, color: rgb(0.9, 0, 0) });
		const { context } = pdf;
		const appearance = context.register(
			context.stream('0 0.8 0 rg 0 0 100 50 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 100, 50] }),
		);
		const value = context.register(
			context.obj({
				Type: 'Sig',
				Filter: 'Adobe.PPKLite',
				SubFilter: 'ETSI.CAdES.detached',
				ByteRange: [0, 10, 20, 10],
				Contents: context.obj(0),
			}),
		);
		(context.lookup(value) as ReturnType<typeof context.obj> & { set: (key: PDFName, v: unknown) => void }).set(
			PDFName.of('Contents'),
			context.obj('30820000' as never),
		);
		const widget = context.register(
			context.obj({
				Type: 'Annot',
				Subtype: 'Widget',
				FT: 'Sig',
				F: 132,
				Rect: [200, 100, 400, 200],
				P: page.ref,
				V: value,
				AP: { N: appearance },
			}),
		);
		page.node.set(PDFName.of('Annots'), context.obj([widget]));
		pdf.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [widget], SigFlags: 3 }));
		more(pdf);
		writeFileSync(at(name), await pdf.save({ useObjectStreams: false, updateFieldAppearances: false }));
	}

	it('lose a signature that would be broken, but keep its picture in its place', async () => {
		await signedPdf('đã ký.pdf');
		expect(execFileSync('pdfsig', [at('đã ký.pdf')], { encoding: 'utf8' })).toMatch(/Signature #1/);
		expect(unwrap(await worker.inspect(at('đã ký.pdf')))).toMatchObject({
			kind: 'pdf',
			signed: true,
			pages: [{ widthPt: 600, heightPt: 800, rotation: 0 }],
			warnings: [{ code: 'signature-flattened' }],
		});
		const { file, parts } = await assemble({ letter, parts: [part('đã ký.pdf')] });
		expect(spawnSync('pdfsig', [file], { encoding: 'utf8' }).stdout).toMatch(/does not contain any signatures/);
		expect(parts[0]?.warnings).toEqual([{ code: 'signature-flattened', params: {} }]);
		expect(readFileSync(file).toString('latin1')).not.toMatch(/\/Widget|\/ByteRange|\/AcroForm/);
		const raster = await drawPage(file, 2);
		expect(colorName(colorAt(raster, 300 / 600, 1 - 150 / 800))).toBe('green');
		expect(colorName(colorAt(raster, 210 / 600, 1 - 110 / 800))).toBe('green');
		expect(colorName(colorAt(raster, 190 / 600, 1 - 150 / 800))).toBe('white');
		expect(colorName(colorAt(raster, 0.5, 0.25))).toBe('red');
	});

	it('keep stamps in place when the page is turned or its content is unbalanced', async () => {
		await signedPdf('xoay.pdf', (pdf) => {
			const page = pdf.getPage(0);
			page.setRotation(degrees(90));
			const shift = pdf.context.register(pdf.context.stream('1 0 0 1 300 300 cm'));
			page.node.normalize();
			(page.node.Contents() as { push?: (ref: unknown) => void }).push?.(shift);
		});
		const { file } = await assemble({ parts: [part('xoay.pdf')] });
		const raster = await drawPage(file, 1);
		expect(raster.width).toBeGreaterThan(raster.height);
		// Turned clockwise, x of the page runs down and y to the right.
		expect(colorName(colorAt(raster, 150 / 800, 300 / 600))).toBe('green');
	});

	it('lose scripts, actions and embedded files', async () => {
		const pdf = await PDFDocument.create();
		const page = pdf.addPage();
		const { context } = pdf;
		page.drawText('con', { x: 20, y: 20 });
		pdf.addJavaScript('x', 'app.alert(1)');
		await pdf.attach(Buffer.from('MZ-virus'), 'a.exe', { mimeType: 'application/octet-stream' });
		pdf.catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'Launch', F: 'cmd.exe' }));
		page.node.set(PDFName.of('AA'), context.obj({ O: { S: 'JavaScript', JS: 'app.alert(2)' } }));
		page.node.set(
			PDFName.of('Annots'),
			context.obj([
				{ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: 'calc.exe' } },
				{ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: 'x' },
			]),
		);
		writeFileSync(at('độc.pdf'), await pdf.save({ useObjectStreams: false }));
		const { file, parts } = await assemble({ letter, parts: [part('độc.pdf')] });
		expect(parts[0]?.warnings.map(({ code }) => code)).toEqual([
			'comment-removed',
			'javascript-removed',
			'action-removed',
			'attachment-removed',
		]);
		const plain = execFileSync('qpdf', ['--qdf', '--object-streams=disable', file, '-'], { encoding: 'latin1' });
		expect(plain).not.toMatch(/JavaScript|Launch|EmbeddedFile|cmd\.exe|calc\.exe|\/AA\b|MZ-virus|app\.alert/);
	});

	it('keep what a form shows and say where a value has no picture', async () => {
		const pdf = await PDFDocument.create();
		const page = pdf.addPage([600, 800]);
		const box = { x: 100, y: 500, width: 400, height: 200, backgroundColor: rgb(0, 0.8, 0) };
		const field = pdf.getForm().createTextField('mst');
		field.setText('0201234569');
		field.addToPage(page, box);
		writeFileSync(at('mẫu.pdf'), await pdf.save());
		const shown = await assemble({ parts: [part('mẫu.pdf')] });
		expect(shown.parts[0]?.warnings.map(({ code }) => code)).toEqual(['form-flattened']);
		expect(colorName(colorAt(await drawPage(shown.file, 1), 0.5, 0.15))).toBe('green');
		expect(execFileSync('pdftotext', [shown.file, '-'], { encoding: 'utf8' })).toContain('0201234569');

		field.acroField.getWidgets()[0]?.dict.delete(PDFName.of('AP'));
		writeFileSync(at('mẫu 2.pdf'), await pdf.save({ updateFieldAppearances: false }));
		const blank = await assemble({ parts: [part('mẫu 2.pdf')] });
		expect(blank.parts[0]?.warnings.map(({ code }) => code)).toEqual(['form-flattened', 'form-value-missing']);
	});

	it('are taken with cross-reference streams, linearised, and with junk in front', async () => {
		await twoPages('gốc.pdf');
		execFileSync('qpdf', ['--object-streams=generate', at('gốc.pdf'), at('nén.pdf')]);
		execFileSync('qpdf', ['--linearize', at('gốc.pdf'), at('tuyến.pdf')]);
		writeFileSync(at('rác.pdf'), Buffer.concat([Buffer.from('rác trước\n'), readFileSync(at('gốc.pdf'))]));
		const { pages, file } = await assemble({ parts: [part('nén.pdf'), part('tuyến.pdf'), part('rác.pdf')] });
		expect(pages).toBe(6);
		expect((await leftAndRight(file, 5)).colors).toEqual(['red', 'red']);
	});
});

describe('what cannot be taken', () => {
	it('is a PDF that needs a password nobody gave', async () => {
		await twoPages('mở.pdf');
		execFileSync('qpdf', ['--encrypt', 'mật', 'chủ', '256', '--', at('mở.pdf'), at('khóa.pdf')]);
		expect(await errorOf('khóa.pdf')).toEqual({ code: 'PDF_PASSWORD_NEEDED', params: { file: 'khóa.pdf' } });
	});

	it.each([
		['a truncated JPEG', 'cụt.jpg', async () => (await halves(1200, 800).jpeg().toBuffer()).subarray(0, 4000)],
		['a truncated photo', 'cụt lớn.jpg', async () => (await halves(4000, 3000).jpeg().toBuffer()).subarray(0, -9000)],
		['a truncated PNG', 'cụt.png', async () => (await halves(1200, 800).png().toBuffer()).subarray(0, 2000)],
		[
			'a truncated HEIC',
			'cụt.heic',
			async () => readFileSync(path.join(root, 'tests/fixtures/images/red-left-blue-right.heic')).subarray(0, 400),
		],
		['a text named .jpg', 'chữ.jpg', async () => Buffer.from('xin chào')],
		['an empty file named .png', 'rỗng.png', async () => Buffer.alloc(0)],
	])('is %s', async (_, name, make) => {
		writeFileSync(at(name), await make());
		expect(await errorOf(name)).toEqual({ code: 'IMAGE_UNREADABLE', params: { file: name } });
	});

	it.each([
		['a PDF without content', 'đầu.pdf', '%PDF-1.7\n%%EOF\n'],
		['a text named .pdf', 'chữ.pdf', 'xin chào'],
		[
			'a PDF whose pages run in a circle',
			'vòng.pdf',
			'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF',
		],
	])('is %s', async (_, name, content) => {
		writeFileSync(at(name), content);
		expect(await errorOf(name)).toEqual({ code: 'PDF_UNREADABLE', params: { file: name } });
	});

	it('is a type nobody asked for, a missing file, a folder', async () => {
		writeFileSync(at('bảng.xlsx'), 'PK\x03\x04');
		expect(await errorOf('bảng.xlsx')).toEqual({ code: 'FILE_TYPE_UNSUPPORTED', params: { file: 'bảng.xlsx' } });
		expect(await errorOf('không có.pdf')).toEqual({ code: 'FILE_NOT_FOUND', params: { file: 'không có.pdf' } });
		expect(await errorOf('.')).toMatchObject({ code: 'FILE_UNREADABLE' });
	});

	it('is a file over 25 MB, a picture over 100 megapixels, a PDF over 500 pages', async () => {
		writeFileSync(at('nặng.pdf'), Buffer.alloc(25_000_001, 32));
		expect(await errorOf('nặng.pdf')).toEqual({ code: 'FILE_TOO_LARGE', params: { file: 'nặng.pdf', limitMb: 25 } });
		await sharp({
			create: { width: 11_000, height: 10_000, channels: 3, background: 'white' },
			limitInputPixels: false,
		})
			.png()
			.toFile(at('to.png'));
		expect(await errorOf('to.png')).toEqual({ code: 'IMAGE_TOO_LARGE', params: { file: 'to.png', limitMpx: 100 } });
		const pdf = await PDFDocument.create();
		for (let i = 0; i < 501; i++) pdf.addPage();
		writeFileSync(at('dài.pdf'), await pdf.save());
		expect(await errorOf('dài.pdf')).toEqual({ code: 'PDF_TOO_MANY_PAGES', params: { file: 'dài.pdf', limit: 500 } });
	});

	it('is called as the user calls it where it is stored under another name', async () => {
		writeFileSync(at('0192f3a4.bin'), 'xin chào');
		const parts = [{ path: at('0192f3a4.bin'), name: 'Ảnh CCCD.jpg' }];
		expect(await worker.assemble({ parts, output: at('x.pdf') })).toMatchObject({
			error: { code: 'IMAGE_UNREADABLE', params: { file: 'Ảnh CCCD.jpg' } },
		});
	});

	it('is a PDF without a page size', async () => {
		const tail = '3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF';
		writeFileSync(
			at('không khổ.pdf'),
			`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n${tail}`,
		);
		expect(await errorOf('không khổ.pdf')).toMatchObject({ code: 'PDF_UNREADABLE' });
	});

	it('is named in NFC by its base name only', async () => {
		const name = 'Giấy đăng ký.pdf'.normalize('NFD');
		writeFileSync(at(name), 'x');
		expect(await errorOf(name)).toEqual({ code: 'PDF_UNREADABLE', params: { file: 'Giấy đăng ký.pdf' } });
	});
});
