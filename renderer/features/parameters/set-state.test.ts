import { expect, test } from 'vitest';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { setState } from './set-state.ts';

const today = '2026-11-16';
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

test('a set with everything is complete', () => {
	expect(setState(complete, today)).toEqual({ kind: 'complete' });
});

test('missing parts are named in the order of the form, secrets by whether they are stored', () => {
	expect(setState({ ...complete, hasAccessKey: false, userId: '' }, today)).toEqual({
		kind: 'missing',
		parts: ['userId', 'accessKey'],
	});
});

test('a certificate ends on its last day, not before', () => {
	expect(setState({ ...complete, certificateNotAfter: '2026-11-16' }, today)).toEqual({ kind: 'expiring', days: 0 });
	expect(setState({ ...complete, certificateNotAfter: '2026-11-15' }, today)).toEqual({ kind: 'expired', days: 1 });
});

test('the end is told from sixty days on', () => {
	expect(setState({ ...complete, certificateNotAfter: '2027-01-15' }, today).kind).toBe('expiring');
	expect(setState({ ...complete, certificateNotAfter: '2027-01-16' }, today).kind).toBe('complete');
});

test('an ended certificate comes before missing parts, missing parts before a coming end', () => {
	const incomplete = { ...complete, hasPassword: false };
	expect(setState({ ...incomplete, certificateNotAfter: '2026-01-01' }, today).kind).toBe('expired');
	expect(setState({ ...incomplete, certificateNotAfter: '2026-12-01' }, today).kind).toBe('missing');
});
