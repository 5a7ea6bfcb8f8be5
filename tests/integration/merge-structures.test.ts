import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/result.ts';
import { realDocumentWorker as worker } from '../fixtures/real-document-worker.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'ghép '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

/** Pixels of every page as shown, crop box applied. */
function draw(file: string): Buffer[] {
	const pages = mkdtempSync(path.join(folder, 'trang '));
	execFileSync('pdftoppm', ['-r', '40', '-cropbox', file, path.join(pages, 'p')], { stdio: 'pipe' });
	return readdirSync(pages)
		.sort()
		.map((page) => readFileSync(path.join(pages, page)));
}

async function merge(name: string, pages?: readonly number[]) {
	const output = at(`${name} ra.pdf`);
	const value = unwrap(await worker.assemble({ parts: [{ path: at(name), name, ...(pages && { pages }) }], output }));
	expect(spawnSync('qpdf', ['--check', output], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
	return { ...value, output, warnings: value.parts[0]!.warnings.map(({ code }) => code) };
}

/** Merged pages look as before, every one of them. */
async function expectSameLook(name: string) {
	const merged = await merge(name);
	const [before, after] = [draw(at(name)), draw(merged.output)];
	expect(after).toHaveLength(before.length);
	for (const [index, page] of before.entries()) expect(page.equals(after[index]!), `page ${index + 1}`).toBe(true);
	return merged;
}

/** Four pages, each another way: plain, turned, cropped away from the corner, both. */
async function fourPages(): Promise<PDFDocument> {
	const pdf = await PDFDocument.create({ updateMetadata: false });
	const font = await pdf.embedFont(StandardFonts.TimesRoman);
	for (const number of [1, 2, 3, 4]) {
		const page = pdf.addPage([400 + 20 * number, 600]);
		page.drawRectangle({ x: 100, y: 300, width: 80 * number, height: 60, color: rgb(0.2 * number, 0.5, 0.1) });
		page.drawText(`Trang ${number}`, { x: 120, y: 420, size: 30, font });
		if (number % 2 === 0) page.setRotation(degrees(number === 2 ? 90 : 270));
		if (number > 2) page.setCropBox(60, 250, 300, 260);
	}
	return pdf;
}

/** A classic file of numbered bodies. */
function classic(bodies: string[]): Buffer {
	let file = '%PDF-1.7\n';
	const rows = bodies.map((body, index) => {
		const row = `${String(file.length).padStart(10, '0')} 00000 n \n`;
		file += `${index + 1} 0 obj\n${body}\nendobj\n`;
		return row;
	});
	const size = bodies.length + 1;
	file += `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
	return Buffer.from(file, 'latin1');
}
const stream = (content: string, entries = '') =>
	`<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;

describe('pages look the same after merging', () => {
	it.each(['disable', 'generate'])('with object streams: %s', async (streams) => {
		writeFileSync(at('gốc.pdf'), await (await fourPages()).save({ useObjectStreams: false }));
		execFileSync('qpdf', [`--object-streams=${streams}`, at('gốc.pdf'), at(`${streams}.pdf`)]);
		expect((await expectSameLook(`${streams}.pdf`)).warnings).toEqual([]);
	});

	it('when the file is linearised', async () => {
		writeFileSync(at('gốc 2.pdf'), await (await fourPages()).save());
		execFileSync('qpdf', ['--linearize', at('gốc 2.pdf'), at('tuyến.pdf')]);
		expect((await expectSameLook('tuyến.pdf')).warnings).toEqual([]);
	});

	it('when the file has updates, a page changed by the last of them', async () => {
		writeFileSync(at('cập nhật.pdf'), await (await fourPages()).save({ useObjectStreams: false }));
		for (const color of [rgb(1, 0, 0), rgb(0, 0, 1)]) {
			const pdf = await PDFDocument.load(readFileSync(at('cập nhật.pdf')), { forIncrementalUpdate: true });
			pdf.getPage(0).drawCircle({ x: 200, y: 200, size: 50, color });
			const bytes = await pdf.save({ useObjectStreams: false });
			expect(readFileSync(at('cập nhật.pdf')).length).toBeLessThan(bytes.length);
			writeFileSync(at('cập nhật.pdf'), bytes);
		}
		expect((await expectSameLook('cập nhật.pdf')).warnings).toEqual([]);
	});

	it('when boxes, turn and resources come from above and the content is in pieces', async () => {
		const kid = (more: string) => `<</Type/Page/Parent 2 0 R${more}>>`;
		writeFileSync(
			at('thừa kế.pdf'),
			classic([
				'<</Type/Catalog/Pages 2 0 R>>',
				'<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 300 200]/CropBox 9 0 R/Rotate -90/Resources 8 0 R>>',
				kid('/Contents[5 0 R 6 0 R]'),
				kid('/Contents 7 0 R/Rotate 180'),
				stream('0 0.6 0 rg 40 40 120'),
				stream(' 60 re f BT /AA 24 Tf 60 120 Td (Metadata) Tj ET'),
				stream('/Metadata gs 0 0 0.8 rg 40 40 60 60 re f'),
				// Resources may have any name, those of dangerous entries too.
				'<</Font<</AA 10 0 R>>/ExtGState<</Metadata 11 0 R>>>>',
				'[20 20 280 180]',
				'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
				'<</Type/ExtGState/ca 0.4>>',
			]),
		);
		const { output, warnings } = await expectSameLook('thừa kế.pdf');
		expect(warnings).toEqual([]);
		expect(execFileSync('pdfinfo', [output], { encoding: 'utf8' })).toMatch(/Page rot:\s+270/);
	});

	it('when a layer is hidden', async () => {
		writeFileSync(
			at('lớp.pdf'),
			classic([
				'<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R]/D<</OFF[6 0 R]>>>>>>',
				'<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]>>',
				'<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Properties<</A 5 0 R/B 6 0 R>>>>>>',
				stream('/OC /A BDC 1 0 0 rg 0 0 90 200 re f EMC /OC /B BDC 0 0 1 rg 100 0 90 200 re f EMC'),
				'<</Type/OCG/Name(A)>>',
				'<</Type/OCG/Name(B)>>',
			]),
		);
		await expectSameLook('lớp.pdf');
	});
});

describe('what only reaches a page is taken', () => {
	it('and nothing of the pages left out', async () => {
		const secret = 'BI-MAT-TRANG-HAI';
		writeFileSync(
			at('chọn.pdf'),
			classic([
				'<</Type/Catalog/Pages 2 0 R/Dests 9 0 R>>',
				'<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 200 200]>>',
				// A way from one page to the other through a form's own entries.
				'<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</XObject<</X 7 0 R>>>>>>',
				'<</Type/Page/Parent 2 0 R/Contents 6 0 R>>',
				stream('/X Do'),
				stream(`% ${secret}`),
				stream('1 0 0 rg 0 0 50 50 re f', '/Type/XObject/Subtype/Form/BBox[0 0 50 50]/Back 4 0 R/PieceInfo 8 0 R'),
				`<</Own(${secret})>>`,
				'<</a[4 0 R/Fit]>>',
			]),
		);
		const { output, pages } = await merge('chọn.pdf', [0]);
		expect(pages).toBe(1);
		expect(readFileSync(output).includes(secret)).toBe(false);
		expect(draw(output)[0]!.equals(draw(at('chọn.pdf'))[0]!)).toBe(true);
	});

	it('and no stream that lies in another file', async () => {
		writeFileSync(
			at('ngoài.pdf'),
			classic([
				'<</Type/Catalog/Pages 2 0 R>>',
				'<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]>>',
				'<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>',
				stream('', '/F(/etc/passwd)'),
			]),
		);
		expect(readFileSync((await merge('ngoài.pdf')).output).includes('passwd')).toBe(false);
	});
});

describe('what reaches out of a file is left behind', () => {
	it('films, sounds, other documents, addresses and programs, with a word on what acts', async () => {
		const action = (kind: string, more = '') => `<</Type/Action/S/${kind}${more}>>`;
		const annotation = (subtype: string, act = '') =>
			`<</Type/Annot/Subtype/${subtype}/Rect[0 0 20 20]/Border[0 0 0]${act && `/A ${act}`}>>`;
		writeFileSync(
			at('vươn ra.pdf'),
			classic([
				`<</Type/Catalog/Pages 2 0 R/OpenAction ${action('URI', '/URI(http://mo.example)')}/URI<</Base(http://goc.example)>>
				/AA<</WC ${action('SubmitForm', '/F(http://gui.example)')}>>/Names<</Renditions<</Names[(a)6 0 R]>>>>
				/AcroForm<</Fields[]/XFA(<xdp>XFA-NOI-DUNG</xdp>)>>/Collection<</Type/Collection>>>>`,
				'<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 200]>>',
				`<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>/Annots[${[
					annotation('Link', action('GoToR', '/F(xa.pdf)/D[0/Fit]')),
					annotation('Link', action('URI', '/URI(http://lien-ket.example)')),
					annotation('Link', action('Launch', '/Win<</F(may-tinh.exe)>>')),
					annotation('Screen', action('Rendition', '/OP 0')),
					annotation('RichMedia'),
					annotation('3D'),
				].join(' ')}]/Thumb 7 0 R/B[8 0 R]/PresSteps<<>>>>`,
				stream('0 0.5 0 rg 20 20 100 100 re f /A Do'),
				stream(
					'1 0 0 rg 0 0 9 9 re f',
					'/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(thay.pdf)/Page 0>>/OPI<</2.0<</F(opi.eps)>>>>',
				),
				'<</S/MR>>',
				stream('', '/F(hinh-nho.jpg)'),
				'<</Type/Bead>>',
			]),
		);
		const { output, warnings } = await expectSameLook('vươn ra.pdf');
		expect(warnings).toEqual(['action-removed', 'attachment-removed']);
		const plain = execFileSync('qpdf', ['--qdf', '--object-streams=disable', output, '-'], { encoding: 'latin1' });
		expect(plain).not.toMatch(
			/example|\.exe|xa\.pdf|thay\.pdf|opi\.eps|hinh-nho|XFA|Rendition|RichMedia|\/3D|\/Annots|\/Action|Bead/,
		);
	});
});

describe('a damaged file is repaired, and the user told', () => {
	const damages: [string, (pdf: Buffer) => Buffer][] = [
		[
			'with a wrong startxref',
			(pdf) => Buffer.from(pdf.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'),
		],
		['without a table', (pdf) => pdf.subarray(0, pdf.lastIndexOf('xref\n0 '))],
		['with a wrong length', (pdf) => Buffer.from(pdf.toString('latin1').replace(/\/Length \d/, '/Length 9'), 'latin1')],
		[
			'with bytes added in front of everything',
			(pdf) => Buffer.concat([pdf.subarray(0, 9), Buffer.from('% xx\n'), pdf.subarray(9)]),
		],
	];
	it.each(damages)('%s', async (what, damage) => {
		writeFileSync(at('lành.pdf'), await (await fourPages()).save({ useObjectStreams: false }));
		const name = `${what}.pdf`;
		writeFileSync(at(name), damage(readFileSync(at('lành.pdf'))));
		const { warnings, output } = await merge(name);
		expect(warnings).toEqual(['repaired']);
		const [before, after] = [draw(at('lành.pdf')), draw(output)];
		expect(after.map((page, index) => page.equals(before[index]!))).toEqual([true, true, true, true]);
		expect(unwrap(await worker.inspect(at(name))).warnings).toEqual([{ code: 'repaired', params: {} }]);
	});

	it('one cut off anywhere is refused, or what is left of it is taken and the user told', async () => {
		writeFileSync(at('lành.pdf'), await (await fourPages()).save({ useObjectStreams: false }));
		const whole = readFileSync(at('lành.pdf'));
		const seen = new Set<string>();
		for (let share = 5; share < 100; share += 10) {
			writeFileSync(at('cụt.pdf'), whole.subarray(0, Math.floor((whole.length * share) / 100)));
			const result = await worker.inspect(at('cụt.pdf'));
			if (result.ok) expect(result.value.warnings).toContainEqual({ code: 'repaired', params: {} });
			seen.add(result.ok ? 'repaired' : result.error.code);
		}
		expect([...seen].sort()).toEqual(['PDF_UNREADABLE', 'repaired']);
	});

	it('but one with kilobytes of nothing at its end needs no repair', async () => {
		writeFileSync(at('đuôi.pdf'), await (await fourPages()).save({ useObjectStreams: false }));
		appendFileSync(at('đuôi.pdf'), Buffer.alloc(3000));
		expect((await merge('đuôi.pdf')).warnings).toEqual([]);
	});
});
