import { expect, test } from 'vitest';
import { filesIn, pngSize, readClipboard } from './clipboard-contents.ts';

const png = Uint8Array.from([...Array(16).fill(0), 0, 0, 1, 0x2c, 0, 0, 0, 200]);
const bytesOf = (found: Record<string, Uint8Array>) => (format: string) => found[format] ?? new Uint8Array();

test('an older clipboard gives its picture before its files', async () => {
	const readBuffer = bytesOf({ 'text/uri-list': Buffer.from('file:///tmp/a.pdf\r\n') });
	const image = { isEmpty: () => false, toPNG: () => png };
	expect(await readClipboard({ readImage: () => image, readBuffer })).toEqual({ png, files: [] });
	const none = { isEmpty: () => true, toPNG: () => png };
	expect(await readClipboard({ readImage: () => none, readBuffer })).toEqual({ png: undefined, files: ['/tmp/a.pdf'] });
});

test('a newer clipboard is asked for its items', async () => {
	const item = (type: string, bytes: Uint8Array<ArrayBuffer>) => ({
		types: [type],
		getType: async () => new Blob([bytes]),
	});
	expect(await readClipboard({ read: async () => [item('image/png', Uint8Array.from(png))] })).toEqual({
		png,
		files: [],
	});
	const list = item('text/uri-list', Uint8Array.from(Buffer.from('file:///tmp/h%E1%BB%93%20s%C6%A1.pdf')));
	expect(await readClipboard({ read: async () => [list] })).toEqual({ png: undefined, files: ['/tmp/hồ sơ.pdf'] });
	expect(await readClipboard({ read: async () => [] })).toEqual({ png: undefined, files: [] });
});

test('Windows names one file in UTF-16 with a zero behind it', () => {
	expect(filesIn('FileNameW', Buffer.from('C:\\Quét\\đkkd.jpg\0\0', 'utf16le'))).toEqual(['C:\\Quét\\đkkd.jpg']);
	expect(filesIn('text/uri-list', Buffer.from('https://example.vn/a.png'))).toEqual([]);
});

test('the size of a picture is in its header', () => {
	expect(pngSize(png)).toEqual({ width: 300, height: 200 });
	expect(pngSize(new Uint8Array(5))).toEqual({ width: 0, height: 0 });
});
