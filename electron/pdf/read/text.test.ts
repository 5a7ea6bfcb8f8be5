import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readText, writeDate, writeText } from './text.ts';

describe('text strings', () => {
	it('come back as they were written, composed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(readText(writeText(text))).toBe(text.normalize('NFC'));
			}),
		);
		expect(readText(writeText('Hồ sơ'.normalize('NFD')))).toBe('Hồ sơ');
	});

	it('are read in UTF-8 as well', () => {
		expect(readText(Buffer.from('\ufeffĐường', 'utf8'))).toBe('Đường');
	});

	it('are plain where they are ASCII', () => {
		expect(Buffer.from(writeText('Signature1')).toString('latin1')).toBe('Signature1');
	});
});

describe('dates', () => {
	it('are written in the time of Viet Nam, with the day that counts there', () => {
		expect(writeDate(new Date('2026-11-22T01:44:05Z'))).toBe("D:20261122084405+07'00'");
		expect(writeDate(new Date('2026-12-31T17:00:00Z'))).toBe("D:20270101000000+07'00'");
	});

	it.each([
		["D:20261122084405+07'00'", '2026-11-22T01:44:05.000Z'],
		['D:20261122014405Z', '2026-11-22T01:44:05.000Z'],
		["D:20261122014405Z00'00'", '2026-11-22T01:44:05.000Z'],
		['D:20261121204405-05', '2026-11-22T01:44:05.000Z'],
		['D:20261122084405', '2026-11-22T01:44:05.000Z'],
		['D:2026', '2025-12-31T17:00:00.000Z'],
	])('read %s', (text, expected) => {
		expect(readDate(text)?.toISOString()).toBe(expected);
	});

	it('that are none are nothing', () => {
		expect(readDate('yesterday')).toBeUndefined();
		expect(readDate('D:20261399')).toBeUndefined();
	});
});
