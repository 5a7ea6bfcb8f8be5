import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registrationStatuses, type Validity, type ValidityState, validityState } from './validity.ts';

const now = '2026-11-22T08:00:00.000Z';

test.each<[Validity['status'], string | null, string, ValidityState]>([
	['draft', null, '', 'draft'],
	['draft', null, '2026-01-01', 'draft'],
	['sent', null, '', 'awaiting-approval'],
	['sent', '2026-11-21T00:00:00.000Z', '', 'awaiting-approval'],
	['approved', null, '', 'active'],
	['approved', '2026-11-22T08:00:00.000Z', '', 'active'],
	['approved', '2026-11-22T08:00:00.001Z', '', 'awaiting-effect'],
	['approved', '2026-11-22T15:00:01+07:00', '', 'awaiting-effect'],
	['approved', null, '2026-11-23', 'cancelling'],
	['approved', null, '2026-11-22', 'cancelled'],
	['approved', null, '2026-07-01', 'cancelled'],
	['approved', '2026-11-22T09:00:00.000Z', '2026-11-30', 'awaiting-effect'],
	['approved', '2026-11-22T09:00:00.000Z', '2026-11-22', 'cancelled'],
])('%s, effective %s, ending %j is %s', (status, effectiveAt, endsOn, expected) => {
	expect(validityState({ status, effectiveAt, endsOn }, now)).toBe(expected);
});

test('the last day begins at midnight in Viet Nam, whatever zone the PC has', () => {
	const validity: Validity = { status: 'approved', effectiveAt: null, endsOn: '2026-11-23' };
	expect(validityState(validity, '2026-11-22T16:59:59.999Z')).toBe('cancelling');
	expect(validityState(validity, '2026-11-22T17:00:00.000Z')).toBe('cancelled');
});

test('nothing is in use before its instant, and what is cancelled stays so', () => {
	const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(fc.constantFrom(...registrationStatuses), instant, instant, (status, at, effective) => {
			const state = validityState({ status, effectiveAt: effective.toISOString(), endsOn: '' }, at.toISOString());
			if (at < effective) expect(['active', 'cancelling']).not.toContain(state);
			const ended = { status: 'approved' as const, effectiveAt: effective.toISOString(), endsOn: '2020-01-01' };
			expect(validityState(ended, at.toISOString())).toBe('cancelled');
		}),
	);
});
