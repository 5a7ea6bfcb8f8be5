import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import sendingTexts from '../../../resources/locales/vi/sending.json' with { type: 'json' };
import type { Company } from '../../../shared/contracts/companies-contract.ts';
import { type DossierLetter, dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import { emptyCompany } from '../../../shared/domain/company-entry.ts';
import { Fault, fail, ok, type Result, unwrap } from '../../../shared/result.ts';
import type { SigningOrder } from '../signing/signing-service.ts';
import { DossierFiles } from './dossier-files.ts';
import { createDossiersFeature, type DossiersFeature } from './dossiers-feature.ts';
import type { DocumentPart, DossierRecord } from './dossiers-port.ts';
import { readMailParts } from './read-mail-parts.ts';

const company: Company = {
	...emptyCompany,
	id: '01900000-0000-7000-8000-000000000001',
	taxCode: '0201234569',
	name: 'Công ty TNHH XNK Đường Trần Phú',
	shortName: 'ĐTP',
	address: 'Số 18 đường Trần Phú, Hải Phòng',
	phone: '0225 3825 123',
	email: 'xnk@duongtranphu.vn',
	place: 'Hải Phòng',
	representative: {
		name: 'Nguyễn Văn Đức',
		title: 'Giám đốc',
		idType: 'cccd',
		idNumber: '031082001234',
		idDate: '2021-05-12',
		idPlace: 'Cục Cảnh sát QLHC về TTXH',
	},
};
const nobody = '01900000-0000-7000-8000-0000000000ff';
const chosen = { moduleId: 'm', slot: 1, certificateSha256: 'aa', stamp: true };

const unused = () => Promise.reject(new Error('not for this test'));
let sealed = false;
let root = '';
let now = 0;
let records: Map<string, DossierRecord>;
let storeFull = false;
let feature: DossiersFeature;
let merging: { id: string; place: number; of: number }[];
let assembled: { parts: readonly DocumentPart[]; letter: boolean }[];
let orders: SigningOrder[];
let signing: (order: SigningOrder) => Promise<Result<never>> | undefined;

beforeEach(async () => {
	root = path.join(await mkdtemp(path.join(tmpdir(), 'vnk-')), 'Nguyễn Văn Đức', 'hồ sơ');
	now = Date.parse('2026-11-16T18:00:00Z');
	records = new Map();
	storeFull = false;
	sealed = false;
	assembled = [];
	merging = [];
	orders = [];
	signing = () => undefined;
	feature = createDossiersFeature({
		repository: {
			list: async (companyId) =>
				[...records.values()].filter((record) => companyId === undefined || record.companyId === companyId),
			get: async (id) => structuredClone(records.get(id)),
			create: async (dossier, year) => {
				const record = { ...dossier, number: `HS-${year}-00${records.size + 1}` };
				records.set(record.id, record);
				return record;
			},
			remove: async (id) => void records.delete(id),
			update: async (record) => {
				if (storeFull) throw new Fault('STORE_FULL');
				records.set(record.id, structuredClone(record));
			},
		},
		companies: { get: async (id) => (id === company.id ? company : undefined) },
		files: new DossierFiles(root),
		buildLetter: async (request, { preview }) =>
			ok({ pdf: Buffer.from(`${preview ? 'preview' : 'letter'} ${request.letter.reason}`), pages: 1 }),
		documents: {
			inspect: async (file, password) => {
				if (file.endsWith('.txt')) return fail('FILE_TYPE_UNSUPPORTED', { file });
				if (file.includes('khóa')) {
					if (password === undefined) return fail('PDF_PASSWORD_NEEDED', { file });
					if (password !== 'mở') return fail('PDF_PASSWORD_INCORRECT', { file });
					return ok({ kind: 'pdf', bytes: 10, pages: [{}], warnings: [{ code: 'protection-removed', params: {} }] });
				}
				if (file.includes('hỏng')) {
					return ok({ kind: 'pdf', bytes: 10, pages: [{}], warnings: [{ code: 'repaired', params: {} }] });
				}
				if (file.includes('đã ký')) {
					return ok({ kind: 'pdf', bytes: 10, pages: [{}], warnings: [{ code: 'signature-flattened', params: {} }] });
				}
				const pages = Array(Number(/(\d+)\./.exec(file)?.[1] ?? 1)).fill({});
				return ok({ kind: file.endsWith('.pdf') ? 'pdf' : 'jpeg', bytes: 10, pages, warnings: [] });
			},
			assemble: async ({ letter, parts, output }, { onFile, signal } = {}) => {
				assembled.push({ parts, letter: letter !== undefined });
				onFile?.(1, 2);
				if (signal && parts.some(({ name }) => name.includes('chậm'))) {
					await new Promise((stopped) => signal?.addEventListener('abort', stopped));
					return fail('DOSSIER_MERGE_CANCELLED');
				}
				await writeFile(output, `joined ${Buffer.from(letter ?? '').toString()}`);
				return ok({ pages: 1 + parts.length, bytes: 20 });
			},
			sealPicture: unused,
		},
		seals: {
			seal: unused,
			setSeal: unused,
			removeSeal: unused,
			resolve: () => undefined,
			pictureOf: async (companyId) => (sealed ? `/seals/${companyId}.png` : undefined),
		},
		automaticStamp: async (file) => ok({ page: 1, x: file.length, y: 2, width: 3, height: 4 }),
		signing: {
			sign: async (order) => {
				orders.push(order);
				const failure = await signing(order);
				if (failure) return failure;
				await writeFile(order.output, 'signed');
				return ok({ at: new Date(now).toISOString(), signer: 'CÔNG TY', serial: '0A', level: 'B-B', warnings: [] });
			},
		},
		paperName: (paper) => `paper ${paper}`,
		mail: readMailParts(fileURLToPath(new URL('../../../resources', import.meta.url))),
		exportNames: sendingTexts.export,
		onMerging: (progress) => merging.push(progress),
		now: () => now++,
	});
});
afterEach(() => rm(path.dirname(path.dirname(root)), { recursive: true }));

const source = async (name: string) => {
	const file = path.join(path.dirname(root), name);
	await writeFile(file, `content of ${name}`);
	return file;
};
const create = async () => unwrap(await feature.create({ companyId: company.id, kind: 'vnaccs-admin-password' }));
const complete = (letter: DossierLetter): DossierLetter => ({ ...letter, number: '12', reason: 'quên mật khẩu' });

/** A dossier with a complete letter and both required papers. */
async function filled() {
	const { id, letter } = await create();
	unwrap(await feature.saveLetter({ id, letter: complete(letter) }));
	const paths = [await source('ĐKKD 2.pdf'), await source('CCCD.jpg')];
	return unwrap(await feature.addPaths({ id, paths })).dossier;
}
async function merged() {
	const { id } = await filled();
	return unwrap(await feature.merge({ id }));
}
async function signed() {
	const { id } = await merged();
	return unwrap(await feature.sign({ id, ...chosen }));
}

describe('a new dossier', () => {
	test('has its number, the letter filled from the company, and today in Viet Nam as its date', async () => {
		const dossier = await create();
		expect(dossiersContract.create.answer.safeParse(dossier).error).toBeUndefined();
		expect(dossier).toMatchObject({ number: 'HS-2026-001', step: 'letter', savedAs: null, merged: null, signed: null });
		expect(dossier.letter).toMatchObject({
			date: '2026-11-17',
			place: 'Hải Phòng',
			company: { taxCode: '0201234569' },
		});
		expect(dossier.letterProblems.map(({ field }) => field)).toEqual(['letter.number', 'letter.reason'].sort());
	});

	test('needs a company that is there', async () => {
		const result = await feature.create({ companyId: nobody, kind: 'nsw-password' });
		expect(result).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
	});

	test('stands in the list of its company', async () => {
		const { id } = await create();
		const rows = unwrap(await feature.list({ companyId: company.id }));
		expect(dossiersContract.list.answer.safeParse(rows).error).toBeUndefined();
		expect(rows).toEqual([expect.objectContaining({ id, step: 'letter', signedAt: null })]);
		expect(unwrap(await feature.list({ companyId: nobody }))).toEqual([]);
	});
});

describe('the letter', () => {
	test('is stored as typed in Unicode form NFC, and the step moves on', async () => {
		const { id, letter } = await create();
		const typed = { ...complete(letter), reason: 'quên mật khẩu'.normalize('NFD') };
		const saved = unwrap(await feature.saveLetter({ id, letter: typed }));
		expect(saved.letter.reason).toBe('quên mật khẩu'.normalize('NFC'));
		expect(saved).toMatchObject({ letterProblems: [], step: 'scans' });
		expect(unwrap(await feature.get({ id }))).toEqual(saved);
	});

	test('is shown as typed, stored or not, under an id the page can read', async () => {
		const { id, letter } = await create();
		const { fileId, pages } = unwrap(await feature.preview({ id, letter: { ...letter, reason: 'thử' } }));
		expect(pages).toBe(1);
		expect(await readFile(feature.resolveFile(fileId)!, 'utf8')).toBe('preview thử');
		expect(unwrap(await feature.get({ id })).letter.reason).toBe('');
	});
});

describe('adding files', () => {
	test('keeps the originals, makes pages of images, and guesses the papers in the order customs asks for them', async () => {
		const dossier = await filled();
		expect(dossiersContract.get.answer.safeParse(dossier).error).toBeUndefined();
		const [first, second] = dossier.attachments;
		expect(dossier.pages).toEqual([
			{ attachmentId: first!.id, pageIndex: 0, rotation: 0, paper: 'business-registration' },
			{ attachmentId: first!.id, pageIndex: 1, rotation: 0, paper: 'business-registration' },
			{ attachmentId: second!.id, pageIndex: 0, rotation: 0, paper: 'representative-id' },
		]);
		expect((await readdir(path.join(root, dossier.id))).sort()).toEqual(
			[`${first!.id}.pdf`, `${second!.id}.jpeg`, `${second!.id}.pdf`].sort(),
		);
		expect(await readFile(feature.resolveFile(`${dossier.id}.${first!.id}`)!, 'utf8')).toBe('content of ĐKKD 2.pdf');
		expect(dossier).toMatchObject({ missingPapers: [], step: 'merge' });
	});

	test('refuses a file by its name only, leaves nothing of it, and takes the others', async () => {
		const { id } = await create();
		const paths = [await source('ghi chú.txt'), path.join(root, 'không có.pdf'), await source('a.jpg')];
		const { dossier, refused } = unwrap(await feature.addPaths({ id, paths }));
		expect(refused.map(({ name, error }) => [name, error.code, error.params.file])).toEqual([
			['ghi chú.txt', 'FILE_TYPE_UNSUPPORTED', 'ghi chú.txt'],
			['không có.pdf', expect.any(String), 'không có.pdf'],
		]);
		expect(dossier.attachments.map(({ name }) => name)).toEqual(['a.jpg']);
		expect(await readdir(path.join(root, id))).toHaveLength(2);
	});

	test('takes of a damaged PDF what could be repaired, so that it is shown as it will be sent', async () => {
		const { id } = await create();
		await feature.addPaths({ id, paths: [await source('hỏng.pdf')] });
		expect(assembled.at(-1)?.parts).toMatchObject([{ name: 'hỏng.pdf' }]);
		const [file] = await readdir(path.join(root, id));
		expect(await readFile(path.join(root, id, file!), 'utf8')).toBe('joined ');
	});

	test('stops at as many pages as the page grid takes', async () => {
		const { id } = await create();
		const { dossier, refused } = unwrap(
			await feature.addPaths({ id, paths: [await source('x499.pdf'), await source('y2.pdf')] }),
		);
		expect(dossier.pages).toHaveLength(499);
		expect(refused).toEqual([
			{ name: 'y2.pdf', error: { code: 'PDF_TOO_MANY_PAGES', params: { file: 'y2.pdf', limit: 500 } } },
		]);
	});

	test('several acts at once lose nothing', async () => {
		const { id } = await create();
		const paths = await Promise.all(['1.pdf', '2.pdf', '3.pdf', '4.pdf'].map((name) => source(`t${name}`)));
		await Promise.all(paths.map((one) => feature.addPaths({ id, paths: [one] })));
		expect(unwrap(await feature.get({ id })).attachments).toHaveLength(4);
	});
});

describe('a file with a password', () => {
	const add = async (id: string, name: string) =>
		unwrap(await feature.addPaths({ id, paths: [await source(name)] })).refused[0]!;

	test('is added with it; the dossier keeps an open copy and nothing of the password', async () => {
		const { id } = await create();
		const { error, protectedId } = await add(id, 'khóa.pdf');
		expect(error).toEqual({ code: 'PDF_PASSWORD_NEEDED', params: { file: 'khóa.pdf' } });
		const dossier = unwrap(await feature.addProtected({ id, protectedId: protectedId!, password: 'mở' }));
		expect(dossiersContract.addProtected.answer.safeParse(dossier).error).toBeUndefined();
		const attachment = dossier.attachments[0]!.id;
		expect(dossier.pages).toMatchObject([{ attachmentId: attachment, paper: 'business-registration' }]);
		expect(assembled.at(-1)?.parts).toMatchObject([{ name: 'khóa.pdf', password: 'mở' }]);
		expect(await readdir(path.join(root, id))).toEqual([`${attachment}.pdf`]);
		expect(JSON.stringify([...records.values()])).not.toContain('mở');
		expect(await feature.addProtected({ id, protectedId: protectedId!, password: 'mở' })).toMatchObject({
			error: { code: 'STORE_RECORD_MISSING' },
		});
	});

	test('waits for another try after a wrong one, and is of no use to another dossier', async () => {
		const { id } = await create();
		const other = await create();
		const { protectedId } = await add(id, 'khóa.pdf');
		const attempt = (dossierId: string, password: string) =>
			feature.addProtected({ id: dossierId, protectedId: protectedId!, password });
		expect(await attempt(id, 'sai')).toEqual(fail('PDF_PASSWORD_INCORRECT', { file: 'khóa.pdf' }));
		expect(await readdir(path.join(root, id))).toEqual([]);
		expect(await attempt(other.id, 'mở')).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
		expect((await attempt(id, 'mở')).ok).toBe(true);
	});

	test('others that are refused cannot be asked for so', async () => {
		const { id } = await create();
		expect(await add(id, 'ghi chú.txt')).not.toHaveProperty('protectedId');
	});
});

describe('the pages', () => {
	test('take order, rotation and paper in one act', async () => {
		const { id, pages } = await filled();
		const turned = pages.toReversed().map((page) => ({ ...page, rotation: 90 as const, paper: 'other' as const }));
		const changed = unwrap(await feature.setPages({ id, pages: turned }));
		expect(changed.pages).toEqual(turned);
		expect(changed).toMatchObject({ missingPapers: ['business-registration', 'representative-id'], step: 'scans' });
	});

	test.each([
		['an unknown file', { attachmentId: nobody }],
		['a page the file does not have', { pageIndex: 2 }],
	])('of %s are refused and nothing changes', async (_, change) => {
		const dossier = await filled();
		const pages = [{ ...dossier.pages[0]!, ...change }];
		expect(await feature.setPages({ id: dossier.id, pages })).toMatchObject({
			error: { code: 'STORE_RECORD_MISSING' },
		});
		expect(unwrap(await feature.get({ id: dossier.id }))).toEqual(dossier);
	});
});

describe('merging', () => {
	test('puts the letter first and neighbouring pages of one file and turn together', async () => {
		const { id, pages } = await filled();
		const [one, two, card] = pages;
		await feature.setPages({ id, pages: [card!, one!, two!, { ...one!, rotation: 90 }, two!] });
		const dossier = unwrap(await feature.merge({ id }));
		expect(assembled.at(-1)?.letter).toBe(true);
		expect(assembled.at(-1)?.parts.map(({ name, pages, rotate }) => [name, pages, rotate])).toEqual([
			['CCCD.jpg', [0], 0],
			['ĐKKD 2.pdf', [0, 1], 0],
			['ĐKKD 2.pdf', [0], 90],
			['ĐKKD 2.pdf', [1], 0],
		]);
		expect(dossier.merged).toMatchObject({ fileName: '0201234569_CapLaiMatKhau_20261117.pdf', pages: 5, bytes: 20 });
		expect(dossier.step).toBe('sign');
		expect(await readFile(feature.resolveFile(`${id}.merged`)!, 'utf8')).toBe('joined letter quên mật khẩu');
	});

	test('names the papers in its bookmarks, tells how far it is, and attaches signed originals only when asked', async () => {
		const { id, pages } = await filled();
		const added = unwrap(await feature.addPaths({ id, paths: [await source('đã ký.pdf')] }));
		expect(added.dossier.pages).toHaveLength(pages.length + 1);
		const plain = unwrap(await feature.merge({ id }));
		expect(plain.merged?.originals).toBe(0);
		expect(assembled.at(-1)?.parts.map(({ title, attachSigned }) => [title, attachSigned])).toEqual([
			['paper business-registration', false],
			['paper representative-id', false],
			[undefined, false],
		]);
		expect(merging).toEqual([{ id, place: 1, of: 2 }]);
		const attached = unwrap(await feature.merge({ id, attachSigned: true }));
		expect(attached.merged?.originals).toBe(1);
		expect(assembled.at(-1)?.parts.every(({ attachSigned }) => attachSigned)).toBe(true);
	});

	test('stops when told to, at once, and leaves the dossier as it was', async () => {
		const { id } = await filled();
		await feature.addPaths({ id, paths: [await source('chậm.pdf')] });
		const before = unwrap(await feature.get({ id }));
		const running = feature.merge({ id });
		while (merging.length === 0) await new Promise((wait) => setTimeout(wait, 5));
		expect(await feature.cancelMerge({ id })).toEqual(ok(null));
		expect(await running).toEqual(fail('DOSSIER_MERGE_CANCELLED'));
		expect(unwrap(await feature.get({ id }))).toEqual(before);
		expect(await feature.cancelMerge({ id })).toEqual(ok(null));
	});

	test('waits for the letter, then for the papers', async () => {
		const { id, letter } = await create();
		expect(await feature.merge({ id })).toEqual(fail('DOSSIER_STEP', { step: 'letter' }));
		await feature.saveLetter({ id, letter: complete(letter) });
		await feature.addPaths({ id, paths: [await source('a.pdf')] });
		expect(await feature.merge({ id })).toEqual(fail('DOSSIER_PAPER_MISSING', { papers: 'representative-id' }));
	});

	test('is undone by every change of the content, and only by a change', async () => {
		const { id, letter, pages } = await merged();
		expect(unwrap(await feature.saveLetter({ id, letter })).merged).not.toBeNull();
		expect(unwrap(await feature.saveLetter({ id, letter: { ...letter, reason: 'khác' } })).merged).toBeNull();
		await feature.merge({ id });
		expect(unwrap(await feature.setPages({ id, pages: pages.toReversed() })).merged).toBeNull();
		await feature.merge({ id });
		expect(unwrap(await feature.addPaths({ id, paths: [await source('z.pdf')] })).dossier.merged).toBeNull();
	});
});

describe('signing', () => {
	test('signs the merged file for the company the letter names', async () => {
		const dossier = await signed();
		expect(orders).toEqual([
			{
				...chosen,
				stamp: { place: null, picture: undefined },
				dossierId: dossier.id,
				input: path.join(root, dossier.id, 'merged.pdf'),
				output: path.join(root, dossier.id, 'signed.pdf'),
				taxCode: '0201234569',
				about: 'HS-2026-001',
			},
		]);
		expect(dossiersContract.sign.answer.safeParse(dossier).error).toBeUndefined();
		expect(dossier.signed).toMatchObject({
			fileName: dossier.merged?.fileName,
			signer: 'CÔNG TY',
			level: 'B-B',
			bytes: 6,
		});
	});

	test('waits for the merge', async () => {
		const { id } = await filled();
		expect(await feature.sign({ id, ...chosen })).toEqual(fail('DOSSIER_STEP', { step: 'merge' }));
	});

	test('asks for a new merge when the merged file is gone', async () => {
		const { id } = await merged();
		await rm(path.join(root, id, 'merged.pdf'));
		expect(await feature.sign({ id, ...chosen })).toEqual(fail('DOSSIER_STEP', { step: 'merge' }));
		expect(unwrap(await feature.get({ id }))).toMatchObject({ merged: null, step: 'merge' });
	});

	test('that fails leaves the dossier as it was', async () => {
		const before = await merged();
		signing = async () => fail('PIN_INCORRECT', { state: 'low' });
		expect(await feature.sign({ id: before.id, ...chosen })).toEqual(fail('PIN_INCORRECT', { state: 'low' }));
		expect(unwrap(await feature.get({ id: before.id }))).toEqual(before);
	});

	test('locks the content', async () => {
		const { id, letter, pages } = await signed();
		const acts = [
			feature.saveLetter({ id, letter: { ...letter, reason: 'khác' } }),
			feature.addPaths({ id, paths: [] }),
			feature.setPages({ id, pages: pages.slice(1) }),
			feature.merge({ id }),
		];
		for (const act of acts) expect(await act).toEqual(fail('DOSSIER_SIGNED'));
	});
});

test('an act that ends between its file and its record can be done again', async () => {
	const before = await merged();
	const { id } = before;
	storeFull = true;
	expect(await feature.addPaths({ id, paths: [await source('z.pdf')] })).toEqual(fail('STORE_FULL'));
	expect(await feature.merge({ id })).toEqual(fail('STORE_FULL'));
	expect(await feature.sign({ id, ...chosen })).toEqual(fail('STORE_FULL'));
	expect(unwrap(await feature.get({ id }))).toEqual(before);
	storeFull = false;
	expect(unwrap(await feature.sign({ id, ...chosen })).signed).not.toBeNull();
});

describe('signing again', () => {
	test('replaces the signed file; the copy saved before is of the older signature', async () => {
		const { id } = await signed();
		const target = path.join(path.dirname(root), 'cũ.pdf');
		unwrap(await feature.saveTo(id, target));
		const again = unwrap(await feature.sign({ id, ...chosen }));
		expect(again.signed).not.toBeNull();
		expect(again.savedAs).toBeNull();
		expect(await readFile(target, 'utf8')).toBe('signed');
	});

	test('that fails keeps the old signed file', async () => {
		const before = await signed();
		signing = async () => fail('PIN_INCORRECT', { state: 'low' });
		expect(await feature.sign({ id: before.id, ...chosen })).toEqual(fail('PIN_INCORRECT', { state: 'low' }));
		expect(unwrap(await feature.get({ id: before.id }))).toEqual(before);
		await rm(path.join(root, before.id, 'merged.pdf'));
		expect(await feature.sign({ id: before.id, ...chosen })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
		expect(unwrap(await feature.get({ id: before.id }))).toEqual(before);
	});
});

describe('the stamp', () => {
	const place = { page: 2, x: 10, y: 20, width: 200, height: 60 };

	test('goes where the user put it, with the picture of the company', async () => {
		const { id, stamp } = await merged();
		expect(stamp).toEqual({ place: null, picture: true });
		sealed = true;
		unwrap(await feature.setStamp({ id, stamp: { place, picture: true } }));
		unwrap(await feature.sign({ id, ...chosen }));
		unwrap(await feature.setStamp({ id, stamp: { place, picture: false } }));
		unwrap(await feature.sign({ id, ...chosen }));
		unwrap(await feature.sign({ id, ...chosen, stamp: false }));
		expect(orders.map((order) => order.stamp)).toEqual([
			{ place, picture: `/seals/${company.id}.png` },
			{ place, picture: undefined },
			false,
		]);
	});

	test('goes back to its automatic place when a new merge has no such page', async () => {
		const { id } = await merged();
		unwrap(await feature.setStamp({ id, stamp: { place, picture: false } }));
		expect(unwrap(await feature.merge({ id })).stamp).toEqual({ place, picture: false });
		unwrap(await feature.setStamp({ id, stamp: { place: { ...place, page: 99 }, picture: false } }));
		expect(unwrap(await feature.merge({ id })).stamp).toEqual({ place: null, picture: false });
	});

	test('has an automatic place once there is a merged file', async () => {
		const { id } = await filled();
		expect(await feature.automaticStamp({ id })).toEqual(fail('DOSSIER_STEP', { step: 'merge' }));
		unwrap(await feature.merge({ id }));
		const own = path.join(root, id, 'merged.pdf');
		expect(unwrap(await feature.automaticStamp({ id }))).toMatchObject({ page: 1, x: own.length });
	});
});

describe('the signed file', () => {
	test('is copied where the user says and shown there while it is there', async () => {
		const { id, merged } = await signed();
		const own = path.join(root, id, 'signed.pdf');
		expect(unwrap(await feature.outputs(id))).toEqual({ fileName: merged?.fileName, shown: own });
		const target = path.join(path.dirname(root), 'gửi hải quan.pdf');
		expect(await feature.saveTo(id, target)).toEqual(ok(null));
		expect(await readFile(target, 'utf8')).toBe('signed');
		expect(unwrap(await feature.get({ id })).savedAs).toBe('gửi hải quan.pdf');
		expect(unwrap(await feature.outputs(id)).shown).toBe(target);
		await rm(target);
		expect(unwrap(await feature.outputs(id)).shown).toBe(own);
	});

	test('cannot be saved before it is signed, over itself, or into no folder', async () => {
		const { id } = await merged();
		expect(await feature.saveTo(id, path.join(root, 'x.pdf'))).toEqual(fail('DOSSIER_STEP', { step: 'sign' }));
		await feature.sign({ id, ...chosen });
		const own = path.join(root, id, 'signed.pdf');
		expect(await feature.saveTo(id, own)).toMatchObject({ error: { code: 'FILE_IS_INPUT' } });
		const nowhere = path.join(root, 'không có', 'x.pdf');
		expect(await feature.saveTo(id, nowhere)).toMatchObject({ error: { code: 'FILE_FOLDER_MISSING' } });
		await rm(own);
		expect(await feature.saveTo(id, path.join(root, 'x.pdf'))).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
		expect(unwrap(await feature.get({ id })).savedAs).toBeNull();
	});
});

test.each([
	'',
	'merged',
	`${nobody}`,
	`${nobody}.`,
	`${nobody}.passwd`,
	`${nobody}.merged.pdf`,
	`${nobody}.merged\n`,
	`../${nobody}.merged`,
	`${nobody}.../../../etc/passwd`,
	`${nobody}/../${nobody}.merged`,
	`${nobody.toUpperCase()}.merged`,
])('the file id %j leads nowhere', (fileId) => {
	expect(feature.resolveFile(fileId)).toBeUndefined();
});

test('calls for a dossier that is not there say so', async () => {
	const { letter } = await create();
	const id = nobody;
	for (const act of [
		feature.get({ id }),
		feature.saveLetter({ id, letter }),
		feature.preview({ id, letter }),
		feature.addPaths({ id, paths: [] }),
		feature.setPages({ id, pages: [] }),
		feature.merge({ id }),
		feature.sign({ id, ...chosen }),
		feature.saveTo(id, '/x.pdf'),
		feature.outputs(id),
	]) {
		expect(await act).toMatchObject({ ok: false, error: { code: 'STORE_RECORD_MISSING' } });
	}
});
