import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSerial, formatSerial, normalizeSerial, sameSerial } from './certificate-serial.ts';

const codes = (text: string) => checkSerial(text).map((found) => found.code);

describe('certificate serial', () => {
	test.each(['54:04:ff:fe:b7:03', '0x5404FFFEB703', ' 5404 FFFE B703 ', '00005404fffeb703', '54-04-FF-FE-B7-03'])(
		'%j is the same serial as 5404FFFEB703',
		(text) => {
			expect(sameSerial(text, '5404FFFEB703')).toBe(true);
			expect(codes(text)).toEqual([]);
			expect(formatSerial(text)).toBe('5404 FFFE B703');
		},
	);

	test('forty hexadecimal digits are the limit, leading zeros not counted', () => {
		expect(codes('F'.repeat(40))).toEqual([]);
		expect(codes(`00${'F'.repeat(40)}`)).toEqual([]);
		expect(codes('F'.repeat(41))).toEqual(['SERIAL_TOO_LONG']);
	});

	test('a long number without letters is pointed out as perhaps decimal', () => {
		expect(codes('1122334455667788')).toEqual(['SERIAL_DECIMAL']);
		expect(codes('479612345678901234567890123456789012345678901')).toEqual(['SERIAL_TOO_LONG', 'SERIAL_DECIMAL']);
		expect(codes('12345678')).toEqual([]);
	});

	test.each([
		['', 'VALUE_EMPTY'],
		['0x00', 'SERIAL_ZERO'],
		['54G4', 'SERIAL_CHARACTERS'],
		['54Â4', 'SERIAL_CHARACTERS'],
	])('%j is refused with %s', (text, code) => expect(codes(text)).toEqual([code]));

	test('any way of writing a number in hexadecimal is the same serial', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: 1n, max: 2n ** 160n - 1n }),
				fc.constantFrom('', ':', ' ', '-'),
				fc.constantFrom('', '0x', '00'),
				fc.boolean(),
				(number, separator, prefix, upper) => {
					const hex = number.toString(16);
					const pairs = hex.padStart(hex.length + (hex.length % 2), '0').match(/../g) ?? [];
					const written = prefix + pairs.join(separator);
					expect(sameSerial(upper ? written.toUpperCase() : written, hex)).toBe(true);
					expect(normalizeSerial(formatSerial(written))).toBe(hex.toUpperCase());
				},
			),
		);
	});

	test('a serial shown in decimal is told in hexadecimal', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 10n ** 15n, max: 2n ** 160n - 1n }), (number) => {
				const found = checkSerial(number.toString(10)).find(({ code }) => code === 'SERIAL_DECIMAL');
				expect(sameSerial(String(found?.params.hex), number.toString(16))).toBe(true);
			}),
		);
	});

	test('normalising twice changes nothing', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0x:A-f -]{0,20}$/)), (text) => {
				expect(normalizeSerial(normalizeSerial(text))).toBe(normalizeSerial(text));
			}),
		);
	});
});
