import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	advance,
	earliestEnd,
	effectiveFrom,
	isSettled,
	nags,
	type PortalRequest,
	type RequestEvent,
	replay,
	requestEventTypes,
	requestKinds,
	requestState,
} from './portal-request.ts';

const at = (text: string) => Date.parse(`${text}+07:00`);
const statuses = ['draft', 'saved', 'sent', 'approved', 'rejected', 'deleted'] as const;
const events: RequestEvent[] = [
	{ type: 'saved' },
	{ type: 'sent' },
	{ type: 'approved', at: at('2026-11-16T10:00') },
	{ type: 'rejected' },
	{ type: 'deleted' },
	{ type: 'reopened' },
];
const request = (change: Partial<PortalRequest> = {}): PortalRequest => ({
	kind: 'cancel-user-id',
	status: 'draft',
	endsOn: '2026-12-01',
	approvedAt: null,
	...change,
});

/** Rows: status; columns: the events in their order; '-' where it cannot happen. */
const table = `
	draft     saved -    -        -        deleted -
	saved     -     sent -        -        deleted -
	sent      -     -    approved rejected -       -
	approved  -     -    -        -        -       -
	rejected  -     -    -        -        -       draft
	deleted   -     -    -        -        -       -`
	.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/));

test('the table names every status', () => {
	expect(table.map(([status]) => status)).toEqual([...statuses]);
});

test.each(
	table.flatMap(([status = '', ...ends]) =>
		ends.map((end, index) => [status, events[index]!.type, end, index] as const),
	),
)('%s, %s: %s', (status, _type, end, index) => {
	const before = request({ status: status as PortalRequest['status'] });
	const after = advance(before, events[index]!);
	expect(after?.status ?? '-').toBe(end);
});

describe('from approval to effect', () => {
	const approved = (change: Partial<PortalRequest>) =>
		request({ status: 'approved', approvedAt: at('2026-11-16T10:00'), ...change });

	test.each([
		['a correction works a day later', { kind: 'correction', endsOn: '' }, '2026-11-17T10:00'],
		['a registration works a day later', { kind: 'registration', endsOn: '' }, '2026-11-17T10:00'],
		['a cancellation waits for its day', { endsOn: '2026-12-01' }, '2026-12-01T00:00'],
		['approved late, the day is past: a day later', { endsOn: '2026-11-10' }, '2026-11-17T10:00'],
		['the named day of a leap year', { endsOn: '2028-02-29' }, '2028-02-29T00:00'],
	] as [string, Partial<PortalRequest>, string][])('%s', (_, change, from) => {
		expect(effectiveFrom(approved(change))).toBe(at(from));
		expect(requestState(approved(change), at(from) - 1)).toBe('awaiting-effect');
		expect(requestState(approved(change), at(from))).toBe('effective');
	});
});

test('what was only saved nags; what was sent, refused or deleted does not', () => {
	expect(statuses.filter((status) => nags({ status }))).toEqual(['draft', 'saved']);
});

test('the list of events is the one of the table', () => {
	expect([...requestEventTypes]).toEqual(events.map(({ type }) => type));
});

test('only what is approved or deleted is settled: a refusal asks for more', () => {
	expect(statuses.filter((status) => isSettled({ status }))).toEqual(['approved', 'deleted']);
});

describe('recorded events', () => {
	const recorded = (...types: Parameters<typeof replay>[2][number]['type'][]) =>
		replay(
			'cancel-user-id',
			'2026-12-01',
			types.map((type) => ({ type, at: '2026-11-16T03:00:00.000Z' })),
		);

	test('leave the request where they lead, approval with its time', () => {
		expect(recorded().status).toBe('draft');
		expect(recorded('saved', 'sent').status).toBe('sent');
		expect(recorded('saved', 'sent', 'approved')).toMatchObject({
			status: 'approved',
			approvedAt: at('2026-11-16T10:00'),
		});
		expect(recorded('saved', 'sent', 'rejected', 'reopened', 'saved').status).toBe('saved');
	});

	test('recorded by mistake count as never recorded: it nags again', () => {
		expect(nags(recorded('saved', 'sent', 'undone'))).toBe(true);
		expect(recorded('saved', 'sent', 'approved', 'undone').approvedAt).toBeNull();
		expect(recorded('saved', 'sent', 'undone', 'undone').status).toBe('draft');
		expect(recorded('undone', 'saved').status).toBe('saved');
	});
});

test('the earliest end is tomorrow in Viet Nam, also just before and after midnight', () => {
	expect(earliestEnd(at('2026-11-22T23:59'))).toBe('2026-11-23');
	expect(earliestEnd(at('2026-11-23T00:00'))).toBe('2026-11-24');
	expect(earliestEnd(at('2028-02-28T12:00'))).toBe('2028-02-29');
});

test('no path of events takes effect without being saved, sent and approved, nor within a day of approval', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...requestKinds),
			fc.array(fc.constantFrom(...events), { maxLength: 20 }),
			fc.integer({ min: 0, max: 40 * 24 }),
			(kind, path, hours) => {
				const seen: string[] = [];
				let now = request({ kind });
				for (const event of path) {
					const next = advance(now, event);
					if (next === null) continue;
					seen.push(event.type);
					now = next;
				}
				const time = at('2026-11-16T10:00') + hours * 3_600_000;
				if (requestState(now, time) !== 'effective') return;
				expect(seen.slice(-3)).toEqual(['saved', 'sent', 'approved']);
				expect(hours).toBeGreaterThanOrEqual(24);
			},
		),
	);
});
