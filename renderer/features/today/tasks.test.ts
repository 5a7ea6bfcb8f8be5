import { expect, test } from 'vitest';
import type { AdminAccount } from '../../../shared/contracts/accounts-contract.ts';
import type { CertificateChange } from '../../../shared/contracts/certificate-changes-contract.ts';
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import type { DossierRow } from '../../../shared/contracts/dossiers-contract.ts';
import type { GuideRun } from '../../../shared/contracts/guides-contract.ts';
import type { ParameterSetRow } from '../../../shared/contracts/parameters-contract.ts';
import type { RequestEventRow, RequestRow } from '../../../shared/contracts/requests-contract.ts';
import { emptyCompany } from '../../../shared/domain/company-entry.ts';
import type { Waiting } from '../../../shared/domain/sending/waiting.ts';
import { inUse } from '../../../shared/domain/validity.ts';
import { tasksOf } from './tasks.ts';

const now = '2026-11-16T05:00:00.000Z';
const company: Company = { ...emptyCompany, id: 'c1', taxCode: '0201234567', name: 'Đường Trần Phú' };
const complete: ParameterSetRow = {
	id: 'set',
	companyId: 'c1',
	declarantName: 'Nguyễn Thị Ngọc Ẩn',
	email: '',
	userCode: 'V2060',
	userId: 'V2060001',
	terminalRef: '0190f3a0-0000-7000-8000-000000000009',
	terminalId: 'A206T1',
	computer: '',
	certificateProvider: 'VNPT-CA',
	certificateSerial: '5404',
	certificateNotBefore: '',
	certificateNotAfter: '2028-01-01',
	certificateSubject: '',
	certificateTaxCode: '',
	...inUse,
	hasPassword: true,
	hasAccessKey: true,
	passwordChangedAt: null,
	passwordUsableFrom: null,
	updatedAt: '2026-11-16T00:00:00Z',
};
const dossier = (id: string, updatedAt: string, signedAt: string | null = null): DossierRow => ({
	id,
	companyId: 'c1',
	number: id,
	kind: 'vnaccs-admin-password',
	step: 'scans',
	updatedAt,
	signedAt,
	route: 'email',
	...{ letterNumber: '', version: 1, sentAt: null, outcome: null, enteredAt: null, archivedAt: null, trashedAt: null },
});
const waiting = (overdue: number, due = '2026-11-18'): Waiting => {
	return { received: '', due, counted: [], provisional: false, begun: 0, overdue };
};

test('nothing to do when every set is complete and every dossier waits in time, is answered or put away', () => {
	const sent = { ...dossier('d', '2026-11-01', '2026-11-02'), sentAt: '2026-11-13T00:00:00Z' };
	const rows: DossierRow[] = [
		sent,
		{ ...sent, outcome: 'rejected' },
		{ ...sent, outcome: 'issued', enteredAt: '2026-11-16' },
		{ ...dossier('archived', ''), archivedAt: '2026-11-16' },
		{ ...dossier('trash', ''), trashedAt: '2026-11-16' },
	];
	expect(tasksOf([company], [complete], rows, now, { waitingFor: () => waiting(0) })).toEqual([]);
});

test('a dossier says what it wants: overdue first, due today, more papers, new values, sending, work', () => {
	const sent = { ...dossier('d', '2026-11-01', '2026-11-02'), sentAt: '2026-11-10' };
	const rows: DossierRow[] = [
		dossier('draft', '6'),
		dossier('unsent', '5', '2026-11-16'),
		{ ...sent, id: 'enter', updatedAt: '2', outcome: 'issued' },
		{ ...sent, id: 'supplement', updatedAt: '3', outcome: 'supplement' },
		{ ...sent, id: 'due', updatedAt: '4', sentAt: 'due' },
		{ ...sent, id: 'overdue', updatedAt: '1', sentAt: 'overdue' },
	];
	const tasks = tasksOf([company], [], rows, now, {
		waitingFor: (sentAt) => (sentAt === 'due' ? waiting(0, '2026-11-16') : waiting(2)),
	});
	expect(tasks.map((task) => task.kind === 'dossier' && [task.id, task.state, task.tone])).toEqual([
		['overdue', 'overdue', 'e'],
		['due', 'due', 'w'],
		['supplement', 'supplement', 'w'],
		['enter', 'enter', 'w'],
		['draft', 'draft', 'i'],
		['unsent', 'unsent', 'i'],
	]);
});

test('many incomplete User IDs of one company, as after an import, are one task', () => {
	const incomplete = (count: number, companyId: string) =>
		Array.from({ length: count }, (_, place) => ({
			...complete,
			id: `${companyId}-${place}`,
			companyId,
			hasPassword: false,
		}));
	const tasks = tasksOf([company], [...incomplete(480, 'c1'), ...incomplete(3, 'c2')], [], now);
	expect(tasks.map((task) => (task.kind === 'missingMany' ? task.count : task.kind))).toEqual([
		480,
		'missing',
		'missing',
		'missing',
	]);
});

test('a cancelled User ID asks for nothing', () => {
	const cancelled = { ...complete, hasPassword: false, certificateNotAfter: '2026-01-01', endsOn: '2026-07-01' };
	expect(tasksOf([company], [cancelled], [], now)).toEqual([]);
});

test('a running wait stands before what ends later, a guide under way before the dossiers', () => {
	const waiting = { ...complete, id: 'waits', passwordUsableFrom: '2026-11-17T01:45:00.000Z' };
	const over = { ...complete, id: 'over', passwordUsableFrom: now };
	const soon = { ...complete, id: 'in 9 days', certificateNotAfter: '2026-11-25' };
	const run: GuideRun = {
		id: 'run',
		companyId: 'c1',
		guide: 'issue-password',
		subject: 'set',
		ticks: {},
		preparedId: null,
		startedAt: now,
	};
	const tasks = tasksOf([company], [soon, waiting, over], [dossier('d', '2026-11-15T00:00:00Z')], now, {
		runs: [run, { ...run, id: 'carries a request', guide: 'cancel-user-id' }],
	});
	expect(tasks.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
		'wait waits',
		'certificate in 9 days',
		'run run',
		'dossier d',
	]);
});

test('a request that is not sent comes every day, first of all after a day; a settled one no more', () => {
	const at = '2026-11-16T03:00:00.000Z';
	const event = (type: RequestEventRow['type']): RequestEventRow => ({ type, at, who: '', recordedAt: at, note: '' });
	const request = (id: string, ...types: RequestEventRow['type'][]): RequestRow => ({
		id,
		companyId: 'c1',
		kind: 'correction',
		subjectId: '',
		label: id,
		endsOn: '',
		note: '',
		signatureKind: '',
		createdAt: at,
		who: '',
		events: types.map(event),
	});
	const requests = [
		request('sent', 'saved', 'sent'),
		request('draft'),
		request('saved', 'saved'),
		request('approved', 'saved', 'sent', 'approved'),
		request('deleted', 'deleted'),
	];
	const shown = (instant: string) =>
		tasksOf([company], [], [], instant, { requests }).map(({ id, tone }) => `${id} ${tone}`);
	expect(shown(now)).toEqual(['draft w', 'saved w', 'sent i']);
	expect(shown('2026-11-17T03:00:00.000Z')).toEqual(['saved e', 'draft w', 'sent i']);
	expect(shown('2026-11-30T03:00:00.000Z')[0]).toBe('saved e');
});

test("the administrator's certificate is told where no User ID tells it", () => {
	const admin = {
		id: 'admin',
		companyId: 'c1',
		certificateSerial: 'BEEF',
		certificateNotAfter: '2026-11-20',
	} as AdminAccount;
	const told = (one: AdminAccount, sets: ParameterSetRow[] = []) =>
		tasksOf([company], sets, [], now, { admins: [one] }).map(({ kind, tone }) => `${kind} ${tone}`);
	expect(told(admin)).toEqual(['adminCertificate w']);
	expect(told({ ...admin, certificateNotAfter: '2026-11-01' })).toEqual(['adminCertificate e']);
	expect(told({ ...admin, certificateNotAfter: '2027-01-16' })).toEqual([]);
	expect(told({ ...admin, certificateNotAfter: '' })).toEqual([]);
	const same = { ...complete, certificateSerial: 'BE EF', certificateNotAfter: '2026-11-20' };
	expect(told(admin, [same])).toEqual(['certificate w']);
	expect(told(admin, [{ ...same, endsOn: '2026-11-01' }])).toEqual(['adminCertificate w']);
});

test('a certificate that is being replaced is one task, whoever uses it', () => {
	const soon = { ...complete, certificateNotAfter: '2026-11-25' };
	const change = {
		id: 'change',
		companyId: 'c1',
		oldCertificate: { certificateSerial: '54:04' },
		closedAt: null,
	} as CertificateChange;
	const kinds = (one: CertificateChange) =>
		tasksOf([company], [soon], [], now, { changes: [one] }).map(({ kind, id }) => `${kind} ${id}`);
	expect(kinds(change)).toEqual(['change change']);
	expect(kinds({ ...change, closedAt: now })).toEqual(['certificate set']);
	expect(kinds({ ...change, companyId: 'c2' })).toEqual(['certificate set', 'change change']);
});

test('the most pressing comes first: ended, soon to end by days, incomplete, dossiers newest first', () => {
	const sets = [
		{ ...complete, id: 'missing', hasPassword: false },
		{ ...complete, id: 'in 38 days', certificateNotAfter: '2026-12-24' },
		{ ...complete, id: 'ended', certificateNotAfter: '2026-11-01' },
		{ ...complete, id: 'in 9 days', certificateNotAfter: '2026-11-25' },
	];
	const dossiers = [dossier('older', '2026-11-10T00:00:00Z'), dossier('newer', '2026-11-15T00:00:00Z')];
	const tasks = tasksOf([company], sets, dossiers, now);
	expect(tasks.map((task) => task.id)).toEqual(['ended', 'in 9 days', 'in 38 days', 'missing', 'newer', 'older']);
	expect(tasks.map((task) => task.tone)).toEqual(['e', 'w', 'w', 'w', 'i', 'i']);
	expect(tasks[0]?.companyName).toBe('Đường Trần Phú');
});
