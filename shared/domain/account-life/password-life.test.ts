import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type PasswordRecord,
	type PasswordWay,
	passwordLife,
	passwordWaitMs,
	passwordWays,
	usableFrom,
} from './password-life.ts';

const at = (text: string) => Date.parse(`${text}+07:00`);
const record = (id: string, way: PasswordWay, when: string, more: Partial<PasswordRecord> = {}): PasswordRecord => ({
	id,
	way,
	answer: 'succeeded',
	at: at(when),
	undone: false,
	...more,
});

test.each<[PasswordWay, PasswordRecord['answer'], string, string]>([
	['issued', 'succeeded', '2026-11-16T08:45', '2026-11-17T08:45'],
	['issued', 'succeeded', '2026-11-16T23:59', '2026-11-17T23:59'],
	['issued', 'succeeded', '2026-11-16T00:00', '2026-11-17T00:00'],
	['issued', 'succeeded', '2028-02-28T14:05', '2028-02-29T14:05'],
	['issued', 'succeeded', '2028-02-29T14:05', '2028-03-01T14:05'],
	['issued', 'succeeded', '2026-12-31T14:05', '2027-01-01T14:05'],
	['issued', 'same-as-old', '2026-11-16T08:45', '2026-11-16T08:45'],
	['changed-by-user', 'succeeded', '2026-11-16T08:45', '2026-11-17T08:45'],
	['changed-by-administrator', 'succeeded', '2026-11-16T08:45', '2026-11-16T08:45'],
	['shown-by-portal', 'succeeded', '2026-11-16T08:45', '2026-11-16T08:45'],
	['mailed', 'succeeded', '2026-11-16T08:45', '2026-11-16T08:45'],
	['dossier', 'succeeded', '2026-11-16T08:45', '2026-11-16T08:45'],
	['entered', 'succeeded', '2026-11-16T08:45', '2026-11-16T08:45'],
])('%s, %s at %s: usable from %s', (way, answer, when, from) => {
	expect(usableFrom({ way, answer, at: at(when) })).toBe(at(from));
});

describe('a password issued on Monday', () => {
	const records = [record('a', 'entered', '2026-11-01T08:00'), record('b', 'issued', '2026-11-16T08:45')];

	test.each([
		['2026-11-16T08:45', at('2026-11-17T08:45'), 'waiting'],
		['2026-11-17T08:44:59', at('2026-11-17T08:45'), 'waiting'],
		['2026-11-17T08:45', null, 'in-use'],
	])('at %s', (now, waitsUntil, state) => {
		const life = passwordLife(records, at(now));
		expect(life.last?.id).toBe('b');
		expect(life.waitsUntil).toBe(waitsUntil);
		expect(Object.fromEntries(life.states)).toEqual({ a: 'old', b: state });
	});

	test('a clock that was set back before the change leaves it waiting: the old one does not come to life', () => {
		const life = passwordLife(records, at('2026-11-15T08:00'));
		expect(Object.fromEntries(life.states)).toEqual({ a: 'old', b: 'waiting' });
	});

	test('a new change during the wait starts it again', () => {
		const life = passwordLife([...records, record('c', 'issued', '2026-11-16T20:00')], at('2026-11-17T09:00'));
		expect(life.waitsUntil).toBe(at('2026-11-17T20:00'));
		expect(Object.fromEntries(life.states)).toEqual({ a: 'old', b: 'old', c: 'waiting' });
	});

	test('"the same as the old one" during the wait proves the value and does not end the wait', () => {
		const proven = record('c', 'issued', '2026-11-16T10:00', { answer: 'same-as-old' });
		const life = passwordLife([...records, proven], at('2026-11-16T11:00'));
		expect(life.waitsUntil).toBe(at('2026-11-17T08:45'));
		expect(life.states.get('c')).toBe('waiting');
	});

	test('writing a password down here during the wait does not end it', () => {
		const typed = record('c', 'entered', '2026-11-16T10:00');
		const life = passwordLife([...records, typed], at('2026-11-16T11:00'));
		expect(life.last?.id).toBe('c');
		expect(life.waitsUntil).toBe(at('2026-11-17T08:45'));
	});

	test('a password was in force until the next one that counts', () => {
		const slip = record('x', 'issued', '2026-11-17T10:00', { undone: true });
		const life = passwordLife([...records, slip, record('c', 'issued', '2026-11-18T08:45')], at('2026-11-18T09:00'));
		expect(Object.fromEntries(life.ends)).toEqual({ a: at('2026-11-16T08:45'), b: at('2026-11-18T08:45') });
	});

	test('undone, the record stays and the former one counts again', () => {
		const life = passwordLife([records[0]!, { ...records[1]!, undone: true }], at('2026-11-16T09:00'));
		expect(life.last?.id).toBe('a');
		expect(Object.fromEntries(life.states)).toEqual({ a: 'in-use', b: 'undone' });
	});
});

test('a generated value nobody used is no password, and of nothing recorded nothing is known', () => {
	const life = passwordLife([record('g', 'generated', '2026-11-16T08:45')], at('2026-11-16T09:00'));
	expect(life.last).toBeNull();
	expect(life.waitsUntil).toBeNull();
	expect(life.states.get('g')).toBe('unused');
});

test('no path reaches "in use" before every recorded wait of the last change is over', () => {
	const records = fc.array(
		fc.record({
			id: fc.uuid(),
			way: fc.constantFrom(...passwordWays),
			answer: fc.constantFrom('succeeded' as const, 'same-as-old' as const),
			at: fc.integer({ min: 0, max: 10 * passwordWaitMs }),
			undone: fc.boolean(),
		}),
		{ maxLength: 12 },
	);
	fc.assert(
		fc.property(records, fc.integer({ min: 0, max: 12 * passwordWaitMs }), (history, now) => {
			const { last, waitsUntil, states } = passwordLife(history, now);
			const inUse = history.filter(({ id }) => states.get(id) === 'in-use');
			expect(inUse.length).toBeLessThanOrEqual(1);
			for (const one of inUse) {
				expect(one).toBe(last);
				expect(usableFrom(one)).toBeLessThanOrEqual(now);
			}
			const waits = history.filter(
				({ way, answer, undone }) =>
					!undone && answer === 'succeeded' && (way === 'issued' || way === 'changed-by-user'),
			);
			const running = waits.filter((one) => one.at + passwordWaitMs > now);
			// A later change that needs no wait (the administrator's) is the only way out of a running wait.
			if (running.length > 0 && inUse.length > 0) {
				expect(Math.max(...running.map((one) => one.at))).toBeLessThanOrEqual(inUse[0]!.at);
			}
			if (waitsUntil !== null) expect(waitsUntil).toBeGreaterThan(now);
		}),
	);
});
