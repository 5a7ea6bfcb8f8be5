import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFHexString, PDFName, PDFNumber, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierOrder, DossierPart } from '../../electron/pdf/assemble/build-dossier.ts';
import { buildLetter } from '../../electron/pdf/letter/build-letter.ts';
import { sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { unwrap } from '../../shared/result.ts';
import { realDocumentWorker as worker } from '../fixtures/real-document-worker.ts';

/** What a merged file holds beside its pages, and what it takes to open one that is protected. */

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
let letter: Uint8Array;
beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'nội dung '));
	letter = unwrap(await buildLetter(sampleRequest, { resources: path.join(root, 'resources') })).pdf;
	writeFileSync(at('mở.pdf'), await (await twoPages()).save({ useObjectStreams: false }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const part = (name: string, more: Partial<DossierPart> = {}): DossierPart => ({ path: at(name), name, ...more });
let outputs = 0;
async function assemble(order: DossierOrder) {
	const output = at(`ra-${++outputs}.pdf`);
	const value = unwrap(await worker.assemble({ ...order, output }));
	expect(spawnSync('qpdf', ['--check', output], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
	return { ...value, file: output, codes: value.parts.map(({ warnings }) => warnings.map(({ code }) => code)) };
}
const qpdf = (...args: string[]) => execFileSync('qpdf', args, { encoding: 'utf8' });

async function twoPages(): Promise<PDFDocument> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (const number of [1, 2]) {
		pdf.addPage([300, 400]).drawText(`Trang so ${number}`, { x: 40, y: 300, size: 24, font, color: rgb(0.8, 0, 0) });
	}
	pdf.setTitle('Giấy tờ');
	return pdf;
}

function draw(file: string): Buffer[] {
	const pages = mkdtempSync(at('trang '));
	execFileSync('pdftoppm', ['-r', '40', file, path.join(pages, 'p')], { stdio: 'pipe' });
	return readdirSync(pages)
		.sort()
		.map((page) => readFileSync(path.join(pages, page)));
}

describe('a protected PDF', () => {
	const methods: [string, string[]][] = [
		['RC4 of 40 bits (revision 2)', ['40', '--']],
		['RC4 of 128 bits (revision 3)', ['128', '--use-aes=n', '--']],
		['RC4 as a crypt filter (revision 4)', ['128', '--force-V4', '--']],
		['AES of 128 bits (revision 4)', ['128', '--use-aes=y', '--']],
		['AES of 128 bits, its metadata open', ['128', '--use-aes=y', '--cleartext-metadata', '--']],
		['AES of 256 bits (revision 5)', ['256', '--force-R5', '--']],
		['AES of 256 bits (revision 6)', ['256', '--']],
	];
	describe.each(methods)('with %s', (name, how) => {
		const protect = (user: string, streams: string) => {
			const file = `${name} ${user} ${streams}.pdf`;
			qpdf(
				'--allow-weak-crypto',
				`--object-streams=${streams}`,
				'--encrypt',
				user,
				'chu-nhan',
				...how,
				at('mở.pdf'),
				at(file),
			);
			return file;
		};

		it.each(['disable', 'generate'])(
			'that anybody may open is taken, and the user told (object streams: %s)',
			async (streams) => {
				const file = protect('', streams);
				const { file: merged, codes } = await assemble({ parts: [part(file)] });
				expect(codes).toEqual([['protection-removed']]);
				expect(draw(merged).map((page, index) => page.equals(draw(at('mở.pdf'))[index]!))).toEqual([true, true]);
				expect(spawnSync('qpdf', ['--is-encrypted', merged]).status).toBe(2);
			},
		);

		it("needs one of its passwords where it has one: the user's or the owner's", async () => {
			const file = protect('mat-khau', 'generate');
			for (const [password, code] of [
				[undefined, 'PDF_PASSWORD_NEEDED'],
				['', 'PDF_PASSWORD_NEEDED'],
				['sai', 'PDF_PASSWORD_INCORRECT'],
			] as const) {
				expect(await worker.inspect(at(file), password)).toEqual({ ok: false, error: { code, params: { file } } });
			}
			for (const password of ['mat-khau', 'chu-nhan']) {
				expect(unwrap(await worker.inspect(at(file), password)).pages).toHaveLength(2);
			}
			const { file: merged } = await assemble({ parts: [part(file, { password: 'mat-khau' })] });
			expect(draw(merged)[1]!.equals(draw(at('mở.pdf'))[1]!)).toBe(true);
		});
	});

	it('opens with a Vietnamese password, composed or not', async () => {
		qpdf('--encrypt', 'mật khẩu', 'chủ', '256', '--', at('mở.pdf'), at('tiếng Việt.pdf'));
		for (const form of ['NFC', 'NFD'] as const) {
			expect((await worker.inspect(at('tiếng Việt.pdf'), 'mật khẩu'.normalize(form))).ok).toBe(true);
		}
	});

	it('by a method of its own is refused', async () => {
		qpdf('--encrypt', '', 'x', '128', '--use-aes=y', '--', at('mở.pdf'), at('riêng.pdf'));
		const other = readFileSync(at('riêng.pdf')).toString('latin1').replace('/Filter /Standard', '/Filter /Vendor_X');
		writeFileSync(at('riêng.pdf'), Buffer.from(other, 'latin1'));
		expect(await worker.inspect(at('riêng.pdf'))).toEqual({
			ok: false,
			error: { code: 'PDF_ENCRYPTED', params: { file: 'riêng.pdf' } },
		});
	});
});

describe('bookmarks', () => {
	type Item = { title: string; destpageposfrom1: number; kids: Item[] };
	const outline = (file: string) => {
		const items = (JSON.parse(qpdf('--json', '--json-key=outlines', file)) as { outlines: Item[] }).outlines;
		const plain = ({ title, destpageposfrom1, kids }: Item): unknown => [title, destpageposfrom1, ...kids.map(plain)];
		return items.map(plain);
	};

	it('lead to the letter and to each part, parts of one title under one', async () => {
		const { file } = await assemble({
			letter,
			parts: [
				part('mở.pdf', { title: 'Giấy chứng nhận đăng ký doanh nghiệp', pages: [0] }),
				part('mở.pdf', { title: 'Giấy chứng nhận đăng ký doanh nghiệp', pages: [1], rotate: 90 }),
				part('mở.pdf', { name: 'Căn cước.pdf'.normalize('NFD') }),
			],
		});
		const [first, ...others] = outline(file) as unknown[][];
		expect(first).toEqual([expect.stringMatching(/^Công văn|^V\/v|Đề nghị|đề nghị/), 1]);
		expect(others).toEqual([
			['Giấy chứng nhận đăng ký doanh nghiệp', 2],
			['Căn cước.pdf', 4],
		]);
	});

	it('of a part stay below it, whichever way they name their place, where their page is taken', async () => {
		const pdf = await PDFDocument.load(readFileSync(at('mở.pdf')));
		const { context } = pdf;
		const [one, two] = pdf.getPages();
		const [root, a, b, c, d] = Array.from({ length: 5 }, () => context.nextRef());
		const title = (text: string) => PDFHexString.fromText(text);
		context.assign(root!, context.obj({ Type: 'Outlines', First: a!, Last: d!, Count: 3 }));
		context.assign(
			a!,
			context.obj({ Title: title('Chương 1'), Parent: root!, Next: c!, First: b!, Last: b!, Dest: [one!.ref, 'Fit'] }),
		);
		context.assign(b!, context.obj({ Title: title('Mục 1.1'), Parent: a!, A: { S: 'GoTo', D: [two!.ref, 'Fit'] } }));
		context.assign(c!, context.obj({ Title: title('Có tên'), Parent: root!, Prev: a!, Next: d!, Dest: 'cuoi' }));
		context.assign(
			d!,
			context.obj({ Title: title('Ra ngoài'), Parent: root!, Prev: c!, A: { S: 'URI', URI: title('http://x') } }),
		);
		pdf.catalog.set(PDFName.of('Outlines'), root!);
		pdf.catalog.set(PDFName.of('Dests'), context.obj({ cuoi: { D: [two!.ref, 'Fit'] } }));
		writeFileSync(at('mục lục.pdf'), await pdf.save({ useObjectStreams: false }));

		const all = await assemble({ parts: [part('mở.pdf'), part('mục lục.pdf')] });
		expect(outline(all.file)).toEqual([
			['mở.pdf', 1],
			['mục lục.pdf', 3, ['Chương 1', 3, ['Mục 1.1', 4]], ['Có tên', 4]],
		]);
		const second = await assemble({ parts: [part('mục lục.pdf', { pages: [1] })] });
		// The only part has no bookmark of its own.
		expect(outline(second.file)).toEqual([
			['Mục 1.1', 1],
			['Có tên', 1],
		]);
	});

	it('that run in a circle end', async () => {
		const pdf = await PDFDocument.load(readFileSync(at('mở.pdf')));
		const { context } = pdf;
		const [root, a] = [context.nextRef(), context.nextRef()];
		context.assign(root, context.obj({ First: a, Last: a }));
		context.assign(
			a,
			context.obj({ Title: PDFHexString.fromText('Vòng'), First: a, Next: a, Dest: [pdf.getPage(0).ref, 'Fit'] }),
		);
		pdf.catalog.set(PDFName.of('Outlines'), root);
		writeFileSync(at('vòng.pdf'), await pdf.save({ useObjectStreams: false }));
		expect(outline((await assemble({ parts: [part('vòng.pdf')] })).file)).toEqual([['Vòng', 1]]);
	});
});

describe('a signed PDF', () => {
	/** A field of a signature that is none: enough for merging, which never checks one. */
	async function writeSigned(name: string): Promise<void> {
		const pdf = await twoPages();
		const { context } = pdf;
		const value = context.obj({
			Type: 'Sig',
			Filter: 'Adobe.PPKLite',
			ByteRange: [0, 1, 2, 3],
			Contents: PDFHexString.of('3000'),
		});
		const field = context.register(
			context.obj({ FT: 'Sig', T: PDFHexString.fromText('Ký'), V: value, Subtype: 'Widget', Rect: [0, 0, 0, 0] }),
		);
		pdf.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }));
		writeFileSync(at(name), await pdf.save({ useObjectStreams: false, updateFieldAppearances: false }));
	}
	const attachments = (file: string) => execFileSync('pdfdetach', ['-list', file], { encoding: 'utf8' });

	it('is attached as it is where that is asked for, once for all its parts, and the user told', async () => {
		await writeSigned('đã ký.pdf');
		await writeSigned('đã ký khác.pdf');
		writeFileSync(at('đã ký khác.pdf'), `${readFileSync(at('đã ký khác.pdf'), 'latin1')}\n`, 'latin1');
		const wanted = { attachSigned: true };
		const { file, codes } = await assemble({
			letter,
			parts: [
				part('đã ký.pdf', { ...wanted, pages: [1] }),
				part('mở.pdf', wanted),
				part('đã ký.pdf', { ...wanted, pages: [0] }),
				// Two files of one name, as from two folders.
				part('đã ký khác.pdf', { ...wanted, name: 'đã ký.pdf' }),
			],
		});
		expect(codes).toEqual([
			['signature-flattened', 'original-attached'],
			[],
			['signature-flattened', 'original-attached'],
			['signature-flattened', 'original-attached'],
		]);
		expect(attachments(file)).toMatch(/^2 embedded files\n1: đã ký\.pdf\n2: đã ký\.pdf/);
		for (const [number, name] of [
			['1', 'đã ký.pdf'],
			['2', 'đã ký khác.pdf'],
		] as const) {
			execFileSync('pdfdetach', ['-save', number, '-o', at('ra.pdf'), file]);
			expect(readFileSync(at('ra.pdf')).equals(readFileSync(at(name)))).toBe(true);
		}
		const catalog = execFileSync('mutool', ['show', file, 'trailer/Root/AF'], { encoding: 'utf8' });
		expect(catalog).toMatch(/^\[ \d+ 0 R \d+ 0 R \]/);
		expect(
			execFileSync('mutool', ['show', file, 'trailer/Root/AF/1/AFRelationship'], { encoding: 'utf8' }).trim(),
		).toBe('/Source');
	});

	it('is not attached where nobody asked', async () => {
		await writeSigned('đã ký.pdf');
		const { file, codes } = await assemble({ parts: [part('đã ký.pdf')] });
		expect(codes).toEqual([['signature-flattened']]);
		expect(attachments(file)).toMatch(/^0 embedded files/);
	});
});

describe('the same file several times', () => {
	it('takes the room of one, by the same path or as a copy under another name', async () => {
		const pdf = await PDFDocument.create();
		const picture = await pdf.embedPng(await noise());
		for (let page = 0; page < 3; page++) pdf.addPage([600, 600]).drawImage(picture, { width: 600, height: 600 });
		writeFileSync(at('lớn.pdf'), await pdf.save());
		copyFileSync(at('lớn.pdf'), at('bản sao.pdf'));
		const size = statSync(at('lớn.pdf')).size;
		expect(size).toBeGreaterThan(4e6);
		const { bytes, pages, file } = await assemble({
			parts: [part('lớn.pdf'), part('bản sao.pdf'), part('lớn.pdf', { rotate: 180 })],
		});
		expect(pages).toBe(9);
		expect(bytes).toBeLessThan(size + 20_000);
		const merged = draw(file);
		expect(merged[3]!.equals(merged[0]!)).toBe(true);
	});

	it('but one that differs in its last byte is another file', async () => {
		writeFileSync(at('khác.pdf'), `${readFileSync(at('mở.pdf'), 'latin1').slice(0, -1)} `, 'latin1');
		const one = await assemble({ parts: [part('mở.pdf'), part('mở.pdf')] });
		const two = await assemble({ parts: [part('mở.pdf'), part('khác.pdf')] });
		expect(two.bytes).toBeGreaterThan(one.bytes);
	});

	async function noise(): Promise<Buffer> {
		const { default: sharp } = await import('sharp');
		return sharp(randomBytes(1300 * 1100 * 3), { raw: { width: 1300, height: 1100, channels: 3 } })
			.png()
			.toBuffer();
	}
});

describe('forms', () => {
	it('that make their pages by a program are told of', async () => {
		const pdf = await twoPages();
		pdf.catalog.set(PDFName.of('NeedsRendering'), pdf.context.obj(true));
		pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [], XFA: PDFHexString.fromText('<xdp/>') }));
		writeFileSync(at('xfa.pdf'), await pdf.save({ updateFieldAppearances: false }));
		const { codes, file } = await assemble({ parts: [part('xfa.pdf')] });
		expect(codes).toEqual([['dynamic-form']]);
		expect(readFileSync(file, 'latin1')).not.toMatch(/XFA|NeedsRendering/);
	});

	it('of equal field names in two files keep what each shows', async () => {
		for (const value of ['MOT', 'HAI']) {
			const pdf = await PDFDocument.create();
			const field = pdf.getForm().createTextField('ten');
			field.setText(value);
			field.addToPage(pdf.addPage([300, 200]), { x: 20, y: 80, width: 200, height: 40 });
			writeFileSync(at(`${value}.pdf`), await pdf.save());
		}
		const { file } = await assemble({ parts: [part('MOT.pdf'), part('HAI.pdf')] });
		const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
		expect(text).toMatch(/MOT[\s\S]*HAI/);
	});
});

it('a page number that leads nowhere in a bookmark is left out', async () => {
	const pdf = await twoPages();
	const item = pdf.context.register(
		pdf.context.obj({ Title: PDFHexString.fromText('Sai'), Dest: [PDFNumber.of(77), PDFName.of('Fit')] }),
	);
	pdf.catalog.set(PDFName.of('Outlines'), pdf.context.obj({ First: item, Last: item }));
	writeFileSync(at('sai.pdf'), await pdf.save());
	const { file } = await assemble({ parts: [part('sai.pdf')] });
	expect(execFileSync('mutool', ['show', file, 'outline'], { encoding: 'utf8' })).not.toContain('Sai');
});
