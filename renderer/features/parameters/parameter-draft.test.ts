import { expect, test } from 'vitest';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { draftOf, formOf, newForm, wrongFormDates } from './parameter-draft.ts';

const companyId = '0190f3a0-0000-7000-8000-000000000002';
const empty = newForm([]);
const set: ParameterSetRow = {
	id: '0190f3a0-0000-7000-8000-000000000001',
	companyId,
	declarantName: 'Nguyễn Thị Ngọc Ẩn',
	email: '',
	userCode: 'V2060',
	userId: 'V2060001',
	terminalRef: '0190f3a0-0000-7000-8000-000000000009',
	terminalId: 'A206T1',
	computer: 'PC-XNK-03',
	certificateProvider: 'VNPT-CA',
	certificateSerial: '5404FFFEB7033FB3',
	certificateNotBefore: '2024-01-01',
	certificateNotAfter: '2026-12-24',
	certificateSubject: '',
	certificateTaxCode: '',
	...inUse,
	hasPassword: true,
	hasAccessKey: true,
	passwordChangedAt: null,
	passwordUsableFrom: null,
	updatedAt: '2026-11-16T01:41:00.000Z',
};

test('a secret that was not typed is not in the draft, so that the stored one stays', () => {
	const draft = draftOf(formOf(set), companyId, set);
	expect('password' in draft).toBe(false);
	expect(draft.terminal).toEqual({ id: set.terminalRef, terminalId: 'A206T1', computer: 'PC-XNK-03' });
	expect('id' in draftOf(empty, companyId, undefined)).toBe(false);
});

test('a secret that is to go is sent as an empty one', () => {
	const draft = draftOf({ ...formOf(set), password: null, accessKey: null }, companyId, set);
	expect(draft.password).toBe('');
	expect(draft.terminal?.accessKey).toBe('');
});

test('without anything about a terminal there is none, with a piece of it a new one', () => {
	expect(draftOf(empty, companyId, undefined).terminal).toBeNull();
	expect(draftOf({ ...empty, accessKey: 'ABCD' }, companyId, undefined).terminal).toEqual({
		terminalId: '',
		computer: '',
		accessKey: 'ABCD',
	});
	expect(draftOf({ ...empty, computer: 'PC 1' }, companyId, undefined).terminal).toEqual({
		terminalId: '',
		computer: 'PC 1',
	});
});

test('an instant stays to the minute while its day is not changed, a typed day begins at midnight in Viet Nam', () => {
	const waiting = { ...set, effectiveAt: '2026-11-22T20:05:00.000Z' };
	const form = formOf(waiting);
	expect(form.effectiveOn).toBe('2026-11-23');
	expect(draftOf(form, companyId, waiting).effectiveAt).toBe('2026-11-22T20:05:00.000Z');
	expect(draftOf({ ...form, effectiveOn: '2026-11-24' }, companyId, waiting).effectiveAt).toBe(
		'2026-11-24T00:00:00+07:00',
	);
	expect(draftOf({ ...form, effectiveOn: '' }, companyId, waiting).effectiveAt).toBeNull();
});

test('only a text that is no date is a wrong date', () => {
	expect(wrongFormDates({ ...empty, certificateNotAfter: '31/02/2026', effectiveOn: 'mai', endsOn: '' })).toEqual([
		'certificateNotAfter',
		'effectiveOn',
	]);
	expect(wrongFormDates({ ...empty, certificateNotAfter: '2026-02-28' })).toEqual([]);
});
