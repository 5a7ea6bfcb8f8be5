import { expect, test } from 'vitest';
import type { AdminAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { storedCertificates } from './stored-certificates.ts';

const known = (certificateSerial: string, certificateNotAfter: string) => ({
	certificateProvider: 'VNPT-CA',
	certificateSerial,
	certificateNotAfter,
});
const set = (userId: string, serial: string, notAfter: string, endsOn = '') =>
	({ userId, ...inUse, ...known(serial, notAfter), endsOn }) as ParameterSetRow;

test('one certificate with all who use it, the first to end on top; cancelled User IDs use none', () => {
	const found = storedCertificates(
		known('5404', '2026-12-24') as AdminAccount,
		[
			set('V2060001', '5404', '2026-12-24'),
			set('V2060002', '77AA', ''),
			set('V2060003', 'BEEF', '2026-12-01'),
			set('V2060004', 'CAFE', '2026-11-30', '2026-11-01'),
			set('V2060005', '', ''),
		],
		'2026-11-22T05:00:00.000Z',
	);
	expect(found.map(({ serial, administrator, userIds }) => [serial, administrator, ...userIds])).toEqual([
		['BEEF', false, 'V2060003'],
		['5404', true, 'V2060001'],
		['77AA', false, 'V2060002'],
	]);
});
