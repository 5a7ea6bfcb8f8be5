import { beforeEach, expect, test } from 'vitest';
import type { Call } from '../../shared/contracts/contract.ts';
import { contracts, findCall } from '../../shared/contracts/contracts.ts';
import { noCertificate } from '../../shared/domain/certificate-fields.ts';
import { emptyCompany } from '../../shared/domain/company-entry.ts';
import { inUse } from '../../shared/domain/validity.ts';
import { Fault, fail, ok, type Result } from '../../shared/result.ts';
import { createDispatcher, type DefectReport, type Dispatch, type Features } from './dispatch.ts';

type Handler = (request: unknown) => Promise<Result<unknown>>;

const id = '019a0000-0000-7000-8000-000000000000';
const calls = Object.entries(contracts).flatMap(([feature, contract]) =>
	Object.entries(contract as Record<string, Call>).map(([name, call]) => [`${feature}.${name}`, call] as const),
);
const coreCalls = calls.filter(([, call]) => call.answeredBy === 'core');

let unlocked: boolean;
let asked: string[];
let audited: { action: string; request: unknown; outcome: string }[];
let defects: DefectReport[];

beforeEach(() => {
	unlocked = true;
	asked = [];
	audited = [];
	defects = [];
});

/** A dispatcher whose every core call is answered by `handler`. */
function dispatcher(handler: Handler): Dispatch {
	const features: Record<string, Record<string, Handler>> = {};
	for (const [name] of coreCalls) {
		const [feature = '', method = ''] = name.split('.');
		features[feature] ??= {};
		features[feature][method] = (request) => {
			asked.push(name);
			return handler(request);
		};
	}
	return createDispatcher({
		features: features as Features,
		isUnlocked: () => unlocked,
		report: (defect) => defects.push(defect),
		audit: {
			async record(action, request, work) {
				let outcome = 'INTERNAL_DEFECT';
				try {
					const result = await work();
					outcome = result.ok ? 'ok' : result.error.code;
					return result;
				} finally {
					audited.push({ action, request, outcome });
				}
			},
		},
	});
}

/** A request that fits the schema of any call that we answer, found by trying. */
function fitting(call: Call): unknown {
	const representative = { name: '', title: '', idType: 'cccd', idNumber: '', idDate: '', idPlace: '' };
	const company = { name: '', shortName: '', taxCode: '', address: '', phone: '', email: '' };
	const certificates = { oldCertificate: null, newCertificate: null };
	const letter = { number: '', place: '', date: '', reason: '', company, representative, ...certificates };
	const draft = {
		companyId: id,
		declarantName: '',
		email: '',
		userCode: '',
		userId: '',
		terminal: null,
		...noCertificate,
		...inUse,
	};
	const portalAct = { way: 'issued', answer: 'succeeded', at: '2026-11-16T01:45:00Z', who: '' };
	const wording = { subject: '', body: [], attachments: [], reasons: [] };
	const ofKind = { kind: 'nsw-password' };
	const candidates = [
		{},
		{ id },
		{ kind: 'user', id },
		{ kind: 'user', id, field: 'password' },
		{ companyId: id },
		{ companyId: id, kind: 'nsw-password' },
		{ password: 'x' },
		{ recoveryCode: 'x', newPassword: 'x' },
		{ password: 'x', newPassword: 'x' },
		{ id, secret: 'x' },
		{ limit: 1 },
		{ subjects: [id], limit: 1 },
		{ id, letter },
		{ id, paths: [] },
		{ id, protectedId: id, password: 'x' },
		{ path: '' },
		{ dossierId: id },
		{ id, pages: [] },
		{ id, moduleId: 'm', slot: 0, certificateSha256: 's', stamp: true },
		{ level: 'B-B', tsaUrl: '', scheme: 'pkcs1', network: false },
		{ id: 'a'.repeat(64) },
		emptyCompany,
		draft,
		{ id, stamp: { place: null, picture: true } },
		{ companyId: id, terminalId: '', computer: '', ...inUse },
		{ companyId: id, ...noCertificate },
		{ companyId: id, login: '', mailbox: '' },
		{ kind: 'user', id, value: 'MATKHAU1' },
		{ ...portalAct, kind: 'user', id, secret: { from: 'stored' } },
		{ id, reason: 'x' },
		{ companyId: id, guide: 'issue-password', subject: id },
		{ id, step: 'open', done: true },
		{ id, preparedId: id },
		{ id, outcome: 'done' },
		{
			...{ companyId: id, kind: 'correction', subjectId: '', label: '', endsOn: '', note: '', signatureKind: '' },
			lastUserConsent: false,
		},
		{ id, type: 'saved', at: '2026-11-16T01:45:00Z', note: '' },
		{ companyId: id, reason: 'lost', oldTokenAtHand: false, oldSerial: '' },
		{ id, certificate: noCertificate },
		{ id, placeId: id, done: true },
		{ id, refused: true },
		{ companyId: id, text: '' },
		{ id, text: '', keys: [] },
		{ id, filePassword: '', overwrite: true },
		{ id, overwrite: true },
		{ query: '', language: 'vi' },
		{ id, mail: null },
		{ id, at: '2026-11-16T01:50:00Z' },
		{ id, reason: '' },
		{ id, note: '' },
		{ id, answer: { outcome: 'issued', on: '', note: '', files: [] } },
		{ id, archived: true },
		{ id, trashed: true },
		{ id, copies: [] },
		{ id, place: 'scans' },
		{ id, fileIds: [id] },
		{ id, level: 'medium' },
		{ id, use: true },
		{ id, attachmentId: id, pageIndex: 0, jpeg: '' },
		{ ids: [] },
		{ holidays: [], daysOff: [], workDays: [] },
		ofKind,
		{ ...ofKind, wording },
		{ ...ofKind, wording, sample: 'empty' },
		{ name: '', unit: '', address: '', email: '', hotline: '', answerWorkingDays: 1, answerWorkingDaysOnPaper: 1 },
	];
	const found = candidates.find((candidate) => call.request.safeParse(candidate).success);
	if (!found) throw new Error('a new call needs a fitting request here');
	return found;
}

const refuse: Handler = async () => fail('STORE_BUSY');

test.each(calls)(
	'%s: answered only where it belongs, and refuses fields that are too many or of the wrong type',
	async (name, call) => {
		const dispatch = dispatcher(refuse);
		if (call.answeredBy === 'main') {
			expect(await dispatch(name, {})).toEqual({
				ok: false,
				error: { code: 'IPC_BAD_REQUEST', params: { field: 'name' } },
			});
			return;
		}
		const request = fitting(call) as object;
		expect(await dispatch(name, { ...request, odd: 1 })).toEqual({
			ok: false,
			error: { code: 'IPC_BAD_REQUEST', params: { field: 'odd' } },
		});
		for (const wrong of [null, undefined, 'x', 1, [], () => 1]) {
			expect(await dispatch(name, wrong)).toMatchObject({ ok: false, error: { code: 'IPC_BAD_REQUEST' } });
		}
		for (const field of Object.keys(request)) {
			const envelope = await dispatch(name, { ...request, [field]: { nested: true } });
			expect(envelope, field).toMatchObject({ error: { code: 'IPC_BAD_REQUEST' } });
		}
		expect(asked, 'the handler must not have run').toEqual([]);
		expect(await dispatch(name, request)).toEqual({ ok: false, error: { code: 'STORE_BUSY', params: {} } });
		expect(asked).toEqual([name]);
	},
);

test.each(coreCalls)('%s: refused while locked exactly when it needs the open vault', async (name, call) => {
	unlocked = false;
	const envelope = await dispatcher(refuse)(name, fitting(call));
	const code = call.needs === 'unlocked' ? 'VAULT_LOCKED' : 'STORE_BUSY';
	expect(envelope).toEqual({ ok: false, error: { code, params: {} } });
	expect(asked).toEqual(code === 'VAULT_LOCKED' ? [] : [name]);
});

test.each(coreCalls)('%s: exactly one audit row when it is audited, whatever becomes of it', async (name, call) => {
	const request = fitting(call);
	const rows = call.audited ? 1 : 0;
	await dispatcher(refuse)(name, request);
	expect(audited).toEqual(rows ? [{ action: name, request, outcome: 'STORE_BUSY' }] : []);
	await dispatcher(refuse)(name, 'nonsense');
	expect(audited.slice(rows)).toEqual(rows ? [{ action: name, request: null, outcome: 'IPC_BAD_REQUEST' }] : []);
	await dispatcher(async () => {
		throw new Error('defect');
	})(name, request);
	expect(audited).toHaveLength(rows * 3);
});

test.each(coreCalls)('%s: an answer that breaks its contract is a defect and does not leave', async (name, call) => {
	const envelope = await dispatcher(async () => ok({ leaked: 'MATKHAU1' }))(name, fitting(call));
	expect(envelope).toMatchObject({ ok: false, error: { code: 'INTERNAL_DEFECT' } });
	expect(JSON.stringify([envelope, defects])).not.toContain('MATKHAU1');
	expect(defects[0]).toMatchObject({ call: name, name: expect.stringContaining('AnswerMismatch') });
});

test('a fitting answer leaves as it is', async () => {
	const dispatch = dispatcher(async () => ok({ value: 'MATKHAU1' }));
	expect(await dispatch('parameters.reveal', { kind: 'user', id, field: 'password' })).toEqual({
		ok: true,
		value: { value: 'MATKHAU1' },
	});
});

test.each(['nope', 'vault', 'vault.toString', '__proto__.x', 'constructor.constructor', ''])(
	'the unknown name %j is refused',
	async (name) => {
		expect(findCall(name)).toBeUndefined();
		expect(await dispatcher(refuse)(name, {})).toMatchObject({ ok: false, error: { code: 'IPC_BAD_REQUEST' } });
	},
);

test('a defect leaves its support id only; the report has name and frames but no message', async () => {
	const secret = 'MATKHAU1\n    at MATKHAU1 (file.ts:1:1)';
	const envelope = await dispatcher(async () => {
		throw new TypeError(`cannot read ${secret}`, { cause: new Error(secret) });
	})('vault.status', {});
	const supportId = envelope.ok ? '' : envelope.error.supportId;
	expect(envelope).toEqual({
		ok: false,
		error: { code: 'INTERNAL_DEFECT', params: { supportId }, supportId },
	});
	expect(supportId).toMatch(/^[0-9A-F]{8}$/);
	expect(defects).toMatchObject([{ supportId, call: 'vault.status', name: 'TypeError' }]);
	expect(defects[0]?.frames[0]).toMatch(/^at .*dispatch\.test\.ts/);
	expect(JSON.stringify([envelope, defects])).not.toContain('MATKHAU1');
});

test('a thrown value that is no error is a defect, too', async () => {
	const envelope = await dispatcher(() => Promise.reject('MATKHAU1'))('vault.status', {});
	expect(envelope).toMatchObject({ error: { code: 'INTERNAL_DEFECT' } });
	expect(defects).toMatchObject([{ name: 'string', frames: [] }]);
});

test('an expected failure that was thrown is answered as what it is', async () => {
	const dispatch = dispatcher(async () => {
		throw new Fault('STORE_FULL');
	});
	expect(await dispatch('vault.status', {})).toEqual({ ok: false, error: { code: 'STORE_FULL', params: {} } });
	expect(defects).toEqual([]);
});

test('a core call without a handler is a defect', async () => {
	const dispatch = createDispatcher({
		features: {},
		isUnlocked: () => true,
		audit: { record: (_action, _request, work) => work() },
		report: (defect) => defects.push(defect),
	});
	expect(await dispatch('vault.status', {})).toMatchObject({ error: { code: 'INTERNAL_DEFECT' } });
	expect(defects).toHaveLength(1);
});
