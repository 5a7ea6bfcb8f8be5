import { expect, test } from 'vitest';
import { type CancellationTarget, consequences } from './cancellation.ts';

const user = (userId: string, terminal: string | null, active = true) => ({
	id: userId,
	userCode: userId.slice(0, 5),
	userId,
	terminal,
	active,
});
const users = [
	user('V2060001', 't1'),
	user('V2060002', 't1'),
	user('V2060003', 't2'),
	user('V2060004', 't3', false),
	user('V2050007', null),
];
const terminals = ['t1', 't2', 't3'].map((id) => ({ id, terminalId: `A206${id.toUpperCase()}`, active: true }));

test.each<[string, CancellationTarget, string[], string[], boolean]>([
	['a User ID on a shared terminal', { kind: 'cancel-user-id', id: 'V2060001' }, ['V2060001'], [], false],
	['the only User ID of a terminal', { kind: 'cancel-user-id', id: 'V2060003' }, ['V2060003'], ['t2'], false],
	['a User ID that is cancelled already', { kind: 'cancel-user-id', id: 'V2060004' }, [], [], false],
	[
		'a User code with all under it',
		{ kind: 'cancel-user-code', userCode: 'V2060' },
		['V2060001', 'V2060002', 'V2060003'],
		['t1', 't2'],
		false,
	],
	['a terminal: its users lose it', { kind: 'cancel-terminal', id: 't1' }, ['V2060001', 'V2060002'], [], false],
])('%s', (_, target, hit, orphaned, lastUser) => {
	const found = consequences(target, users, terminals);
	expect(found.users.map(({ id }) => id)).toEqual(hit);
	expect(found.terminals.map(({ id }) => id)).toEqual(orphaned);
	expect(found.lastUser).toBe(lastUser);
});

test('the last active User ID is named, alone or with its User code', () => {
	const few = [user('V2060001', 't1'), user('V2060002', 't1', false)];
	expect(consequences({ kind: 'cancel-user-id', id: 'V2060001' }, few, terminals).lastUser).toBe(true);
	expect(consequences({ kind: 'cancel-user-code', userCode: 'V2060' }, few, terminals).lastUser).toBe(true);
	expect(consequences({ kind: 'cancel-terminal', id: 't1' }, few, terminals).lastUser).toBe(false);
});
