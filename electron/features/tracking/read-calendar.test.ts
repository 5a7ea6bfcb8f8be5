import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerDeadline, isWorkingDay } from '../../../shared/domain/answer-deadline.ts';
import { findResources } from '../../platform/resources.ts';
import { readCalendar } from './read-calendar.ts';

const calendar = await readCalendar(findResources(), { daysOff: [], workDays: [] });
const withCultureDay = { ...calendar, daysOff: ['2026-11-24'] };

/** Sent, working days, due: Tết, Hùng Kings, 30/4 with 1/5, 2/9 with Saturday 22/8 worked, weekends, the turn of the year. */
const table: [string, number, string][] = [
	['2026-01-02', 3, '2026-01-08'],
	['2026-01-07', 3, '2026-01-10'],
	['2026-01-08', 3, '2026-01-12'],
	['2026-01-09', 3, '2026-01-13'],
	['2026-01-10', 3, '2026-01-14'],
	['2026-02-09', 3, '2026-02-12'],
	['2026-02-10', 3, '2026-02-13'],
	['2026-02-11', 3, '2026-02-23'],
	['2026-02-12', 3, '2026-02-24'],
	['2026-02-13', 3, '2026-02-25'],
	['2026-02-14', 3, '2026-02-26'],
	['2026-02-17', 3, '2026-02-26'],
	['2026-02-20', 3, '2026-02-26'],
	['2026-02-22', 3, '2026-02-26'],
	['2026-02-23', 3, '2026-02-26'],
	['2026-04-22', 3, '2026-04-28'],
	['2026-04-23', 3, '2026-04-29'],
	['2026-04-24', 3, '2026-05-04'],
	['2026-04-25', 3, '2026-05-05'],
	['2026-04-26', 3, '2026-05-05'],
	['2026-04-27', 3, '2026-05-05'],
	['2026-04-28', 3, '2026-05-05'],
	['2026-04-29', 3, '2026-05-06'],
	['2026-04-30', 3, '2026-05-07'],
	['2026-05-01', 3, '2026-05-07'],
	['2026-05-02', 3, '2026-05-07'],
	['2026-05-04', 3, '2026-05-07'],
	['2026-08-18', 3, '2026-08-21'],
	['2026-08-19', 3, '2026-08-22'],
	['2026-08-20', 3, '2026-08-24'],
	['2026-08-21', 3, '2026-08-25'],
	['2026-08-22', 3, '2026-08-26'],
	['2026-08-23', 3, '2026-08-27'],
	['2026-08-26', 3, '2026-09-03'],
	['2026-08-27', 3, '2026-09-04'],
	['2026-08-28', 3, '2026-09-07'],
	['2026-08-29', 3, '2026-09-08'],
	['2026-08-31', 3, '2026-09-08'],
	['2026-09-01', 3, '2026-09-08'],
	['2026-09-02', 3, '2026-09-08'],
	['2026-09-03', 3, '2026-09-08'],
	['2026-11-16', 3, '2026-11-19'],
	['2026-11-18', 3, '2026-11-23'],
	['2026-11-19', 3, '2026-11-24'],
	['2026-11-20', 3, '2026-11-25'],
	['2026-11-21', 3, '2026-11-26'],
	['2026-11-22', 3, '2026-11-26'],
	['2026-11-23', 3, '2026-11-26'],
	['2026-12-29', 3, '2027-01-04'],
	['2026-12-31', 3, '2027-01-06'],
	['2027-01-29', 3, '2027-02-03'],
	['2027-02-01', 3, '2027-02-04'],
	['2027-02-02', 3, '2027-02-12'],
	['2027-02-03', 3, '2027-02-15'],
	['2027-02-04', 3, '2027-02-16'],
	['2027-02-06', 3, '2027-02-17'],
	['2027-02-11', 3, '2027-02-17'],
	['2027-02-12', 3, '2027-02-17'],
	['2027-04-13', 3, '2027-04-19'],
	['2027-04-15', 3, '2027-04-21'],
	['2027-04-28', 3, '2027-05-05'],
	['2027-04-29', 3, '2027-05-06'],
	['2027-05-01', 3, '2027-05-07'],
	['2027-08-31', 3, '2027-09-07'],
	['2027-09-02', 3, '2027-09-09'],
	['2026-02-13', 1, '2026-02-23'],
	['2026-08-21', 1, '2026-08-22'],
	['2026-08-21', 5, '2026-08-27'],
	['2026-11-23', 1, '2026-11-24'],
	['2026-11-20', 5, '2026-11-27'],
	['2026-12-31', 1, '2027-01-04'],
	['2026-02-10', 5, '2026-02-24'],
];

/** The same with 24 November off. */
const cultureDayTable: [string, number, string][] = [
	['2026-11-18', 3, '2026-11-23'],
	['2026-11-19', 3, '2026-11-25'],
	['2026-11-20', 3, '2026-11-26'],
	['2026-11-22', 3, '2026-11-27'],
	['2026-11-23', 3, '2026-11-27'],
	['2026-11-24', 3, '2026-11-30'],
];

test.each(table)('sent %s with %i working days: expected on %s', (sent, workingDays, due) => {
	expect(answerDeadline(sent, workingDays, calendar).due).toBe(due);
});

test.each(cultureDayTable)(
	'with 24 November off, sent %s with %i working days: expected on %s',
	(sent, workingDays, due) => {
		expect(answerDeadline(sent, workingDays, withCultureDay).due).toBe(due);
	},
);

describe('what the answer says besides the day', () => {
	test('the counted days and the day of receipt', () => {
		expect(answerDeadline('2026-08-16', 3, calendar)).toEqual({
			received: '2026-08-17',
			counted: ['2026-08-18', '2026-08-19', '2026-08-20'],
			due: '2026-08-20',
			provisional: false,
		});
	});

	test('a term that touches a year without an official calendar is provisional', () => {
		expect(answerDeadline('2026-12-28', 3, calendar).provisional).toBe(false);
		expect(answerDeadline('2026-12-30', 3, calendar).provisional).toBe(true);
		expect(answerDeadline('2025-12-31', 3, calendar).provisional).toBe(true);
		expect(answerDeadline('2040-06-01', 3, calendar).provisional).toBe(true);
	});

	test('of a year nobody listed, the fixed holidays are known', () => {
		expect(isWorkingDay('2040-05-01', calendar)).toBe(false);
		expect(isWorkingDay('2040-05-02', calendar)).toBe(true);
	});

	test('what the user knows better stands above the list', () => {
		expect(isWorkingDay('2026-09-02', { ...calendar, workDays: ['2026-09-02'] })).toBe(true);
		expect(isWorkingDay('2026-08-22', { ...calendar, daysOff: ['2026-08-22'] })).toBe(false);
	});
});

test('every counted day is worked, they are in order, and one more day never shortens the term', () => {
	const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2031-12-31'), noInvalidDate: true });
	fc.assert(
		fc.property(days, fc.integer({ min: 1, max: 30 }), (date, workingDays) => {
			const sent = date.toISOString().slice(0, 10);
			const { received, due, counted } = answerDeadline(sent, workingDays, calendar);
			expect(counted).toHaveLength(workingDays);
			expect(counted).toEqual([...new Set(counted)].sort());
			expect(counted.every((day) => isWorkingDay(day, calendar) && day > received)).toBe(true);
			expect(due).toBe(counted.at(-1));
			expect(answerDeadline(sent, workingDays + 1, calendar).due > due).toBe(true);
		}),
	);
});
