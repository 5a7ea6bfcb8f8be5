import { expect, test } from 'vitest';
import { type CertificateUse, placesToUpdate, reminderStep, updateRoute } from './certificate-change.ts';

const use = (place: CertificateUse['place'], name: string, serial: string): CertificateUse => ({
	place,
	id: name,
	name,
	serial,
});

test('the places are listed in the order of work, serials compared however they are written', () => {
	const places = placesToUpdate(
		[
			use('single-window', 'NSW', '5404:FFFE'),
			use('user-id', 'V2060002', '0x5404fffe'),
			use('user-id', 'V2060001', '00 77 AA'),
			use('user-id', 'V2060003', 'BEEF'),
			use('user-id', 'V2060004', ''),
			use('registration', '0201234567', '5404 FFFE'),
		],
		{ oldSerial: '5404FFFE', newSerial: '77AA' },
	);
	expect(places.map(({ name, state }) => `${name} ${state}`)).toEqual([
		'0201234567 to-do',
		'V2060001 done',
		'V2060002 to-do',
		'V2060003 foreign',
		'NSW to-do',
	]);
});

test('before the new token is read nothing is done; a single window of which nothing is recorded has the old one', () => {
	const uses = [use('user-id', 'V2060001', '5404'), use('user-id', 'V2060002', ''), use('single-window', 'NSW', '')];
	const states = (newSerial: string) =>
		placesToUpdate(uses, { oldSerial: '5404', newSerial }).map(({ name, state }) => `${name} ${state}`);
	expect(states('')).toEqual(['V2060001 to-do', 'NSW to-do']);
	expect(states('77AA')).toEqual(['V2060001 to-do', 'NSW to-do']);
});

test('without the registered token only the dossier is left', () => {
	expect(updateRoute('renewed', true)).toBe('portal');
	expect(updateRoute('expired', true)).toBe('portal');
	expect(updateRoute('replaced', false)).toBe('dossier');
	expect(updateRoute('lost', true)).toBe('dossier');
});

test.each([
	[61, null],
	[60, 60],
	[31, 60],
	[30, 30],
	[15, 15],
	[14, 15],
	[7, 7],
	[2, 7],
	[1, 1],
	[0, 0],
	[-3, 0],
])('%i days left: reminder of %s', (left, step) => {
	expect(reminderStep(left)).toBe(step);
});
