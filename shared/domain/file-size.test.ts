import { expect, test } from 'vitest';
import { formatFileSize, mailBytes } from './file-size.ts';

const megabyte = 1024 ** 2;

test.each([
	[0, '0 KB'],
	[1, '1 KB'],
	[42_000, '42 KB'],
	[999 * 1024, '999 KB'],
	[999 * 1024 + 1, '1 MB'],
	[2.4 * megabyte, '2,4 MB'],
	[10 * megabyte, '10 MB'],
	[18.7 * megabyte, '18,7 MB'],
])('%d bytes read %s', (bytes, text) => expect(formatFileSize(bytes, 'vi')).toBe(text));

test('English uses a decimal point', () => expect(formatFileSize(2.4 * megabyte, 'en')).toBe('2.4 MB'));

test('an attachment grows by a third and its line ends when mailed', () => {
	expect(formatFileSize(mailBytes(Math.round(2.4 * megabyte)), 'vi')).toBe('3,3 MB');
	for (const bytes of [0, 1, 56, 57, 58, 10_000]) {
		const encoded = btoa('x'.repeat(bytes)).replace(/.{1,76}/g, '$&\r\n');
		expect(mailBytes(bytes)).toBe(encoded.length);
	}
});
