import { expect, test } from 'vitest';
import type { RequestEventRow, RequestRow } from '../../../shared/contracts/requests-contract.ts';
import { isForgotten, isOpen, viewOf } from './request-view.ts';

const event = (type: RequestEventRow['type'], at: string): RequestEventRow => ({
	type,
	at,
	who: 'An',
	recordedAt: at,
	note: '',
});
const saved = event('saved', '2026-11-16T03:00:00.000Z');
const sent = event('sent', '2026-11-16T04:00:00.000Z');
const request = (...events: RequestEventRow[]): RequestRow => ({
	id: 'r',
	companyId: 'c',
	kind: 'cancel-user-id',
	subjectId: 's',
	label: 'V2060004',
	endsOn: '2026-11-23',
	note: '',
	signatureKind: '',
	createdAt: '2026-11-16T02:00:00.000Z',
	who: 'An',
	events,
});

test('saved and not sent it is open, unsent, and forgotten after a day', () => {
	const soon = viewOf(request(saved), '2026-11-17T02:59:00.000Z');
	expect(soon).toMatchObject({ state: 'saved', unsent: true, idleDays: 0 });
	expect([isOpen(soon), isForgotten(soon)]).toEqual([true, false]);
	expect(isForgotten(viewOf(request(saved), '2026-11-17T03:00:00.000Z'))).toBe(true);
	expect(isForgotten(viewOf(request(saved, sent), '2026-11-20T03:00:00.000Z'))).toBe(false);
});

test('a mistaken "sent" leaves it unsent again', () => {
	const view = viewOf(request(saved, sent, event('undone', '2026-11-16T05:00:00.000Z')), '2026-11-16T06:00:00.000Z');
	expect(view).toMatchObject({ status: 'saved', unsent: true, events: [saved] });
});

test('approved it waits for its day in Viet Nam, then it is in effect and no longer open', () => {
	const approved = request(saved, sent, event('approved', '2026-11-17T03:00:00.000Z'));
	const before = viewOf(approved, '2026-11-22T16:59:59.000Z');
	expect(before).toMatchObject({ state: 'awaiting-effect', from: '2026-11-22T17:00:00.000Z' });
	expect(viewOf(approved, '2026-11-22T17:00:00.000Z').state).toBe('effective');
	expect(isOpen(before)).toBe(false);
});
