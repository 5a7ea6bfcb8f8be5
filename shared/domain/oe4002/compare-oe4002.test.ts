import { expect, test } from 'vitest';
import { compareOe4002, type StoredUser } from './compare-oe4002.ts';
import { readOe4002 } from './read-oe4002.ts';

const user = (userId: string, declarantName: string, rest: Partial<StoredUser> = {}): StoredUser => ({
	id: `id-${userId}`,
	cancelled: false,
	userId,
	declarantName,
	email: 'giu@lai.vn',
	certificateProvider: '',
	certificateSerial: '5404FFFE',
	certificateNotBefore: '',
	certificateNotAfter: '',
	...rest,
});
const terminal = (terminalId: string, accessKey = '', cancelled = false) => ({
	id: `id-${terminalId}`,
	cancelled,
	terminalId,
	accessKey,
});
const short = (text: string, users: StoredUser[], terminals: ReturnType<typeof terminal>[]) =>
	compareOe4002(readOe4002(text), { users, terminals }).map(({ key, action, ticked }) => [key, action, ticked]);

const paste = `Thông tin người khai hải quan
V2060001  Nguyễn Thị Ngọc Ẩn
V2060002  Trần Văn Phú
V2060005  Đỗ Quỳnh Như
Máy tính
A206T1 A206T2`;

test('same, changed, missing and new ones, and the missing one is not ticked', () => {
	expect(
		short(
			paste,
			[user('V2060001', 'Nguyễn Thị Ngọc Ẩn'), user('V2060002', 'Trần Văn Phu'), user('V2060003', 'Đỗ Thị Hường')],
			[terminal('A206T1')],
		),
	).toEqual([
		['user:V2060001', 'same', false],
		['user:V2060002', 'change', true],
		['user:V2060003', 'missing', false],
		['user:V2060005', 'add', true],
		['terminal:A206T1', 'same', false],
		['terminal:A206T2', 'add', true],
	]);
});

test('what the paste does not show is no change', () => {
	const [change] = compareOe4002(readOe4002('Thông tin người khai hải quan\nV2060001'), {
		users: [user('V2060001', 'Ẩn')],
		terminals: [],
	});
	expect(change).toMatchObject({ action: 'same', fields: [] });
});

test('an access key that differs is a change, and neither key is in the answer', () => {
	const changes = compareOe4002(readOe4002('Máy tính\nA206T1 KHOAMOI12345678'), {
		users: [],
		terminals: [terminal('A206T1', 'KHOACU1')],
	});
	expect(changes).toMatchObject([{ action: 'change', fields: [{ field: 'accessKey' }] }]);
	expect(JSON.stringify(changes)).not.toMatch(/KHOA/);
});

test('the same access key is no change', () => {
	expect(short('Máy tính\nA206T1 KHOA1', [], [terminal('A206T1', 'KHOA1')])).toEqual([
		['terminal:A206T1', 'same', false],
	]);
});

test('a serial in another spelling is the same serial, another serial is a change', () => {
	const line = (serial: string) => `User ID\tSerial\nV2060001\t${serial}`;
	expect(short(line('54:04:ff:fe'), [user('V2060001', 'Ẩn')], [])).toEqual([['user:V2060001', 'same', false]]);
	expect(short(line('54:04:ff:ff'), [user('V2060001', 'Ẩn')], [])).toEqual([['user:V2060001', 'change', true]]);
});

test('a pasted one that is stored as cancelled comes back, a missing one that is cancelled stays', () => {
	const changes = compareOe4002(readOe4002('Máy tính\nA206T1'), {
		users: [],
		terminals: [terminal('A206T1', '', true), terminal('A206T9', '', true)],
	});
	expect(changes.map(({ code, action, fields }) => [code, action, fields[0]?.field])).toEqual([
		['A206T1', 'change', 'state'],
		['A206T9', 'same', undefined],
	]);
});

test('when only one block was pasted, the other kind is not called missing', () => {
	expect(short('Máy tính\nA206T1', [user('V2060001', 'Ẩn')], [])).toEqual([['terminal:A206T1', 'add', true]]);
});

test('decomposed names are the same names', () => {
	const changes = short(paste.normalize('NFD'), [user('V2060001', 'Nguyễn Thị Ngọc Ẩn')], []);
	expect(changes[0]).toEqual(['user:V2060001', 'same', false]);
});
