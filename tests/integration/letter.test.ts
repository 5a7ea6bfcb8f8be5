import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fontkit from 'fontkit';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { buildLetter } from '../../electron/pdf/letter/build-letter.ts';
import { printable } from '../../shared/domain/letter/check-letter-request.ts';
import { letterKinds } from '../../shared/domain/letter/letter-request.ts';
import { sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { build, certificate, ink, long, resources, text, words } from './letter-pdf.ts';

describe('the request letter', () => {
	it.each(letterKinds)(
		'%s has embedded fonts and text that can be searched, on one page where it can',
		async (kind) => {
			const { file, pages } = await build({
				...sampleRequest,
				kind,
				oldCertificate: certificate,
				newCertificate: certificate,
			});
			expect(pages).toBe(kind === 'vnaccs-password-and-certificate' ? 2 : 1);
			const content = words(file);
			expect(content).toBe(content.normalize('NFC'));
			for (const expected of [
				'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
				'Độc lập - Tự do - Hạnh phúc',
				'CÔNG TY TNHH XUẤT NHẬP KHẨU ĐƯỜNG TRẦN PHÚ',
				'Số: 12/CV-ĐTP',
				'Hải Phòng, ngày 16 tháng 11 năm 2026',
				'Kính gửi: Cục Hải quan (Ban Công nghệ thông tin và Thống kê hải quan)',
				'mã số thuế 0201234569',
				'Trân trọng cảm ơn./.',
				'Nơi nhận:',
				'GIÁM ĐỐC',
				'Nguyễn Thị Ngọc Ẩn',
			]) {
				expect(content).toContain(expected);
			}
			const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2);
			expect(fonts.length).toBeGreaterThanOrEqual(3);
			for (const font of fonts) expect(font).toMatch(/Tinos.*\s+yes\s+yes\s+yes\s/);
		},
	);

	it('is A4, tagged with its language, title and the PDF/A-2b mark', async () => {
		const { file, pdf } = await build(sampleRequest);
		const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
		expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
		expect(info).toMatch(/Title:\s+Đề nghị cấp lại mật khẩu tài khoản quản trị/);
		expect(info).toMatch(/Author:\s+Công ty TNHH Xuất nhập khẩu Đường Trần Phú/);
		const raw = Buffer.from(pdf).toString('latin1');
		expect(raw).toContain('/Lang (vi-VN)');
		expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B/);
	});

	it('has the same bytes for the same request, also when it comes decomposed (NFD) or through JSON', async () => {
		const first = await build(sampleRequest);
		const second = await build(JSON.parse(JSON.stringify(sampleRequest)));
		const decomposed = await build(JSON.parse(JSON.stringify(sampleRequest).normalize('NFD')));
		const other = await build({ ...sampleRequest, letter: { ...sampleRequest.letter, date: '2026-11-17' } });
		expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
		expect(Buffer.compare(first.pdf, decomposed.pdf)).toBe(0);
		expect(Buffer.compare(first.pdf, other.pdf)).not.toBe(0);
	});

	it.each([
		['an ordinary letter', sampleRequest],
		['a letter with very long values', long],
		['a letter with very short values', { ...sampleRequest, company: { ...sampleRequest.company, name: 'HTX Á' } }],
	])('%s keeps the place of the signature free, with title above and name below', async (_, request) => {
		const { file, signatureBox: box, pdf, pages } = await build(request);
		const page = box.pageIndex + 1;
		expect(page).toBe(pages);
		expect(box.width).toBeCloseTo(127.56, 1);
		expect(box.height).toBeCloseTo(51.02, 1);
		expect(await ink(file, page, box)).toBe(0);
		expect(await ink(file, page, { ...box, y: box.y + box.height, height: 24 })).toBeGreaterThan(50);
		expect(await ink(file, page, { ...box, y: box.y - 22, height: 20 })).toBeGreaterThan(50);
		expect(Buffer.from(pdf).toString('latin1')).toContain(
			`/VNKSignatureBox [${box.pageIndex} ${box.x} ${box.y} ${box.width} ${box.height}]`,
		);
	});

	it('leaves the margins white and loses nothing when values are very long', async () => {
		const { file, pages } = await build(long);
		expect(pages).toBe(2);
		const mm = 72 / 25.4;
		for (let page = 1; page <= pages; page++) {
			for (const margin of [
				{ x: 0, y: 0, width: 30 * mm - 1, height: 842 },
				{ x: 595.28 - 15 * mm + 1, y: 0, width: 15 * mm - 2, height: 842 },
				{ x: 0, y: 0, width: 595, height: 20 * mm - 1 },
				{ x: 0, y: 842 - 20 * mm + 1, width: 280, height: 20 * mm },
			]) {
				expect(await ink(file, page, margin)).toBe(0);
			}
		}
		// Without the number at the top of page 2, which stands in the middle of the running text.
		const letters = text(file).replace(/\f2\n/, '').replace(/\s+/g, '');
		for (const value of [long.company.name, long.company.address, long.company.email, long.letter.reason]) {
			expect(letters).toContain(value.replace(/\s+/g, ''));
		}
	});

	it('numbers the second page in the top margin and not the first', async () => {
		const { file } = await build(long);
		const top = { x: 0, y: 841.89 - 55, width: 595, height: 55 };
		expect(await ink(file, 1, top)).toBe(0);
		expect(text(file, '-f', '2', '-l', '2').trimStart()).toMatch(/^2\n/);
	});

	it('has the last line of its content above a signature that went to the second page', async () => {
		const { file } = await build({
			...sampleRequest,
			kind: 'vnaccs-password-and-certificate',
			oldCertificate: certificate,
			newCertificate: certificate,
		});
		const second = text(file, '-f', '2', '-l', '2');
		expect(second).toMatch(/^\s*2\n+3\. Bản chụp [\s\S]*Trân trọng cảm ơn[\s\S]*GIÁM ĐỐC/);
	});

	it('never breaks a certificate serial across lines and never tears a line open', async () => {
		const { file } = await build({
			...sampleRequest,
			kind: 'vnaccs-certificate-update',
			oldCertificate: certificate,
			newCertificate: { ...certificate, serial: 'AAAABBBBCCCCDDDDEEEEFFFF0000111122223333' },
		});
		const layout = text(file, '-layout');
		expect(layout).toContain(certificate.serial);
		expect(layout).toContain('AAAABBBBCCCCDDDDEEEEFFFF0000111122223333');
		const body = layout.slice(layout.indexOf('Kính gửi'), layout.indexOf('Nơi nhận'));
		expect(body).not.toMatch(/\S {4,}\S/);
	});

	it('puts no gap before punctuation', async () => {
		const { file } = await build(sampleRequest);
		expect(words(file)).not.toMatch(/\s[,;.:]/);
	});

	it('is refused with the first wrong field, and drawn as a marked preview instead', async () => {
		const draft = { ...sampleRequest, company: { ...sampleRequest.company, address: '', phone: '0225 312' } };
		expect(await buildLetter(draft, { resources })).toEqual({
			ok: false,
			error: { code: 'INPUT_FIELD', params: { field: 'company.address', detail: 'VALUE_EMPTY' } },
		});
		const { file } = await build(draft, true);
		expect(words(file)).toContain('[chưa có địa chỉ]');
		const png = execFileSync('pdftoppm', ['-r', '60', '-png', file], { maxBuffer: 1e8 });
		const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
		let yellow = 0;
		for (let i = 0; i < data.length; i += 3) if (data[i]! > 240 && data[i + 2]! < 200) yellow++;
		expect(yellow).toBeGreaterThan(200);
	});

	it('allows no character that its fonts cannot draw', () => {
		for (const name of ['Regular', 'Bold', 'Italic', 'BoldItalic']) {
			const font = fontkit.create(readFileSync(path.join(resources, 'fonts', `Tinos-${name}.ttf`)));
			for (let code = 0x20; code < 0x3000; code++) {
				if (printable.test(String.fromCodePoint(code)) && !font.hasGlyphForCodePoint(code)) {
					expect.fail(`Tinos ${name} lacks U+${code.toString(16)}`);
				}
			}
		}
	});
});
