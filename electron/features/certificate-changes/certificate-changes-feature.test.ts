import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AdminAccount, NswAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { CertificateChange } from '../../../shared/contracts/certificate-changes-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import { type AccountCore, closeCore, openWithCompany, parameterDraft } from '../../../tests/security/account-core.ts';

const oldSerial = '5404FFFEB7033FB316D672201B7FF8AE';
const certificate = {
	certificateProvider: 'Viettel-CA',
	certificateSerial: '77 aa:bb',
	certificateNotBefore: '2026-11-20',
	certificateNotAfter: '2029-11-20',
	certificateSubject: 'CÔNG TY TNHH THỬ NGHIỆM',
	certificateTaxCode: '0100109106',
};
let clock: number;
let folder: string;
let core: AccountCore;
let company: Company;

beforeEach(async () => {
	clock = Date.UTC(2026, 10, 22, 9);
	({ folder, core, company } = await openWithCompany(() => clock));
	const { certificateProvider, certificateNotBefore, certificateNotAfter, certificateSubject, certificateTaxCode } =
		parameterDraft(company.id);
	await core.value('accounts.saveAdmin', {
		companyId: company.id,
		certificateProvider,
		certificateSerial: oldSerial,
		certificateNotBefore,
		certificateNotAfter,
		certificateSubject,
		certificateTaxCode,
	});
	await core.value('accounts.saveNsw', { companyId: company.id, login: 'thunghiem', mailbox: 'a@b.vn' });
	for (const [userId, serial, endsOn] of [
		['V2060002', oldSerial, ''],
		['V2060001', oldSerial, ''],
		['V2060003', 'BEEF', ''],
		['V2060004', oldSerial, '2026-11-01'],
	] as const) {
		await core.value(
			'parameters.save',
			parameterDraft(company.id, { userId, certificateSerial: serial, endsOn, terminal: null }),
		);
	}
});

afterEach(() => closeCore(core, folder));

const begin = (serial = oldSerial) =>
	core.value<CertificateChange>('certificateChanges.start', {
		companyId: company.id,
		reason: 'renewed',
		oldTokenAtHand: true,
		oldSerial: serial,
	});
const setNew = (id: string, serial = certificate.certificateSerial) =>
	core.value<CertificateChange>('certificateChanges.setNew', {
		id,
		certificate: { ...certificate, certificateSerial: serial },
	});
const tick = (id: string, placeId: string, done = true) =>
	core.value<CertificateChange>('certificateChanges.tick', { id, placeId, done });
const named = (change: CertificateChange) => change.places.map(({ name, state }) => `${name} ${state}`);
const place = (change: CertificateChange, name: string) => change.places.find((one) => one.name === name)!;

test('the places stand in the order of work; a cancelled User ID is none', async () => {
	const change = await begin('5404:fffe:b703:3fb3:16d6:7220:1b7f:f8ae');
	expect(named(change)).toEqual([
		'0100109106 to-do',
		'V2060001 to-do',
		'V2060002 to-do',
		'V2060003 foreign',
		'thunghiem to-do',
	]);
	expect(change).toMatchObject({ oldCertificate: { certificateSerial: oldSerial }, newCertificate: null });
	expect((await begin()).id).toBe(change.id);
});

test('a ticked place has the new certificate stored from then on, with its time; taken back, the old one', async () => {
	const { id, places } = await begin();
	await setNew(id);
	clock += 60_000;
	for (const { id: placeId, state } of places) if (state === 'to-do') await tick(id, placeId);
	const [change] = await core.value<CertificateChange[]>('certificateChanges.list', { companyId: company.id });
	expect(named(change!)).toEqual([
		'0100109106 done',
		'V2060001 done',
		'V2060002 done',
		'V2060003 foreign',
		'thunghiem done',
	]);
	expect(place(change!, 'V2060001').doneAt).toBe('2026-11-22T09:01:00.000Z');
	const sets = await core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
	expect(sets.find(({ userId }) => userId === 'V2060001')).toMatchObject({
		...certificate,
		certificateSerial: '77AABB',
	});
	expect(sets.find(({ userId }) => userId === 'V2060004')?.certificateSerial).toBe(oldSerial);
	const { admin } = await core.value<{ admin: AdminAccount; nsw: NswAccount }>('accounts.get', {
		companyId: company.id,
	});
	expect(admin.certificateSerial).toBe('77AABB');

	const back = await tick(id, place(change!, 'V2060001').id, false);
	expect(place(back, 'V2060001')).toMatchObject({ state: 'to-do', doneAt: null, serial: oldSerial });
});

test('nothing is ticked before the new certificate is known, and the old one is no new one', async () => {
	const { id, places } = await begin();
	const before = await core.dispatch('certificateChanges.tick', { id, placeId: places[0]!.id, done: true });
	expect(before).toMatchObject({ error: { code: 'INPUT_FIELD', params: { detail: 'VALUE_EMPTY' } } });
	for (const [serial, detail] of [
		[oldSerial.toLowerCase(), 'SERIAL_SAME'],
		[' ', 'VALUE_EMPTY'],
	]) {
		const request = { id, certificate: { ...certificate, certificateSerial: serial } };
		expect(await core.dispatch('certificateChanges.setNew', request)).toMatchObject({
			error: { code: 'INPUT_FIELD', params: { field: 'certificateSerial', detail } },
		});
	}
});

test('the refusal of the portal is kept with its time until it is taken back', async () => {
	const { id } = await begin();
	const refuse = (refused: boolean) => core.value<CertificateChange>('certificateChanges.refuse', { id, refused });
	expect((await refuse(true)).refusedAt).toBe('2026-11-22T09:00:00.000Z');
	expect((await refuse(false)).refusedAt).toBeNull();
});

test('a closed change stays readable and takes nothing more; the same certificate can be begun anew', async () => {
	const { id } = await begin();
	await core.value('certificateChanges.close', { id });
	expect(await core.outcome('certificateChanges.setNew', { id, certificate })).toBe('STORE_RECORD_MISSING');
	clock += 1;
	const again = await begin();
	expect(again.id).not.toBe(id);
	const all = await core.value<CertificateChange[]>('certificateChanges.list', {});
	expect(all.map((one) => one.id)).toEqual([again.id, id]);
});

test('a certificate that stands nowhere cannot be replaced', async () => {
	const request = { companyId: company.id, reason: 'lost', oldTokenAtHand: false, oldSerial: '1234' };
	expect(await core.outcome('certificateChanges.start', request)).toBe('STORE_RECORD_MISSING');
});

test('while locked changes are readable and nothing else is', async () => {
	const { id } = await begin();
	await core.value('vault.lock', {});
	expect(await core.value('certificateChanges.list', {})).toHaveLength(1);
	expect(await core.outcome('certificateChanges.close', { id })).toBe('VAULT_LOCKED');
});
