import { expect, test } from 'vitest';
import { writeSerial } from '../../components/serial-text.ts';
import { draftOf, newForm, wrongDates } from './parameter-draft.ts';

const companyId = '0190f3a0-0000-7000-8000-000000000002';
const empty = newForm([]);

test('a secret that was not typed is not in the draft, so that the stored one stays', () => {
	const draft = draftOf(empty, companyId, undefined);
	expect('password' in draft).toBe(false);
	expect('accessKey' in draft).toBe(false);
	expect('id' in draft).toBe(false);
});

test('a secret that is to go is sent as an empty one', () => {
	const draft = draftOf({ ...empty, password: null }, companyId, undefined);
	expect(draft.password).toBe('');
	expect('accessKey' in draft).toBe(false);
});

test('a typed password is brought to NFC and not altered otherwise', () => {
	expect(draftOf({ ...empty, password: 'k7q2 m9é'.normalize('NFD') }, companyId, undefined).password).toBe('k7q2 m9é');
});

test('codes are saved in capitals without spaces, a Vietnamese letter stays to be named', () => {
	const draft = draftOf({ ...empty, userId: ' v2060 001 ', terminalId: 'â206t1' }, companyId, undefined);
	expect(draft.userId).toBe('V2060001');
	expect(draft.terminalId).toBe('â206T1');
});

test('a serial is shown in groups of four and saved without them', () => {
	expect(writeSerial('5404fffeb7033fb3')).toBe('5404 FFFE B703 3FB3');
	expect(writeSerial('không rõ')).toBe('không rõ');
	expect(draftOf({ ...empty, certificateSerial: '5404 FFFE B7' }, companyId, undefined).certificateSerial).toBe(
		'5404FFFEB7',
	);
});

test('only a text that is no date is a wrong date', () => {
	const draft = draftOf(
		{ ...empty, certificateNotAfter: '31/02/2026', certificateNotBefore: '' },
		companyId,
		undefined,
	);
	expect(wrongDates(draft)).toEqual(['certificateNotAfter']);
	expect(wrongDates({ ...draft, certificateNotAfter: '2026-02-28' })).toEqual([]);
});
