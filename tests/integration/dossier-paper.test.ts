import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dossiersContract } from '../../shared/contracts/dossiers-contract.ts';
import { sampleIntroduction } from '../../shared/domain/letter/letter-samples.ts';
import { fail, unwrap } from '../../shared/result.ts';
import { companyId, openDossierCore } from '../fixtures/dossier-core.ts';

/** The older way: letters are printed, certified copies laid behind them, and the user posts or brings everything. */

let folder = '';
let now = 0;
let core: ReturnType<typeof openDossierCore>;
const kind = 'vnaccs-admin-password';

beforeEach(() => {
	folder = path.join(mkdtempSync(path.join(tmpdir(), 'vnk ')), 'hồ sơ');
	now = Date.parse('2026-11-16T01:44:00Z');
	core = openDossierCore(folder, () => now++);
});
afterEach(() => {
	core.store.close();
	rmSync(path.dirname(folder), { recursive: true });
});

async function written(route: 'post' | 'hand' = 'post') {
	const { id, letter } = unwrap(await core.feature.create({ companyId, kind, route }));
	const typed = { ...letter, number: '12', reason: 'quên mật khẩu' };
	const bearer = route === 'hand' && { introduction: sampleIntroduction };
	return unwrap(await core.feature.saveLetter({ id, letter: { ...typed, ...bearer } }));
}
async function printed(route: 'post' | 'hand' = 'post') {
	const { id } = await written(route);
	unwrap(await core.feature.setCopies({ id, copies: ['business-registration', 'representative-id'] }));
	return unwrap(await core.feature.merge({ id }));
}
const at = (time: number) => new Date(time).toISOString();
async function sent(route: 'post' | 'hand' = 'post') {
	const { id } = await printed(route);
	return unwrap(await core.feature.recordSent({ id, at: at(now) }));
}

describe('the steps', () => {
	test('are letter, certified copies, printing and waiting; nothing is scanned or signed', async () => {
		const { id, step, missingPapers } = await written();
		expect({ step, missingPapers }).toEqual({
			step: 'scans',
			missingPapers: ['business-registration', 'representative-id'],
		});
		expect(await core.feature.merge({ id })).toMatchObject({ error: { code: 'DOSSIER_PAPER_MISSING' } });
		expect(unwrap(await core.feature.setCopies({ id, copies: ['representative-id'] })).step).toBe('scans');
		const copies = ['business-registration', 'representative-id'] as const;
		expect(unwrap(await core.feature.setCopies({ id, copies: [...copies] })).step).toBe('print');
		const merged = unwrap(await core.feature.merge({ id }));
		expect(dossiersContract.get.answer.safeParse(merged).error).toBeUndefined();
		expect(merged.step).toBe('print');
		expect(await readFile(core.files.own(id, 'merged'), 'utf8')).toBe('letter');
		expect(unwrap(await core.feature.recordSent({ id, at: at(now) })).step).toBe('track');
	});

	test('come by hand only with somebody who brings it', async () => {
		const { id, letter, step } = unwrap(await core.feature.create({ companyId, kind, route: 'hand' }));
		expect(step).toBe('letter');
		const typed = { ...letter, number: '12', reason: 'quên mật khẩu' };
		const without = unwrap(await core.feature.saveLetter({ id, letter: typed }));
		expect(without.letterProblems.map(({ field }) => field)).toContain('introduction.name');
		expect((await written('hand')).letterProblems).toEqual([]);
	});

	test('are not offered for the National Single Window', async () => {
		const refused = await core.feature.create({ companyId, kind: 'nsw-password', route: 'post' });
		expect(refused).toEqual(fail('INPUT_FIELD', { field: 'route', detail: 'ROUTE_UNKNOWN' }));
	});

	test('follow the way of sending when that is changed in the letter', async () => {
		const { id, letter } = await printed();
		const mailed = unwrap(await core.feature.saveLetter({ id, letter: { ...letter, route: 'email' } }));
		expect(mailed).toMatchObject({ step: 'scans', merged: null });
		expect(mailed.missingPapers).toHaveLength(2);
	});
});

describe('the letters to print', () => {
	test('are saved where the user says, and change only as the letter does', async () => {
		const { id, letter } = await printed();
		const target = path.join(path.dirname(folder), 'để in.pdf');
		expect(unwrap(await core.feature.outputs(id)).fileName).toBe('0201234569_CapLaiMatKhau_20261116.pdf');
		unwrap(await core.feature.saveTo(id, target));
		expect(await readFile(target, 'utf8')).toBe('letter');
		expect(unwrap(await core.feature.get({ id })).savedAs).toBe('để in.pdf');
		const changed = unwrap(await core.feature.saveLetter({ id, letter: { ...letter, number: '13' } }));
		expect(changed).toMatchObject({ merged: null, savedAs: null, step: 'print' });
		expect(await core.feature.recordSent({ id, at: at(now) })).toEqual(fail('DOSSIER_STEP', { step: 'print' }));
		expect(await core.feature.outputs(id)).toEqual(fail('DOSSIER_STEP', { step: 'print' }));
	});
});

describe('recorded as sent', () => {
	test.each([
		['post', 'posted'],
		['hand', 'handed'],
	] as const)('by %s: when, where to, and nothing changes any more', async (route, event) => {
		const { id, sending, letter } = await sent(route);
		expect(sending.sentTo).toMatch(/^Cục Hải quan, Lô E3/);
		expect(sending.events.at(-1)).toMatchObject({ kind: event, on: sending.sentAt });
		expect(unwrap(await core.feature.list({}))).toMatchObject([{ id, route, step: 'track', sentAt: sending.sentAt }]);
		const locked = fail('DOSSIER_SENT');
		expect(await core.feature.saveLetter({ id, letter })).toEqual(locked);
		expect(await core.feature.setCopies({ id, copies: [] })).toEqual(locked);
		expect(await core.feature.merge({ id })).toEqual(locked);
		expect(await core.feature.recordSent({ id, at: at(now) })).toEqual(locked);
		expect(await core.feature.writeDraft(id, 'reminder')).toEqual(fail('DOSSIER_STEP', { step: 'sign' }));
	});

	test('not before the date of the letter, not in the future, and taken back with a reason', async () => {
		const { id } = await printed();
		const early = await core.feature.recordSent({ id, at: '2026-11-15T16:59:00Z' });
		expect(early).toEqual(fail('INPUT_FIELD', { field: 'sentAt', detail: 'BEFORE_LETTER' }));
		const late = await core.feature.recordSent({ id, at: at(now + 3_600_000) });
		expect(late).toEqual(fail('INPUT_FIELD', { field: 'sentAt', detail: 'AT_FUTURE' }));
		// Any hour of the letter's day in Viet Nam: it may have been printed anew since.
		unwrap(await core.feature.recordSent({ id, at: '2026-11-15T17:00:00Z' }));
		expect(unwrap(await core.feature.undoRecord({ id, reason: 'nhầm' }))).toMatchObject({ step: 'print' });
	});
});

test('an answer that asks for more opens it again; what was printed stays as an earlier sending', async () => {
	const { id, sending } = await sent();
	const answer = { outcome: 'supplement', on: '2026-11-16', note: '', files: [] } as const;
	unwrap(await core.feature.recordAnswer({ id, answer: { ...answer, files: [] } }));
	const again = unwrap(await core.feature.reopen({ id }));
	expect(again).toMatchObject({ step: 'print', merged: null, copies: ['business-registration', 'representative-id'] });
	expect(again.sending).toMatchObject({ version: 2, sentAt: null });
	expect(again.sending.earlier).toMatchObject([{ version: 1, sentAt: sending.sentAt, signedAt: '' }]);
	expect(await core.feature.reopen({ id })).toEqual(fail('DOSSIER_STEP', { step: 'print' }));
	unwrap(await core.feature.merge({ id }));
	const parent = path.dirname(folder);
	const { folder: exported } = unwrap(await core.feature.exportTo(id, parent));
	expect((await readdir(path.join(parent, exported), { recursive: true })).toSorted()).toEqual([
		'Lần gửi 1',
		'Lần gửi 1/Đã in 0201234569_CapLaiMatKhau_20261116.pdf',
		'Đã in 0201234569_CapLaiMatKhau_20261116.pdf',
	]);
});

test('a copy goes the same way, with numbers and copies of its own', async () => {
	const { id } = await sent('hand');
	const copy = unwrap(await core.feature.duplicate({ id }));
	expect(copy.letter).toMatchObject({ route: 'hand', number: '', introduction: { number: '', name: 'Trần Văn Bình' } });
	expect(copy.copies).toEqual([]);
});

test('both requests in one letter have a name of their own', async () => {
	const { id, letter } = unwrap(
		await core.feature.create({ companyId, kind: 'vnaccs-password-and-certificate', route: 'post' }),
	);
	expect(letter.newCertificate).toEqual({ serial: '', provider: '', notBefore: '', notAfter: '' });
	const certificate = { serial: 'AB12', provider: 'VNPT-CA', notBefore: '2026-01-01', notAfter: '2027-01-01' };
	const typed = { ...letter, number: '12', reason: 'quên mật khẩu', newCertificate: certificate };
	unwrap(await core.feature.saveLetter({ id, letter: typed }));
	unwrap(await core.feature.setCopies({ id, copies: ['business-registration', 'representative-id'] }));
	const { merged } = unwrap(await core.feature.merge({ id }));
	expect(merged?.fileName).toBe('0201234569_CapLaiMatKhauVaChungThuSo_20261116.pdf');
});
