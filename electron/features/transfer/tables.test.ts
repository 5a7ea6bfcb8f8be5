import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unguardCell } from '../../../shared/domain/transfer/formula-guard.ts';
import { capture } from '../../../shared/result.ts';
import { readTable } from './read-table.ts';
import { csvBytes, workbookBytes } from './write-table.ts';

const rows = [
	['taxCode', 'userId', 'Họ và tên'],
	['0100109106', 'V2060001', 'Nguyễn Thị "Ngọc"; Ẩn, 1\n2'],
	['0100109106', '=1+1', "'+84"],
];
const back = (table: string[][]) => table.map((row) => row.map(unguardCell));
const read = (text: string | Buffer) => readTable(Buffer.from(text as string), 'bảng.csv');

test('CSV comes back as it was written, with its byte order mark', async () => {
	const bytes = csvBytes(rows);
	expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
	expect(back(await readTable(bytes, 'bảng.csv')).filter((row) => row.length > 1)).toEqual(rows);
	expect(bytes.toString()).toContain("'=1+1");
});

test('a workbook comes back as it was written, leading zeros and all', async () => {
	const bytes = await workbookBytes([{ name: 'User ID', rows, widths: [15, 10, 30] }]);
	expect(back(await readTable(bytes, 'bảng.xlsx'))).toEqual(rows);
});

test.each([
	['commas', 'a,b\n1,2'],
	['semicolons', 'a;b\n1;2'],
	['tabs', 'a\tb\r\n1\t2'],
	['JSON', '[{"a":"1","b":2}]'],
	['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\n1,2', 'utf16le')])],
])('reads %s', async (_name, text) => {
	expect(await read(text)).toEqual([
		['a', 'b'],
		['1', '2'],
	]);
});

describe('refuses', () => {
	const codeOf = async (bytes: Buffer) => {
		const result = await capture(() => readTable(bytes, 'bảng'));
		return result.ok ? 'read' : result.error.code;
	};
	const zip = (data: Buffer, stated: number) => {
		const name = Buffer.from('xl/workbook.xml');
		const packed = deflateRawSync(data);
		const local = Buffer.alloc(30);
		local.write('PK\x03\x04', 'latin1');
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt32LE(stated, 22);
		local.writeUInt16LE(name.length, 26);
		const central = Buffer.alloc(46);
		central.write('PK\x01\x02', 'latin1');
		central.writeUInt16LE(8, 10);
		central.writeUInt32LE(packed.length, 20);
		central.writeUInt32LE(stated, 24);
		central.writeUInt16LE(name.length, 28);
		const end = Buffer.alloc(22);
		end.write('PK\x05\x06', 'latin1');
		end.writeUInt16LE(1, 10);
		end.writeUInt32LE(local.length + name.length + packed.length, 16);
		return Buffer.concat([local, name, packed, central, name, end]);
	};

	test('an old code page instead of guessing its letters', async () => {
		expect(await codeOf(Buffer.from([0x4d, 0xe3, 0x20, 0x73, 0xf4, 0x0a]))).toBe('TABLE_UNREADABLE');
	});

	test('broken JSON, nested JSON, other files', async () => {
		expect(await codeOf(Buffer.from('[{"a":'))).toBe('TABLE_UNREADABLE');
		expect(await codeOf(Buffer.from('[{"a":{"b":1}}]'))).toBe('TABLE_UNREADABLE');
		expect(await codeOf(Buffer.from('%PDF-1.7\n\0\0'))).toBe('TABLE_UNREADABLE');
	});

	test('a workbook that is cut, foreign or damaged', async () => {
		const bytes = await workbookBytes([{ name: 'a', rows, widths: [] }]);
		expect(await codeOf(bytes.subarray(0, bytes.length - 30))).toBe('TABLE_UNREADABLE');
		expect(await codeOf(zip(Buffer.from('<x'), 2))).toBe('TABLE_UNREADABLE');
	});

	test('a ZIP bomb that lies about its size, before it unpacks', async () => {
		const bomb = zip(Buffer.alloc(300 * 1024 * 1024), 10);
		const before = process.memoryUsage().rss;
		expect(await codeOf(bomb)).toBe('TABLE_UNREADABLE');
		expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
	});

	test('more rows than anyone has', async () => {
		expect(await codeOf(Buffer.from('a\n'.repeat(20_002)))).toBe('TABLE_TOO_LONG');
	});
});
