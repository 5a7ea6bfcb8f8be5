import { expect, test } from 'vitest';
import { instantOf, momentOf } from './moment-fields.tsx';

test.each([
	['08:45', '2026-11-16', '2026-11-16T01:45:00.000Z'],
	['8:45', '2026-11-16', '2026-11-16T01:45:00.000Z'],
	['0845', '2026-11-16', '2026-11-16T01:45:00.000Z'],
	['8h45', '2026-11-16', '2026-11-16T01:45:00.000Z'],
	['23:59', '2028-02-29', '2028-02-29T16:59:00.000Z'],
	['00:00', '2026-11-17', '2026-11-16T17:00:00.000Z'],
])('%s on %s is the instant %s in Viet Nam', (time, day, instant) => {
	expect(new Date(instantOf({ time, day })!).toISOString()).toBe(instant);
});

test.each([
	['24:00', '2026-11-16'],
	['08:60', '2026-11-16'],
	['8', '2026-11-16'],
	['', '2026-11-16'],
	['08:45', '31/02/2026'],
	['08:45', ''],
])('%s on %s is no moment', (time, day) => {
	expect(instantOf({ time, day })).toBeNull();
});

test('the minute that is shown is the one that was meant, whatever the zone of the PC', () => {
	expect(momentOf(Date.parse('2026-11-16T17:00:59.000Z'))).toEqual({ time: '00:00', day: '2026-11-17' });
});
