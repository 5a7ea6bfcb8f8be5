import { expect, test } from 'vitest';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { setState } from './set-state.ts';

const now = '2026-11-16T05:00:00.000Z';
const complete: ParameterSetRow = {
	id: '0190f3a0-0000-7000-8000-000000000001',
	companyId: '0190f3a0-0000-7000-8000-000000000002',
	declarantName: 'Nguyễn Thị Ngọc Ẩn',
	email: '',
	userCode: 'V2060',
	userId: 'V2060001',
	terminalRef: '0190f3a0-0000-7000-8000-000000000009',
	terminalId: 'A206T1',
	computer: '',
	certificateProvider: 'VNPT-CA',
	certificateSerial: '5404FFFEB7033FB3',
	certificateNotBefore: '2024-01-01',
	certificateNotAfter: '2027-12-24',
	certificateSubject: '',
	certificateTaxCode: '',
	...inUse,
	hasPassword: true,
	hasAccessKey: true,
	passwordChangedAt: null,
	passwordUsableFrom: null,
	updatedAt: '2026-11-16T01:41:00.000Z',
};

test('a set with everything is in use', () => {
	expect(setState(complete, now)).toEqual({ kind: 'active' });
});

test('missing parts are named in the order of the form, secrets by whether they are stored', () => {
	expect(setState({ ...complete, hasAccessKey: false, userId: '' }, now)).toEqual({
		kind: 'missing',
		parts: ['userId', 'accessKey'],
	});
});

test('a certificate ends on its last day, not before', () => {
	expect(setState({ ...complete, certificateNotAfter: '2026-11-16' }, now)).toEqual({ kind: 'expiring', days: 0 });
	expect(setState({ ...complete, certificateNotAfter: '2026-11-15' }, now)).toEqual({ kind: 'expired', days: 1 });
});

test('the end is told from sixty days on', () => {
	expect(setState({ ...complete, certificateNotAfter: '2027-01-15' }, now).kind).toBe('expiring');
	expect(setState({ ...complete, certificateNotAfter: '2027-01-16' }, now).kind).toBe('active');
});

test('an ended certificate comes before missing parts, missing parts before a coming end', () => {
	const incomplete = { ...complete, hasPassword: false };
	expect(setState({ ...incomplete, certificateNotAfter: '2026-01-01' }, now).kind).toBe('expired');
	expect(setState({ ...incomplete, certificateNotAfter: '2026-12-01' }, now).kind).toBe('missing');
});

test('what is not registered, or no longer, says only that', () => {
	const incomplete = { ...complete, hasPassword: false, certificateNotAfter: '2026-01-01' };
	expect(setState({ ...incomplete, status: 'draft' }, now)).toEqual({ kind: 'draft' });
	expect(setState({ ...incomplete, status: 'sent' }, now)).toEqual({ kind: 'awaiting-approval' });
	expect(setState({ ...incomplete, endsOn: '2026-07-01' }, now)).toEqual({ kind: 'cancelled', on: '2026-07-01' });
	expect(setState({ ...complete, endsOn: '2026-12-01' }, now)).toEqual({ kind: 'cancelling', on: '2026-12-01' });
});

test('a set waits for its registration and its password, whichever takes longer', () => {
	const effectiveAt = '2026-11-16T06:00:00.000Z';
	const passwordUsableFrom = '2026-11-17T04:00:00.000Z';
	expect(setState({ ...complete, effectiveAt }, now)).toEqual({ kind: 'waiting', until: effectiveAt });
	expect(setState({ ...complete, effectiveAt, passwordUsableFrom }, now)).toEqual({
		kind: 'waiting',
		until: passwordUsableFrom,
	});
	expect(setState({ ...complete, effectiveAt, passwordUsableFrom }, passwordUsableFrom)).toEqual({ kind: 'active' });
});
