import { beforeEach, expect, test } from 'vitest';
import { inUse, type Validity } from '../../../shared/domain/validity.ts';
import { findResources } from '../../platform/resources.ts';
import type { StoredAdmin } from '../parameters/account-store-port.ts';
import type { StoredParameters } from '../parameters/parameter-store-port.ts';
import { readCalendar } from './read-calendar.ts';
import { type Reminders, remind } from './reminders.ts';

const calendar = await readCalendar(findResources(), { daysOff: [], workDays: [] });

type Row = Awaited<ReturnType<Reminders['dossiers']>>[number];

let sent: Row[];
let sets: StoredParameters[];
let admins: StoredAdmin[];
let kept: Map<string, string>;

beforeEach(() => {
	sent = [];
	sets = [];
	admins = [];
	kept = new Map();
});

/** What is told at a time in Viet Nam. Only `kept` lasts from one look to the next: each is a look after a restart. */
async function look(at: string): Promise<string[]> {
	const told: string[] = [];
	await remind(
		{
			dossiers: async () => sent,
			parameters: { list: async () => sets },
			accounts: { admins: async () => admins },
			calendar: async () => calendar,
			terms: async () => ({ email: 3, post: 5, hand: 5 }),
			memory: { get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) },
			answersDue: () => told.push('answers'),
			certificatesEnd: (on) => told.push(on),
		},
		Date.parse(`${at}+07:00`),
	);
	return told;
}

const dossier = (id: string, sentAt: string, change: Partial<Row> = {}): Row => {
	return { id, route: 'email', sentAt, outcome: null, archivedAt: null, trashedAt: null, ...change };
};
const set = (certificateSerial: string, certificateNotAfter: string, validity: Partial<Validity> = {}) =>
	({
		id: `set ${certificateSerial}`,
		...inUse,
		certificateSerial,
		certificateNotAfter,
		...validity,
	}) as StoredParameters;

test('the expected day of an answer is told once, on that day and not before', async () => {
	// Monday; three working days on it is Thursday.
	sent = [dossier('a', '2026-11-16T03:00:00.000Z')];
	expect(await look('2026-11-18T23:59')).toEqual([]);
	expect(await look('2026-11-19T00:01')).toEqual(['answers']);
	expect(await look('2026-11-19T08:00')).toEqual([]);
	expect(await look('2026-11-20T08:00')).toEqual([]);
});

test('an answer to papers is expected after five working days', async () => {
	sent = [dossier('a', '2026-11-16T03:00:00.000Z', { route: 'hand' })];
	expect(await look('2026-11-22T08:00')).toEqual([]);
	expect(await look('2026-11-23T08:00')).toEqual(['answers']);
});

test('a day that came while the application was closed is told at the next start', async () => {
	sent = [dossier('a', '2026-11-16T03:00:00.000Z')];
	expect(await look('2026-11-25T08:00')).toEqual(['answers']);
	expect(await look('2026-11-25T09:00')).toEqual([]);
});

test('several answers of one day are one notice; a dossier sent once more is told once more', async () => {
	sent = [dossier('a', '2026-11-16T03:00:00.000Z'), dossier('b', '2026-11-16T04:00:00.000Z')];
	expect(await look('2026-11-19T08:00')).toEqual(['answers']);
	sent = [dossier('a', '2026-11-20T03:00:00.000Z')];
	expect(await look('2026-11-24T08:00')).toEqual([]);
	expect(await look('2026-11-25T08:00')).toEqual(['answers']);
});

test.each<[string, Partial<Row>]>([
	['answered', { outcome: 'rejected' }],
	['archived', { archivedAt: '2026-11-18T00:00:00.000Z' }],
	['in the trash', { trashedAt: '2026-11-18T00:00:00.000Z' }],
	['not sent', { sentAt: null }],
])('a dossier that is %s tells nothing', async (_state, change) => {
	sent = [dossier('a', '2026-11-16T03:00:00.000Z', change)];
	expect(await look('2026-11-25T08:00')).toEqual([]);
});

test('a certificate is told once each with 30, 15, 7 days and 1 left', async () => {
	sets = [set('5404', '2026-12-31')];
	const days = Array.from({ length: 62 }, (_, day) => new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10));
	const told: string[] = [];
	for (const day of days) {
		for (const at of ['T08:00', 'T09:00']) if ((await look(day + at)).length > 0) told.push(day);
	}
	expect(told).toEqual(['2026-12-01', '2026-12-16', '2026-12-24', '2026-12-30']);
});

test('one certificate of several accounts is one thing, and the first end of several is named', async () => {
	sets = [set('0x54:04', '2026-12-31'), set('5404', '2026-12-31'), set('77', '2026-12-20')];
	admins = [{ ...set('5404', '2026-12-31'), id: 'admin' } as unknown as StoredAdmin];
	expect(await look('2026-12-10T08:00')).toEqual(['2026-12-20']);
	expect(kept.get('reminders.told')?.split('\n')).toHaveLength(2);
	expect(await look('2026-12-10T09:00')).toEqual([]);
});

test('nothing is told of a cancelled User ID, an ended certificate or one without a date', async () => {
	sets = [set('1', '2026-12-31', { endsOn: '2026-12-01' }), set('2', '2026-12-09'), set('3', '')];
	expect(await look('2026-12-10T08:00')).toEqual([]);
});

test('what cannot be kept as told is not told', async () => {
	sets = [set('5404', '2026-12-31')];
	kept.set = () => {
		throw new Error('disk full');
	};
	await expect(look('2026-12-10T08:00')).rejects.toThrow('disk full');
});
