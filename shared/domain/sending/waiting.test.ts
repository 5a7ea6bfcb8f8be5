import { describe, expect, test } from 'vitest';
import calendarFile from '../../../resources/calendars/vietnam.json' with { type: 'json' };
import { phaseOf } from './phase.ts';
import { waitingFor } from './waiting.ts';
import { withUserDays } from './with-user-days.ts';

const none = { holidays: [], daysOff: [], workDays: [] };
const calendar = withUserDays(calendarFile, none);
const cultureDay = withUserDays(calendarFile, { ...none, holidays: ['11-24'] });

describe('waiting for customs, three working days', () => {
	test.each([
		// sent (Viet Nam), today, due, begun, overdue
		['2026-11-10T09:40:00+07:00', '2026-11-16', '2026-11-13', 3, 1],
		['2026-11-12T15:20:00+07:00', '2026-11-16', '2026-11-17', 2, 0],
		['2026-11-13T10:05:00+07:00', '2026-11-16', '2026-11-18', 1, 0],
		['2026-11-13T10:05:00+07:00', '2026-11-13', '2026-11-18', 0, 0],
		['2026-11-13T10:05:00+07:00', '2026-11-18', '2026-11-18', 3, 0],
		// Late in the evening of Sunday is received on Monday.
		['2026-11-15T23:50:00+07:00', '2026-11-19', '2026-11-19', 3, 0],
		// A weekend does not make it later.
		['2026-11-10T09:40:00+07:00', '2026-11-15', '2026-11-13', 3, 0],
	])('sent %s, on %s: due %s, %i begun, %i over', (sent, today, due, begun, overdue) => {
		expect(waitingFor(new Date(sent).toISOString(), today, 3, calendar)).toMatchObject({ due, begun, overdue });
	});

	test('24 November counts until the user switches it off', () => {
		const sent = '2026-11-23T02:00:00.000Z';
		expect(waitingFor(sent, '2026-11-27', 3, calendar)).toMatchObject({ due: '2026-11-26', overdue: 1 });
		expect(waitingFor(sent, '2026-11-27', 3, cultureDay)).toMatchObject({ due: '2026-11-27', overdue: 0 });
	});

	test("the user's own days stand above the list, and an unlisted year has the switched holiday, too", () => {
		const own = withUserDays(calendarFile, { holidays: ['11-24'], daysOff: ['2026-11-17'], workDays: ['2026-11-21'] });
		const sent = '2026-11-16T02:00:00.000Z';
		expect(waitingFor(sent, '2026-11-16', 3, own).counted).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
		expect(waitingFor('2026-11-19T02:00:00.000Z', '2026-11-19', 2, own).due).toBe('2026-11-21');
		const later = waitingFor('2041-11-22T02:00:00.000Z', '2041-11-22', 2, own);
		expect(later).toMatchObject({ due: '2041-11-26', provisional: true });
	});
});

test.each([
	[null, null, 'working'],
	['2026-11-10T00:00:00Z', null, 'waiting'],
	['2026-11-10T00:00:00Z', 'supplement', 'working'],
	['2026-11-10T00:00:00Z', 'issued', 'done'],
	['2026-11-10T00:00:00Z', 'rejected', 'done'],
] as const)('sent %s, answered %s: %s', (sentAt, outcome, phase) => {
	expect(phaseOf({ sentAt, outcome })).toBe(phase);
});
