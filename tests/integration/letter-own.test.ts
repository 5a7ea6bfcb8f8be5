import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readLetterWordings } from '../../electron/pdf/letter/letter-wording.ts';
import { sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { build, resources, words } from './letter-pdf.ts';

it.each([
	['wide', 1600, 300],
	['tall', 300, 1600],
	['of few pixels', 20, 10],
])(
	'shows a logo (%s) above the issuer, in proportion and 15 mm high at most, twice with the same bytes',
	async (_, ...size) => {
		const [width, height] = size;
		const logo = await sharp({ create: { width, height, channels: 3, background: '#00aa55' } })
			.png()
			.toBuffer();
		const { file, ...drawn } = await build(sampleRequest, false, { logo });
		const again = await build(sampleRequest, false, { logo });
		expect(Buffer.compare(drawn.pdf, again.pdf)).toBe(0);
		expect(drawn.pages).toBe(1);
		const png = execFileSync('pdftoppm', ['-r', '144', '-png', file], { maxBuffer: 1e8 });
		const page = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
		const [xs, ys]: number[][] = [[], []];
		for (let at = 0; at < page.data.length; at += 3) {
			if (page.data[at]! > 90 || page.data[at + 1]! < 140) continue;
			xs!.push((at / 3) % page.info.width);
			ys!.push(Math.floor(at / 3 / page.info.width));
		}
		const mm = (pixels: number) => (pixels / 144) * 25.4;
		const [left, right, top, bottom] = [Math.min(...xs!), Math.max(...xs!) + 1, Math.min(...ys!), Math.max(...ys!) + 1];
		expect(mm(bottom - top)).toBeLessThan(15.3);
		expect(mm(right - left)).toBeLessThan(66);
		expect((right - left) / (bottom - top)).toBeCloseTo(width / height, 0);
		expect(mm(left)).toBeGreaterThan(29.5);
		expect(mm(top)).toBeCloseTo(20, 0);
		const issuer = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).match(
			/yMin="([\d.]+)"[^>]*>CÔNG</,
		);
		expect(Number(issuer?.[1]) * 2).toBeGreaterThanOrEqual(bottom - 1);
	},
);

it('takes its words from the wordings it is given', async () => {
	const original = await readLetterWordings(resources);
	const kind = sampleRequest.kind;
	const own = { ...original.kinds[kind], body: ['Chúng tôi, {company.name}, đề nghị.'] };
	const wordings = { ...original, kinds: { ...original.kinds, [kind]: own } };
	const { file } = await build(sampleRequest, false, { wordings });
	expect(words(file)).toContain('Chúng tôi, Công ty TNHH Xuất nhập khẩu Đường Trần Phú, đề nghị.');
	expect(words(file)).not.toContain('VNACCS/VCIS');
});
