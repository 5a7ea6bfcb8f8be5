import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PageCheck } from '../../../shared/domain/scans/page-notes.ts';
import { fail, ok, type Result, unwrap } from '../../../shared/result.ts';
import { DossierFiles } from './dossier-files.ts';
import { createDossierRecords } from './dossier-records.ts';
import { createDossierScans, type DossierScans } from './dossier-scans.ts';
import { newLetter } from './dossier-state.ts';
import type { DocumentPort, DossierRecord, PagePair } from './dossiers-port.ts';

const id = '01900000-0000-7000-8000-000000000001';
let root: string;
let record: DossierRecord;
let checks: Result<PageCheck[]>[];
let compared: PagePair[];
let alike: boolean;
let taken: string[];
let orders: Parameters<DocumentPort['assemble']>[0][];
let scans: DossierScans;
const at = (name: string) => path.join(root, name);

beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'vnk-'));
	[checks, compared, taken, orders, alike] = [[], [], [], [], true];
	const company = { representative: {} } as Parameters<typeof newLetter>[1];
	record = {
		...{ id, companyId: id, number: 'HS-2026-001', kind: 'vnaccs-admin-password', createdAt: '', updatedAt: '' },
		state: {
			letter: { ...newLetter('vnaccs-admin-password', company, '2026-11-16', 'email') },
			...{ attachments: [], pages: [], merged: null, signed: null, savedPath: null },
		},
	} as DossierRecord;
	const text = { name: '', shortName: '', taxCode: '', address: '', phone: '', email: '' };
	record.state.letter.company = text;
	const repository = {
		get: async () => structuredClone(record),
		update: async (changed: DossierRecord) => {
			record = structuredClone(changed);
		},
	} as unknown as Parameters<typeof createDossierRecords>[0];
	const documents = {
		inspect: async (file: string) => {
			if (file.includes('hỏng')) return fail('PDF_UNREADABLE', { file });
			return ok({ kind: file.endsWith('.pdf') ? 'pdf' : 'png', bytes: 1000, pages: [{}], warnings: [] });
		},
		assemble: async (order: (typeof orders)[number]) => {
			orders.push(order);
			const reduced = order.parts.some(({ reduce }) => reduce);
			await writeFile(order.output, 'x'.repeat(reduced ? 100 : 500));
			return ok({ pages: 1, bytes: reduced ? 100 : 500 });
		},
		checkPages: async () => checks.shift() ?? ok([{ bytes: 10 }]),
		comparePages: async (pairs: readonly PagePair[]) => {
			compared.push(...pairs);
			return ok(pairs.map(() => alike));
		},
	} as unknown as DocumentPort;
	let clock = Date.parse('2026-11-16T02:00:00Z');
	const now = () => clock++;
	scans = createDossierScans({
		records: createDossierRecords(repository, now),
		files: new DossierFiles(root),
		documents,
		offered: { pathsOf: (ids) => ids.map((one) => at(one)), taken: async (paths) => void taken.push(...paths) },
		now,
	});
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = async (name: string) => {
	await writeFile(at(name), 'y'.repeat(2000));
	return at(name);
};
const add = async (...names: string[]) =>
	unwrap(await scans.addPaths({ id, paths: await Promise.all(names.map(file)) })).dossier;
const print = '8'.repeat(192);

test('a page that shows the same as an earlier one says which, and unlike prints are not compared', async () => {
	checks = [ok([{ print }]), ok([{ print: '1'.repeat(192) }]), ok([{ print }])];
	const { attachments } = await add('một.pdf', 'hai.pdf', 'ba.pdf');
	expect(attachments[2]?.checks?.[0]?.sameAs).toBe(`${attachments[0]!.id}.0`);
	expect(compared).toHaveLength(1);
});

test('alike prints that the comparison tells apart are two pages', async () => {
	checks = [ok([{ print }]), ok([{ print }])];
	alike = false;
	const { attachments } = await add('một.pdf', 'hai.pdf');
	expect(attachments[1]?.checks).toEqual([{ print }]);
});

test('equal digests of drawn pages need no comparison, pages of one file are compared with each other', async () => {
	checks = [ok([{ print: 'xab' }, { print: 'xab' }])];
	const { attachments } = await add('một.pdf');
	expect(attachments[0]?.checks?.[1]?.sameAs).toBe(`${attachments[0]!.id}.0`);
	expect(compared).toEqual([]);
});

test('a file whose pages cannot be looked at is taken all the same', async () => {
	checks = [fail('PDF_TIMEOUT', { file: 'một.pdf', seconds: 10 })];
	const { attachments, pages } = await add('một.pdf');
	expect(attachments[0]).toMatchObject({ name: 'một.pdf', pageBytes: 2000 });
	expect(attachments[0]).not.toHaveProperty('checks');
	expect(pages).toHaveLength(1);
});

test('pasted pictures are counted, and their temporary file is gone', async () => {
	const paste = () => scans.addPicture({ id, png: new Uint8Array(9), name: 'Ảnh dán {number}' });
	unwrap(await paste());
	const { dossier } = unwrap(await paste());
	expect(dossier.attachments.map(({ name }) => name)).toEqual(['Ảnh dán 1', 'Ảnh dán 2']);
	expect((await readdir(at(id))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('of offered files only those that were taken in leave the offer', async () => {
	await Promise.all(['tốt.pdf', 'hỏng.pdf'].map(file));
	const { refused } = unwrap(await scans.addOffered({ id, fileIds: ['tốt.pdf', 'hỏng.pdf'] }));
	expect(refused.map(({ name }) => name)).toEqual(['hỏng.pdf']);
	expect(taken).toEqual([at('tốt.pdf')]);
});

test('smaller copies are offered, used and given up; the pages themselves are never touched', async () => {
	const { attachments } = await add('một.pdf');
	const own = path.join(id, `${attachments[0]!.id}.pdf`);
	const before = await readFile(at(own), 'utf8');
	const offered = unwrap(await scans.reduce({ id, level: 'medium' }));
	expect(offered.attachments[0]?.reduced).toEqual({ bytes: 100, inUse: false, flattened: [] });
	expect(orders.at(-1)?.parts[0]?.reduce).toEqual({ dpi: 200, quality: 60 });
	expect(unwrap(await scans.chooseReduced({ id, use: true })).attachments[0]?.reduced?.inUse).toBe(true);
	expect(unwrap(await scans.chooseReduced({ id, use: false })).attachments[0]?.reduced?.inUse).toBe(false);
	expect(await readFile(at(own), 'utf8')).toBe(before);
});

test('a copy that is hardly smaller is none', async () => {
	const { attachments } = await add('một.pdf');
	record.state.attachments[0] = { ...attachments[0]!, pageBytes: 110 };
	expect(unwrap(await scans.reduce({ id, level: 'strong' })).attachments[0]).not.toHaveProperty('reduced');
});

test('a page becomes a picture in the smaller copy, between the pages around it', async () => {
	const { attachments } = await add('một.pdf');
	record.state.attachments[0] = { ...attachments[0]!, pages: 3 };
	const request = { id, attachmentId: attachments[0]!.id, pageIndex: 1, jpeg: 'AAAA' };
	const changed = unwrap(await scans.flattenPage(request));
	expect(changed.attachments[0]?.reduced).toEqual({ bytes: 500, inUse: false, flattened: [1] });
	expect(orders.at(-1)?.parts.map(({ pages }) => pages)).toEqual([[0], undefined, [2]]);
	expect((await readdir(at(id))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
	expect((await scans.flattenPage({ ...request, pageIndex: 3 })).ok).toBe(false);
});

test('what is dropped without a file of the disk is told, not passed over', async () => {
	expect(await scans.addPaths({ id, paths: [] })).toEqual({ ok: false, error: { code: 'DROP_EMPTY', params: {} } });
});
