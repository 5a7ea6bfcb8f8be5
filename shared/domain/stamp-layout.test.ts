import { expect, test } from 'vitest';
import { layoutStamp, type StampFontMeasures } from './stamp-layout.ts';

/** Every letter is half as wide as the font is large. */
const font: StampFontMeasures = { width: (text) => text.length / 2, ascent: 1, descent: -0.25 };
const size = { width: 200, height: 60 };
const lines = ['Ký bởi: CÔNG TY A', 'Ký ngày: 16/11/2026 08:44 (+07:00)', 'VNPT-CA'];

test('what fits stands in the largest size, one row a line', () => {
	expect(layoutStamp(size, lines, font)).toMatchObject({ fontSize: 10, rows: lines });
});

test('a long name makes the text smaller and is broken between words', () => {
	const name = 'CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN THƯƠNG MẠI DỊCH VỤ XUẤT NHẬP KHẨU NGUYỄN ĐƯỜNG TRẦN PHÚ';
	const layout = layoutStamp(size, [name, ...lines.slice(1)], font)!;
	expect(layout.fontSize).toBeLessThan(10);
	expect(layout.rows.slice(0, -2).join(' ')).toBe(name);
	for (const row of layout.rows) expect(layout.x + font.width(row) * layout.fontSize).toBeLessThan(size.width);
	const last = layout.baseline - (layout.rows.length - 1) * layout.lineHeight + font.descent * layout.fontSize;
	expect(last).toBeGreaterThan(0);
	expect(layout.baseline + font.ascent * layout.fontSize).toBeLessThan(size.height);
});

test('a word longer than the frame is broken inside', () => {
	const layout = layoutStamp({ width: 60, height: 60 }, ['A'.repeat(60)], font)!;
	expect(layout.fontSize).toBe(4);
	expect(layout.rows.join('')).toBe('A'.repeat(60));
});

test('no layout where the text does not fit', () => {
	expect(layoutStamp({ width: 30, height: 6 }, lines, font)).toBeUndefined();
});

test.each([[{ width: 400, height: 400 }], [{ width: 900, height: 100 }], [{ width: 50, height: 800 }]])(
	'a picture of %j keeps its shape, inside the frame and left of the text',
	(pixels) => {
		const { picture, x, rows, fontSize } = layoutStamp(size, lines, font, pixels)!;
		expect(picture!.width / picture!.height).toBeCloseTo(pixels.width / pixels.height);
		expect(picture!.x).toBeGreaterThan(0);
		expect(picture!.y).toBeGreaterThan(0);
		expect(picture!.y + picture!.height).toBeLessThan(size.height);
		expect(picture!.x + picture!.width).toBeLessThan(x);
		expect(picture!.width).toBeLessThan(size.width * 0.4);
		for (const row of rows) expect(x + font.width(row) * fontSize).toBeLessThan(size.width);
	},
);
