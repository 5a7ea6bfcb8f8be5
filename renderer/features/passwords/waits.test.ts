import { expect, test } from 'vitest';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { noCertificate } from '../../../shared/domain/certificate-fields.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { countdownText, usableInstead, waitsOf } from './waits.ts';

const now = '2026-11-16T05:00:00.000Z';
const set = (userId: string, change: Partial<ParameterSetRow> = {}): ParameterSetRow => ({
	id: userId,
	companyId: 'c1',
	declarantName: '',
	email: '',
	userCode: 'V2060',
	userId,
	terminalRef: null,
	terminalId: '',
	computer: '',
	...noCertificate,
	...inUse,
	hasPassword: true,
	hasAccessKey: false,
	passwordChangedAt: null,
	passwordUsableFrom: null,
	updatedAt: '',
	...change,
});
const waiting = set('V2060001', { passwordUsableFrom: '2026-11-17T01:45:00.000Z' });

test('a wait runs to its minute, the first to end comes first, a cancelled User ID waits for nothing', () => {
	const sooner = set('V2060002', { passwordUsableFrom: '2026-11-16T05:00:01.000Z' });
	const over = set('V2060003', { passwordUsableFrom: now });
	const cancelled = set('V2060004', { passwordUsableFrom: '2026-11-17T01:45:00.000Z', endsOn: '2026-11-01' });
	expect(waitsOf([waiting, sooner, over, cancelled, set('V2060005')], now).map((wait) => wait.set.userId)).toEqual([
		'V2060002',
		'V2060001',
	]);
});

test('urgent declarations go to the User IDs of the same company that work now', () => {
	const others = [
		set('V2060002'),
		set('V2060003', { endsOn: '2026-12-01' }),
		set('V2060004', { hasPassword: false }),
		set('V2060005', { endsOn: '2026-11-01' }),
		set('V2060006', { status: 'sent' }),
		set('V2060007', { passwordUsableFrom: '2026-11-17T01:45:00.000Z' }),
		set('V2070001', { companyId: 'c2' }),
		waiting,
	];
	expect(usableInstead(others, waiting, now).map(({ userId }) => userId)).toEqual(['V2060002', 'V2060003']);
});

test.each([
	[5 * 3_600_000 + 22 * 60_000 + 41_000, '05:22:41'],
	[24 * 3_600_000, '24:00:00'],
	[1, '00:00:01'],
	[0, '00:00:00'],
	[-5, '00:00:00'],
])('%i milliseconds read %s', (left, text) => {
	expect(countdownText(left)).toBe(text);
});
