import { describe, expect, it } from 'vitest';
import { displayDate, isIsoDate, letterDay, letterNumber } from './letter-date.ts';

describe('dates of a letter', () => {
	it('accept days that exist and nothing else', () => {
		expect(['2026-11-16', '2028-02-29'].filter(isIsoDate)).toHaveLength(2);
		expect(['2026-02-29', '2026-13-01', '16/11/2026', '2026-1-5', '0000-01-01', ''].filter(isIsoDate)).toEqual([]);
	});

	it('put a zero before days 1 to 9 and months 1 and 2 only', () => {
		expect(letterDay('2026-02-05')).toEqual({ day: '05', month: '02', year: '2026' });
		expect(letterDay('2026-03-09')).toEqual({ day: '09', month: '3', year: '2026' });
		expect(letterDay('2026-11-16')).toEqual({ day: '16', month: '11', year: '2026' });
		expect(letterDay('16/11/2026')).toEqual({ day: '', month: '', year: '' });
	});

	it('are shown day first, faulty ones as typed', () => {
		expect(displayDate('2021-05-04')).toBe('04/05/2021');
		expect(displayDate('4/5/2021')).toBe('4/5/2021');
	});
});

describe('the number of a letter', () => {
	it('gets a zero below 10 and the sign of an official letter when it stands alone', () => {
		expect(letterNumber('7', 'ĐTP')).toBe('07/CV-ĐTP');
		expect(letterNumber('120', 'ĐTP')).toBe('120/CV-ĐTP');
	});

	it('keeps a sign that was typed', () => {
		expect(letterNumber('7/CV-XNK', 'ĐTP')).toBe('07/CV-XNK');
		expect(letterNumber('12/2026/CV-XNK', 'ĐTP')).toBe('12/2026/CV-XNK');
	});
});
