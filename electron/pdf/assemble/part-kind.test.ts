import { describe, expect, it } from 'vitest';
import { kindOf } from './part-kind.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the kind of a file', () => {
	it.each([
		['%PDF-1.7\n', 'pdf'],
		[`${'rác\n'.repeat(100)}%PDF-1.4\n`, 'pdf'],
		['\xff\xd8\xff\xe0JFIF', 'jpeg'],
		['\x89PNG\r\n\x1a\n', 'png'],
		['II*\0', 'tiff'],
		['MM\0*', 'tiff'],
		['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
		['\0\0\0\x1cftypheic', 'heic'],
		['\0\0\0\x1cftypmif1', 'heic'],
	])('is read from the content %j', (content, kind) => {
		expect(kindOf(bytes(content))).toBe(kind);
	});

	it.each(['', 'xin chào', 'PK\x03\x04', 'GIF89a', 'RIFF\x10\0\0\0WAVE', '\0\0\0\x1cftypavif', '\0\0\0\x1cftypisom'])(
		'is unknown for %j',
		(content) => {
			expect(kindOf(bytes(content))).toBeUndefined();
		},
	);

	it('does not look for a PDF header beyond the first 1024 bytes', () => {
		expect(kindOf(bytes(`${' '.repeat(1024)}%PDF-1.4`))).toBeUndefined();
	});
});
