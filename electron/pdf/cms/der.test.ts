import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	BadDer,
	children,
	encode,
	octets,
	oid,
	oidText,
	readElement,
	readWhole,
	sequence,
	setOf,
	tags,
	timeValue,
} from './der.ts';
import { parseSignedData } from './parse.ts';

const hex = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');

describe('DER', () => {
	it('has the shortest length in every size', () => {
		for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
			const element = readWhole(octets(Buffer.alloc(length)));
			expect(element.content).toHaveLength(length);
		}
		expect(() => readElement(hex('04 81 05 0102030405'))).toThrow(BadDer);
	});

	it('writes and reads object identifiers', () => {
		for (const text of [
			'1.2.840.113549.1.1.11',
			'2.5.4.3',
			'2.16.840.1.101.3.4.2.1',
			'0.9.2342.19200300.100.1.1',
			'2.999.1',
		]) {
			expect(oidText(readWhole(oid(text)))).toBe(text);
		}
		expect(Buffer.from(oid('1.2.840.113549')).toString('hex')).toBe('06062a864886f70d');
	});

	it('sorts the members of a SET', () => {
		expect(children(readWhole(setOf(octets(hex('02')), octets(hex('01'))))).map(({ content }) => content[0])).toEqual([
			1, 2,
		]);
	});

	it('reads times of both kinds', () => {
		const time = (tag: number, text: string) => timeValue(readWhole(encode(tag, Buffer.from(text)))).toISOString();
		expect(time(tags.utcTime, '261122014405Z')).toBe('2026-11-22T01:44:05.000Z');
		expect(time(tags.utcTime, '500101000000Z')).toBe('1950-01-01T00:00:00.000Z');
		expect(time(tags.generalizedTime, '20501122014405Z')).toBe('2050-11-22T01:44:05.000Z');
		for (const text of ['20261122014405Z', '261322014405Z', '2611220144Z']) {
			expect(() => time(tags.utcTime, text)).toThrow(BadDer);
		}
	});

	it('reads the indefinite lengths of BER', () => {
		const element = readElement(hex('30 80 0401aa 30 80 0401bb 0000 0000 ff'));
		expect(children(element).map(({ tag }) => tag)).toEqual([tags.octetString, tags.sequence]);
		expect(element.raw).toHaveLength(14);
		expect(() => readElement(hex('30 80 0401aa'))).toThrow(BadDer);
		expect(() => readElement(hex('3080'.repeat(5000)))).toThrow(BadDer);
	});

	it('refuses anything that is cut or too long', () => {
		const whole = sequence(oid('1.2.3'), octets(Buffer.alloc(200)));
		for (let length = 0; length < whole.length; length++)
			expect(() => readWhole(whole.subarray(0, length))).toThrow(BadDer);
		expect(() => readWhole(Buffer.concat([whole, hex('00')]))).toThrow(BadDer);
	});

	it('never ends a signature reader with anything but BadDer', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
				expect(() => parseSignedData(data)).toThrow(BadDer);
				expect(() => parseSignedData(sequence(oid('1.2.840.113549.1.7.2'), encode(0xa0, data)))).toThrow(BadDer);
			}),
		);
	});
});
