import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeCode, readOe4002 } from './read-oe4002.ts';
import { wordsOf } from './shapes.ts';

const mockUp = `Thông tin người khai hải quan
V2060001  Nguyễn Thị Ngọc Ẩn
V2060002  Trần Văn Phú
V2060005  Đỗ Quỳnh Như

Máy tính
A206T1  A206T2`;

const table = `IV. Tra cứu
THÔNG TIN ĐƠN VỊ
Mã số thuế\t0201234567
User code\tV2060
Thông tin người khai hải quan
STT\tUser ID\tHọ và tên\tSố serial chứng thư số\tNhà cung cấp\tHiệu lực từ\tHết hiệu lực
1\tV2060001\tNguyễn Thị Ngọc Ẩn\t54 04 ff fe b7 03 3a 91\tVNPT-CA\t01/02/2025\t01/02/2028
2\tV2060002\tTrần Văn Phú\t\t\t\t
Máy tính
STT\tTerminal ID\tTerminal access key
1\tA206T1\tKHOA1234TRUYCAP9
2\tA206T2\t9ABC`;

const vertical = `THÔNG TIN NGƯỜI KHAI HẢI QUAN
User ID: v2060001
Họ và tên: Nguyễn Thị Ngọc Ẩn
User ID\tV2060002
Họ và tên\tTrần Văn Phú
Máy tính
Terminal ID
A206T1
Terminal Access Key
KHOA1234TRUYCAP9`;

const names = (text: string) => readOe4002(text).users.map(({ userId, declarantName }) => [userId, declarantName]);
const terminals = (text: string) =>
	readOe4002(text).terminals.map(({ terminalId, accessKey }) => [terminalId, accessKey]);

describe('layouts', () => {
	test('names beside codes, as in the guide', () => {
		expect(names(mockUp)).toEqual([
			['V2060001', 'Nguyễn Thị Ngọc Ẩn'],
			['V2060002', 'Trần Văn Phú'],
			['V2060005', 'Đỗ Quỳnh Như'],
		]);
		expect(terminals(mockUp)).toEqual([
			['A206T1', ''],
			['A206T2', ''],
		]);
		expect(readOe4002(mockUp).unknown).toEqual([]);
	});

	test('tables with headings, empty cells and certificates', () => {
		const read = readOe4002(table);
		expect(read.users[0]).toEqual({
			userId: 'V2060001',
			declarantName: 'Nguyễn Thị Ngọc Ẩn',
			email: '',
			certificateProvider: 'VNPT-CA',
			certificateSerial: '5404FFFEB7033A91',
			certificateNotBefore: '2025-02-01',
			certificateNotAfter: '2028-02-01',
		});
		expect(read.users[1]).toMatchObject({ declarantName: 'Trần Văn Phú', certificateSerial: '' });
		expect(read.taxCodes).toEqual(['0201234567']);
		expect(read.userCodes).toEqual(['V2060']);
		expect(terminals(table)).toEqual([
			['A206T1', 'KHOA1234TRUYCAP9'],
			['A206T2', '9ABC'],
		]);
		expect(read.unknown).toEqual([{ line: 1, text: 'IV. Tra cứu' }]);
	});

	test('label and value on one line or on two', () => {
		expect(names(vertical)).toEqual([
			['V2060001', 'Nguyễn Thị Ngọc Ẩn'],
			['V2060002', 'Trần Văn Phú'],
		]);
		expect(terminals(vertical)).toEqual([['A206T1', 'KHOA1234TRUYCAP9']]);
		expect(readOe4002(vertical).unknown).toEqual([]);
	});

	test('single spaces, running numbers, one value per line', () => {
		expect(names('Thông tin người khai hải quan\n1 V2060001 Nguyễn Thị Ẩn\nV2060002\nTrần Văn Phú')).toEqual([
			['V2060001', 'Nguyễn Thị Ẩn'],
			['V2060002', 'Trần Văn Phú'],
		]);
		expect(terminals('MÁY TÍNH\nA206T1\nKHOA1234TRUYCAP9\nA206T2 KHOA5678')).toEqual([
			['A206T1', 'KHOA1234TRUYCAP9'],
			['A206T2', 'KHOA5678'],
		]);
	});

	test.each([
		['decomposed', (text: string) => text.normalize('NFD')],
		['upper-case titles', (text: string) => text.replace(/^(Thông tin.*|Máy tính)$/gmu, (line) => line.toUpperCase())],
		['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
		['non-breaking and zero-width spaces', (text: string) => text.replaceAll('\t', '\t\u00a0\u200b')],
	])('the same when %s', (_name, change) => {
		for (const layout of [mockUp, table, vertical]) {
			const { unknown: _before, ...plain } = readOe4002(layout);
			const { unknown: _after, ...changed } = readOe4002(change(layout));
			expect(changed).toEqual(plain);
		}
	});

	test('ECUS calls the User ID "User code": eight characters are a User ID', () => {
		expect(readOe4002('Mã người sử dụng (User code)\tV2060001').users).toHaveLength(1);
	});

	test('a row that slipped against its heading is read by shape', () => {
		const slipped = 'Thông tin người khai hải quan\nSTT\tUser ID\tHọ và tên\nV2060001\tTrần Văn Phú';
		expect(names(slipped)).toEqual([['V2060001', 'Trần Văn Phú']]);
	});

	test('a User ID named twice stays one', () => {
		expect(readOe4002(`${mockUp}\n${mockUp}`).users).toHaveLength(3);
	});
});

describe('what is not understood', () => {
	test('is listed with its line and never guessed', () => {
		const read = readOe4002('Máy tính\nA206T1 KHOA1\nA206T1 KHOA1 THUA9999');
		expect(read.unknown).toEqual([{ line: 3, text: 'A206T1 KHOA1 THUA9999' }]);
		expect(readOe4002('Xin chào các bạn 123').unknown).toHaveLength(1);
	});

	test('a mail address or a word of eight letters is no User ID', () => {
		expect(readOe4002('Thông tin người khai hải quan\nHAIQUANX').users).toEqual([]);
	});
});

describe('whatever is pasted', () => {
	const letters = [...'AB12V0 \t\n:|.,;đẤ'];
	const word = fc.oneof(
		fc.constantFrom(
			'User ID',
			'Terminal ID',
			'Máy tính',
			'Thông tin người khai hải quan',
			'Access key',
			'Họ và tên',
			'Trạng thái',
			'STT',
			'Mã số thuế',
			'Serial',
		),
		fc.stringMatching(/^[A-Z]\d{4}\d{3}$/),
		fc.stringMatching(/^[A-Z]\d{3}[A-Z]\d$/),
		fc.stringMatching(/^[A-Z]\d[A-Z\d]{14}$/),
		fc.stringMatching(/^[0-9A-F]{20}$/),
		fc.constantFrom('Trần', 'Phú', '1', '01/02/2026', '0201234567'),
		fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 }),
	);
	const paste = fc
		.array(fc.tuple(word, fc.constantFrom('\t', ' ', '  ', '\n', ': ', ' | ')))
		.map((parts) => parts.flat().join(''));

	test('it never throws', () => {
		fc.assert(
			fc.property(fc.oneof(paste, fc.string({ unit: 'binary' })), (text) => {
				readOe4002(text);
			}),
			{ numRuns: 2000 },
		);
	});

	test('no code gets lost: each is recognised or its line is listed', () => {
		fc.assert(
			fc.property(paste, (text) => {
				const read = readOe4002(text);
				const taken = [
					...read.taxCodes,
					...read.userCodes,
					...read.certificates,
					...read.users.flatMap((one) => Object.values(one)),
					...read.terminals.flatMap((one) => [one.terminalId, one.accessKey]),
				].join(' ');
				const listed = read.unknown.map((one) => one.text.toUpperCase()).join('\n');
				const plain = text.normalize('NFC').toUpperCase().replaceAll('|', ' ');
				const codes = wordsOf(plain)
					.flatMap((one) => one.split(':'))
					.filter(looksLikeCode);
				for (const code of codes) {
					const bare = code.replace(/^0+(?=.)/, '');
					expect(taken.includes(bare) || listed.includes(code), `${code} in ${JSON.stringify(text)}`).toBe(true);
				}
			}),
			{ numRuns: 3000 },
		);
	});
});
