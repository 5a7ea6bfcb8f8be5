import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll } from 'vitest';
import { buildLetter, type Letter, type LetterOptions } from '../../electron/pdf/letter/build-letter.ts';
import type { LetterRequest } from '../../shared/domain/letter/letter-request.ts';
import { sampleRequest } from '../../shared/domain/letter/letter-samples.ts';
import { unwrap } from '../../shared/result.ts';

/** Letters for the tests, and how they look and read to programs that are not ours. */

export const resources = path.resolve(import.meta.dirname, '../../resources');
export const certificate = {
	serial: '5404FFFEB7033FB316D672201B7BA4FE8C1D2E3F',
	provider: 'VNPT Certification Authority',
	notBefore: '2023-11-20',
	notAfter: '2026-11-19',
};
/** Every value as long as it gets: two pages. */
export const long: LetterRequest = {
	...sampleRequest,
	company: {
		...sampleRequest.company,
		name: `Công ty Cổ phần Sản xuất Thương mại Dịch vụ Xuất nhập khẩu và Giao nhận Vận tải Quốc tế Nguyễn Trường Thịnh Phát ${'Đ'.repeat(60)}`,
		address:
			'Lô CN-07A, Tầng 12, Tòa nhà Trung tâm Thương mại, số 158/12/4B đường Nguyễn Thị Minh Khai nối dài, '.repeat(3),
		email: 'phong.xuat.nhap.khau.va.giao.nhan@nguyentruongthinhphat-logistics.com.vn',
	},
	representative: {
		...sampleRequest.representative,
		name: 'Công Tằng Tôn Nữ Nguyễn Phước Huyền Trang Anh Thư',
		title: 'Phó tổng giám đốc phụ trách xuất nhập khẩu kiêm giám đốc chi nhánh',
	},
	letter: {
		...sampleRequest.letter,
		place: 'Thành phố Hồ Chí Minh',
		reason: `${'Nhân viên phụ trách đã nghỉ việc và không bàn giao mật khẩu. '.repeat(25)}\n${'x'.repeat(150)}`,
	},
};

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'công văn '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A letter in a file of its own. */
export async function build(
	request: LetterRequest,
	preview = false,
	more: Omit<LetterOptions, 'resources'> = {},
): Promise<Letter & { file: string }> {
	const letter = unwrap(await buildLetter(request, { resources, preview, ...more }));
	const file = path.join(folder, `${createHash('sha256').update(letter.pdf).digest('hex')}.pdf`);
	writeFileSync(file, letter.pdf);
	return { ...letter, file };
}

export const text = (file: string, ...more: string[]) =>
	execFileSync('pdftotext', [...more, file, '-'], { encoding: 'utf8' });
export const words = (file: string) => text(file).replace(/\s+/g, ' ').trim();

/** Grey values of a page. */
export async function render(file: string, page: number, dpi = 100) {
	const png = execFileSync(
		'pdftoppm',
		['-r', String(dpi), '-gray', '-png', '-f', String(page), '-l', String(page), file],
		{
			maxBuffer: 1e8,
		},
	);
	const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
	return { data, ...info };
}

export type Box = { x: number; y: number; width: number; height: number };

/** Number of dark pixels in a box given in points from the lower left corner. */
export async function ink(file: string, page: number, box: Box): Promise<number> {
	const { data, width, height } = await render(file, page);
	const scale = 100 / 72;
	let dark = 0;
	for (let y = Math.ceil(height - (box.y + box.height) * scale); y < height - box.y * scale; y++) {
		for (let x = Math.ceil(box.x * scale); x < (box.x + box.width) * scale; x++) {
			if ((data[y * width + x] ?? 255) < 128) dark++;
		}
	}
	return dark;
}
