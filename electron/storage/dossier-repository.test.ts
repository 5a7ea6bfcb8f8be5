import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyCompany } from '../../shared/domain/company-entry.ts';
import { unwrap } from '../../shared/result.ts';
import type { DossierRecord, DossierState } from '../features/dossiers/dossiers-port.ts';
import { companyRepository } from './company-repository.ts';
import { openStore, type Store } from './database.ts';
import { dossierRepository } from './dossier-repository.ts';
import { settingRepository } from './setting-repository.ts';

const companyId = '01900000-0000-7000-8000-000000000001';
const representative = { name: '', title: '', idType: 'cccd' as const, idNumber: '', idDate: '', idPlace: '' };
const contact = { name: 'Công ty', shortName: '', address: '', phone: '', email: '' };

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'vnk hồ sơ '));
	store = unwrap(openStore(folder));
	await companyRepository(store).add(
		{ ...emptyCompany, id: companyId, taxCode: '0201234569', ...contact, place: '', representative },
		'2026-11-22T05:00:00.000Z',
	);
});
afterEach(() => {
	store.close();
	rmSync(folder, { recursive: true });
});

const state: DossierState = {
	letter: {
		number: '',
		place: '',
		date: '',
		reason: 'mất thẻ',
		company: { ...contact, taxCode: '' },
		representative,
		oldCertificate: null,
		newCertificate: null,
	},
	attachments: [],
	pages: [],
	merged: null,
	signed: null,
	savedPath: null,
};
let made = 0;
const draft = (change: Partial<DossierRecord> = {}): Omit<DossierRecord, 'number'> => ({
	id: `01900000-0000-7000-8000-1${String(made++).padStart(11, '0')}`,
	companyId,
	kind: 'vnaccs-admin-password',
	createdAt: '2026-11-22T05:00:00.000Z',
	updatedAt: '2026-11-22T05:00:00.000Z',
	state,
	...change,
});

test('numbers count from 001 in every year and pass 999', async () => {
	const repository = dossierRepository(store);
	const numbers: string[] = [];
	for (const year of [2026, 2026, 2027, 2026]) numbers.push((await repository.create(draft(), year, 'letter')).number);
	expect(numbers).toEqual(['HS-2026-001', 'HS-2026-002', 'HS-2027-001', 'HS-2026-003']);
	store.write((database) =>
		database.prepare("UPDATE dossier SET number = 'HS-2027-999' WHERE number = 'HS-2027-001'").run(),
	);
	expect((await repository.create(draft(), 2027, 'letter')).number).toBe('HS-2027-1000');
	expect((await repository.create(draft(), 2027, 'letter')).number).toBe('HS-2027-1001');
});

test('a dossier comes back as it was stored, also after closing the data folder', async () => {
	const created = await dossierRepository(store).create(draft(), 2026, 'letter');
	const changed = {
		...created,
		state: { ...state, savedPath: '/hồ sơ/đã ký.pdf' },
		updatedAt: '2026-11-23T05:00:00.000Z',
	};
	await dossierRepository(store).update(changed, 'scans');
	store.close();
	store = unwrap(openStore(folder));
	expect(await dossierRepository(store).get(created.id)).toEqual(changed);
	expect(await dossierRepository(store).get(companyId)).toBeUndefined();
});

test('the newest comes first, of one company or of all', async () => {
	const repository = dossierRepository(store);
	const older = await repository.create(draft({ createdAt: '2026-11-21T05:00:00.000Z' }), 2026, 'letter');
	const newer = await repository.create(draft(), 2026, 'letter');
	expect((await repository.list(undefined)).map(({ id }) => id)).toEqual([newer.id, older.id]);
	expect(await repository.list(companyId)).toHaveLength(2);
	expect(await repository.list(newer.id)).toEqual([]);
});

test('a dossier of no company is refused', async () => {
	const orphan = draft({ companyId: '01900000-0000-7000-8000-0000000000ff' });
	await expect(dossierRepository(store).create(orphan, 2026, 'letter')).rejects.toMatchObject({
		error: { code: 'STORE_RECORD_MISSING' },
	});
});

test('a setting keeps its last value', async () => {
	const settings = settingRepository(store);
	expect(await settings.get('tokenModules')).toBeUndefined();
	await settings.set('tokenModules', '[]');
	await settings.set('tokenModules', '["/a.so"]');
	expect(await settings.get('tokenModules')).toBe('["/a.so"]');
});

test('a removed dossier is gone with the evidence of its signatures, and its number is not given again', async () => {
	const repository = dossierRepository(store);
	await repository.create(draft(), 2026, 'letter');
	const last = await repository.create(draft(), 2026, 'letter');
	store.write((database) => {
		database.prepare("INSERT INTO signature_evidence VALUES ('e', ?, '2026', '{}')").run(last.id);
		database.prepare("INSERT INTO signature_evidence_item VALUES ('e', 0, 'certificate', x'00')").run();
	});
	await repository.remove(last.id);
	await repository.remove(last.id);
	expect(await repository.get(last.id)).toBeUndefined();
	const left = store.read((database) => database.prepare('SELECT count(*) FROM signature_evidence_item').pluck().get());
	expect(left).toBe(0);
	expect((await repository.create(draft(), 2026, 'letter')).number).toBe('HS-2026-003');
	expect((await repository.create(draft(), 2027, 'letter')).number).toBe('HS-2027-001');
});
