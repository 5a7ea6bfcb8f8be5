import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { RequestDraft, RequestRow } from '../../../shared/contracts/requests-contract.ts';
import type { TerminalRow } from '../../../shared/contracts/terminals-contract.ts';
import { replay, requestState } from '../../../shared/domain/account-life/portal-request.ts';
import { validityState } from '../../../shared/domain/validity.ts';
import {
	type AccountCore,
	closeCore,
	openWithCompany,
	parameterDraft,
	terminalPart,
} from '../../../tests/security/account-core.ts';

/** 16:00 of Sunday 22 November 2026 in Viet Nam. */
const start = Date.parse('2026-11-22T16:00:00+07:00');
let clock: number;
let folder: string;
let core: AccountCore;
let company: Company;
let first: ParameterSetRow;
let second: ParameterSetRow;

beforeEach(async () => {
	clock = start;
	({ folder, core, company } = await openWithCompany(() => clock));
	first = await core.value('parameters.save', parameterDraft(company.id, { terminal: terminalPart() }));
	second = await core.value(
		'parameters.save',
		parameterDraft(company.id, { userId: 'V2060002', terminal: terminalPart({ terminalId: 'T2B3C4' }) }),
	);
});

afterEach(() => closeCore(core, folder));

const draft = (changes: Partial<RequestDraft> = {}): RequestDraft => ({
	companyId: company.id,
	kind: 'cancel-user-id',
	subjectId: second.id,
	label: '',
	endsOn: '2026-12-01',
	note: '',
	signatureKind: '',
	lastUserConsent: false,
	...changes,
});
const create = (changes: Partial<RequestDraft> = {}) => core.value<RequestRow>('requests.create', draft(changes));
const record = (id: string, type: string, at = new Date(clock).toISOString(), note = '') =>
	core.value<RequestRow>('requests.record', { id, type, at, note });
const refused = async (name: string, request: unknown) => {
	const envelope = await core.dispatch(name, request);
	return envelope.ok ? 'ok' : `${envelope.error.code} ${Object.values(envelope.error.params).join(' ')}`;
};
const approve = async (id: string) => {
	for (const type of ['saved', 'sent', 'approved']) await record(id, type);
};
const sets = () => core.value<ParameterSetRow[]>('parameters.list', { companyId: company.id });
const ends = async () => (await sets()).map(({ userId, endsOn }) => `${userId} ${endsOn}`).sort();
const terminals = () => core.value<TerminalRow[]>('terminals.list', { companyId: company.id });

test('a cancellation is named after its subject and keeps who recorded what and when', async () => {
	const made = await create({ note: ' nghỉ việc ' });
	expect(made).toMatchObject({ label: 'V2060002', note: 'nghỉ việc', who: 'Đức', events: [] });
	await record(made.id, 'saved', '2026-11-22T15:00:00+07:00', 'bản khai 123');
	expect(await core.value('requests.list', {})).toEqual([
		{
			...made,
			events: [
				{
					type: 'saved',
					at: '2026-11-22T08:00:00.000Z',
					who: 'Đức',
					recordedAt: '2026-11-22T09:00:00.000Z',
					note: 'bản khai 123',
				},
			],
		},
	]);
});

test('what is approved ends on its day and no earlier; the request and its subject stay', async () => {
	const { id } = await create();
	await record(id, 'saved');
	await record(id, 'sent');
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 ']);
	await record(id, 'approved');
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 2026-12-01']);
	const row = (await sets()).find((one) => one.id === second.id);
	expect(validityState(row!, '2026-11-30T16:59:00.000Z')).toBe('cancelling');
	expect(validityState(row!, '2026-11-30T17:00:00.000Z')).toBe('cancelled');
});

test('approved when its day is past, it ends a day after the approval', async () => {
	const { id } = await create({ endsOn: '2026-11-23' });
	await record(id, 'saved');
	await record(id, 'sent');
	clock = Date.parse('2026-11-26T10:00:00+07:00');
	await record(id, 'approved');
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 2026-11-27']);
	const request = await core.value<RequestRow[]>('requests.list', { companyId: company.id });
	const { kind, endsOn, events } = request[0]!;
	expect(requestState(replay(kind, endsOn, events), Date.parse('2026-11-27T09:59:00+07:00'))).toBe('awaiting-effect');
});

test('an approval recorded by mistake gives the subject back', async () => {
	const { id } = await create();
	await approve(id);
	await record(id, 'undone', undefined, 'bấm nhầm');
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 ']);
	expect((await record(id, 'rejected')).events.map(({ type }) => type)).toEqual([
		'saved',
		'sent',
		'approved',
		'undone',
		'rejected',
	]);
});

test('a terminal ends alone', async () => {
	const { id } = await create({ kind: 'cancel-terminal', subjectId: second.terminalRef! });
	await approve(id);
	expect((await terminals()).map(({ terminalId, endsOn }) => `${terminalId} ${endsOn}`).sort()).toEqual([
		'T1A2B3 ',
		'T2B3C4 2026-12-01',
	]);
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 ']);
});

test('a User code takes its User IDs along, but for those that end before; given back, so are they', async () => {
	await approve((await create({ endsOn: '2026-11-24' })).id);
	const codes = await core.value<{ id: string; endsOn: string }[]>('parameters.userCodes', { companyId: company.id });
	const request = { kind: 'cancel-user-code', subjectId: codes[0]!.id } as const;
	expect(await refused('requests.create', draft(request))).toBe('INPUT_FIELD lastUserConsent VALUE_EMPTY');
	const { id, label } = await create({ ...request, lastUserConsent: true });
	expect(label).toBe('V2060');
	await approve(id);
	expect(await ends()).toEqual(['V2060001 2026-12-01', 'V2060002 2026-11-24']);
	expect(await core.value('parameters.userCodes', { companyId: company.id })).toMatchObject([{ endsOn: '2026-12-01' }]);
	await record(id, 'undone');
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 2026-11-24']);
});

test('the last active User ID needs a consent of its own, one that is ending does not count as left', async () => {
	await approve((await create()).id);
	const last = draft({ subjectId: first.id });
	expect(await refused('requests.create', last)).toBe('INPUT_FIELD lastUserConsent VALUE_EMPTY');
	expect(await refused('requests.create', { ...last, lastUserConsent: true })).toBe('ok');
});

test('it ends tomorrow at the earliest, in Viet Nam', async () => {
	expect(await refused('requests.create', draft({ endsOn: '2026-11-22' }))).toBe(
		'INPUT_FIELD endsOn DATE_BEFORE_TOMORROW',
	);
	expect(await refused('requests.create', draft({ endsOn: '' }))).toBe('INPUT_FIELD endsOn DATE_BEFORE_TOMORROW');
	expect(await refused('requests.create', draft({ endsOn: '2026-02-30' }))).toBe('INPUT_FIELD endsOn DATE_INVALID');
	expect(await refused('requests.create', draft({ endsOn: '2026-11-23' }))).toBe('ok');
});

test('one open request for one subject; a deleted one makes room', async () => {
	const { id } = await create();
	expect(await refused('requests.create', draft())).toBe('STORE_DUPLICATE request V2060002');
	await record(id, 'deleted');
	expect(await refused('requests.create', draft())).toBe('ok');
});

test('what does not follow is refused: order, future, before the last, unknown', async () => {
	const { id } = await create();
	const at = new Date(clock).toISOString();
	const event = { id, type: 'sent', at, note: '' };
	expect(await refused('requests.record', event)).toBe('REQUEST_ORDER draft');
	expect(await refused('requests.record', { ...event, type: 'undone' })).toBe('REQUEST_ORDER draft');
	await record(id, 'saved');
	expect(await refused('requests.record', { ...event, at: '2026-11-22T16:00:01+07:00' })).toBe(
		'INPUT_FIELD at AT_FUTURE',
	);
	expect(await refused('requests.record', { ...event, at: '2026-11-22T15:59:59+07:00' })).toBe(
		'INPUT_FIELD at DATE_BEFORE_LAST',
	);
	const nobody = '019a0000-0000-7000-8000-000000000000';
	expect(await refused('requests.record', { ...event, id: nobody })).toBe('STORE_RECORD_MISSING request');
	expect(await refused('requests.create', draft({ subjectId: nobody }))).toBe('STORE_RECORD_MISSING parameterSet');
	expect(await refused('requests.create', draft({ kind: 'correction', companyId: nobody }))).toBe(
		'STORE_RECORD_MISSING company',
	);
});

test('corrections and registrations carry the name they were given and end nothing', async () => {
	const { id, label } = await create({ kind: 'correction', label: ' Đổi địa chỉ ', endsOn: '2026-12-01' });
	expect(label).toBe('Đổi địa chỉ');
	await approve(id);
	expect(await ends()).toEqual(['V2060001 ', 'V2060002 ']);
});

test('the day of a request is copied as the portal writes it', async () => {
	const { id } = await create();
	expect(await core.copyValue({ kind: 'request', id, field: 'endsOn' })).toEqual({ ok: true, value: '01/12/2026' });
	expect(await core.copyValue({ kind: 'company', id: company.id, field: 'idNumber' })).toEqual({
		ok: true,
		value: '031080001234',
	});
});

test('while locked requests are readable and nothing is recorded', async () => {
	const { id } = await create();
	await core.value('vault.lock', {});
	expect(await core.value('requests.list', {})).toHaveLength(1);
	expect(await core.outcome('requests.create', draft())).toBe('VAULT_LOCKED');
	const event = { id, type: 'saved', at: new Date(clock).toISOString(), note: '' };
	expect(await core.outcome('requests.record', event)).toBe('VAULT_LOCKED');
});
