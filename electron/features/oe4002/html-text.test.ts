import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOe4002 } from '../../../shared/domain/oe4002/read-oe4002.ts';
import { htmlText, isHtml } from './html-text.ts';

const page = `<html><head><title>OE4002</title><style>td{color:red}</style></head><body>
<fieldset><legend>Th&ocirc;ng tin ng&#432;&#7901;i khai h&#7843;i quan</legend>
<table border=1><tr><th>STT<th>User ID<th>Họ và tên<th>Số serial</tr>
<tr><td>1<td><b>V2060001</b><td><p>Nguyễn Thị</p> Ngọc Ẩn<td>5404FFFEB7033A91</tr>
<tr><td>2<td>V2060002<td>Trần&nbsp;Văn Phú<td></tr></table></fieldset>
<h3>Máy tính</h3><table><tr><td>Terminal ID</td><td><input type="text" value="A206T1"></td></tr>
<tr><td>Khóa truy cập</td><td><input value="KHOA1234TRUYCAP9"></td></tr>
<tr><td>Mật khẩu</td><td><input type="password" value="BIMAT001"></td></tr></table>
<script>document.write('V2069999')</script></body>`;

test('tables of a page become lines with tabs that the reader understands', () => {
	const read = readOe4002(htmlText(page));
	expect(read.users).toMatchObject([
		{ userId: 'V2060001', declarantName: 'Nguyễn Thị Ngọc Ẩn', certificateSerial: '5404FFFEB7033A91' },
		{ userId: 'V2060002', declarantName: 'Trần Văn Phú', certificateSerial: '' },
	]);
	expect(read.terminals).toEqual([{ terminalId: 'A206T1', accessKey: 'KHOA1234TRUYCAP9' }]);
});

test('scripts, styles and password fields leave nothing behind', () => {
	expect(htmlText(page)).not.toMatch(/V2069999|BIMAT001|color|OE4002/);
});

test('text is not taken for a page', () => {
	expect(isHtml('V2060001 <Nguyễn> a < b')).toBe(false);
	expect(isHtml(page)).toBe(true);
});

test('broken markup never throws', () => {
	const part = fc.constantFrom(
		'<td>',
		'</td>',
		'<table',
		'<tr>',
		'</table>',
		'<!--',
		'&#x0;',
		'<script>',
		'A206T1',
		'"',
		'>',
	);
	fc.assert(
		fc.property(fc.array(part), (parts) => {
			htmlText(parts.join(''));
		}),
		{ numRuns: 1000 },
	);
});
