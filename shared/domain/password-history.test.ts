import { expect, test } from 'vitest';
import { type PasswordOutcome, type PasswordState, passwordState } from './password-history.ts';

const now = '2026-11-22T08:00:00.000Z';
const earlier = '2026-11-22T07:59:59.999Z';
const later = '2026-11-22T08:00:00.001Z';

test.each<[PasswordOutcome, string | null, string | null, PasswordState]>([
	['offered', null, null, 'offered'],
	['offered', null, earlier, 'offered'],
	['undone', null, earlier, 'undone'],
	['stored', null, null, 'current'],
	['stored', null, earlier, 'old'],
	['accepted', later, null, 'waiting'],
	['accepted', now, null, 'current'],
	['accepted', later, earlier, 'old'],
	['same', null, null, 'current'],
])('%s, usable from %s, until %s is %s', (outcome, usableFrom, until, expected) => {
	expect(passwordState({ outcome, usableFrom, until }, now)).toBe(expected);
});
