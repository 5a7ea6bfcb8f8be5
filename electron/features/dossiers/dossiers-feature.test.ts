import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import { fail, unwrap } from '../../../shared/result.ts';
import { chosen, complete, type DossierBench, openDossierBench } from '../../../tests/fixtures/dossier-bench.ts';
import { company } from '../../../tests/fixtures/dossier-core.ts';

const nobody = '01900000-0000-7000-8000-0000000000ff';

let bench: DossierBench;
beforeEach(async () => {
	bench = await openDossierBench();
});
afterEach(() => bench.close());

describe('a new dossier', () => {
	test('has its number, the letter filled from the company, and today in Viet Nam as its date', async () => {
		const dossier = await bench.create();
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
		const result = await bench.feature.create({ companyId: nobody, kind: 'nsw-password' });
		expect(result).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
	});

	test('stands in the list of its company', async () => {
		const { id } = await bench.create();
		const rows = unwrap(await bench.feature.list({ companyId: company.id }));
		expect(dossiersContract.list.answer.safeParse(rows).error).toBeUndefined();
		expect(rows).toEqual([expect.objectContaining({ id, step: 'letter', signedAt: null })]);
		expect(unwrap(await bench.feature.list({ companyId: nobody }))).toEqual([]);
	});
});

describe('the letter', () => {
	test('is stored as typed in Unicode form NFC, and the step moves on', async () => {
		const { id, letter } = await bench.create();
		const typed = { ...complete(letter), reason: 'quên mật khẩu'.normalize('NFD') };
		const saved = unwrap(await bench.feature.saveLetter({ id, letter: typed }));
		expect(saved.letter.reason).toBe('quên mật khẩu'.normalize('NFC'));
		expect(saved).toMatchObject({ letterProblems: [], step: 'scans' });
		expect(unwrap(await bench.feature.get({ id }))).toEqual(saved);
	});

	test('is shown as typed, stored or not, under an id the page can read', async () => {
		const { id, letter } = await bench.create();
		const { fileId, pages } = unwrap(await bench.feature.preview({ id, letter: { ...letter, reason: 'thử' } }));
		expect(pages).toBe(1);
		expect(await readFile(bench.feature.resolveFile(fileId)!, 'utf8')).toBe('preview thử');
		expect(unwrap(await bench.feature.get({ id })).letter.reason).toBe('');
	});
});

describe('adding files', () => {
	test('keeps the originals, makes pages of images, and guesses the papers in the order customs asks for them', async () => {
		const dossier = await bench.filled();
		expect(dossiersContract.get.answer.safeParse(dossier).error).toBeUndefined();
		const [first, second] = dossier.attachments;
		expect(dossier.pages).toEqual([
			{ attachmentId: first!.id, pageIndex: 0, rotation: 0, paper: 'business-registration' },
			{ attachmentId: first!.id, pageIndex: 1, rotation: 0, paper: 'business-registration' },
			{ attachmentId: second!.id, pageIndex: 0, rotation: 0, paper: 'representative-id' },
		]);
		expect((await readdir(path.join(bench.root, dossier.id))).sort()).toEqual(
			[`${first!.id}.pdf`, `${second!.id}.jpeg`, `${second!.id}.pdf`].sort(),
		);
		expect(await readFile(bench.feature.resolveFile(`${dossier.id}.${first!.id}`)!, 'utf8')).toBe(
			'content of ĐKKD 2.pdf',
		);
		expect(dossier).toMatchObject({ missingPapers: [], step: 'merge' });
	});

	test('refuses a file by its name only, leaves nothing of it, and takes the others', async () => {
		const { id } = await bench.create();
		const paths = [
			await bench.source('ghi chú.txt'),
			path.join(bench.root, 'không có.pdf'),
			await bench.source('a.jpg'),
		];
		const { dossier, refused } = unwrap(await bench.feature.addPaths({ id, paths }));
		expect(refused.map(({ name, error }) => [name, error.code, error.params.file])).toEqual([
			['ghi chú.txt', 'FILE_TYPE_UNSUPPORTED', 'ghi chú.txt'],
			['không có.pdf', expect.any(String), 'không có.pdf'],
		]);
		expect(dossier.attachments.map(({ name }) => name)).toEqual(['a.jpg']);
		expect(await readdir(path.join(bench.root, id))).toHaveLength(2);
	});

	test('takes of a damaged PDF what could be repaired, so that it is shown as it will be sent', async () => {
		const { id } = await bench.create();
		await bench.feature.addPaths({ id, paths: [await bench.source('hỏng.pdf')] });
		expect(bench.assembled.at(-1)?.parts).toMatchObject([{ name: 'hỏng.pdf' }]);
		const [file] = await readdir(path.join(bench.root, id));
		expect(await readFile(path.join(bench.root, id, file!), 'utf8')).toBe('joined ');
	});

	test('stops at as many pages as the page grid takes', async () => {
		const { id } = await bench.create();
		const { dossier, refused } = unwrap(
			await bench.feature.addPaths({ id, paths: [await bench.source('x499.pdf'), await bench.source('y2.pdf')] }),
		);
		expect(dossier.pages).toHaveLength(499);
		expect(refused).toEqual([
			{ name: 'y2.pdf', error: { code: 'PDF_TOO_MANY_PAGES', params: { file: 'y2.pdf', limit: 500 } } },
		]);
	});

	test('several acts at once lose nothing', async () => {
		const { id } = await bench.create();
		const paths = await Promise.all(['1.pdf', '2.pdf', '3.pdf', '4.pdf'].map((name) => bench.source(`t${name}`)));
		await Promise.all(paths.map((one) => bench.feature.addPaths({ id, paths: [one] })));
		expect(unwrap(await bench.feature.get({ id })).attachments).toHaveLength(4);
	});
});

describe('a file with a password', () => {
	const add = async (id: string, name: string) =>
		unwrap(await bench.feature.addPaths({ id, paths: [await bench.source(name)] })).refused[0]!;

	test('is added with it; the dossier keeps an open copy and nothing of the password', async () => {
		const { id } = await bench.create();
		const { error, protectedId } = await add(id, 'khóa.pdf');
		expect(error).toEqual({ code: 'PDF_PASSWORD_NEEDED', params: { file: 'khóa.pdf' } });
		const dossier = unwrap(await bench.feature.addProtected({ id, protectedId: protectedId!, password: 'mở' }));
		expect(dossiersContract.addProtected.answer.safeParse(dossier).error).toBeUndefined();
		const attachment = dossier.attachments[0]!.id;
		expect(dossier.pages).toMatchObject([{ attachmentId: attachment, paper: 'business-registration' }]);
		expect(bench.assembled.at(-1)?.parts).toMatchObject([{ name: 'khóa.pdf', password: 'mở' }]);
		expect(await readdir(path.join(bench.root, id))).toEqual([`${attachment}.pdf`]);
		expect(JSON.stringify([...bench.records.values()])).not.toContain('mở');
		expect(await bench.feature.addProtected({ id, protectedId: protectedId!, password: 'mở' })).toMatchObject({
			error: { code: 'STORE_RECORD_MISSING' },
		});
	});

	test('waits for another try after a wrong one, and is of no use to another dossier', async () => {
		const { id } = await bench.create();
		const other = await bench.create();
		const { protectedId } = await add(id, 'khóa.pdf');
		const attempt = (dossierId: string, password: string) =>
			bench.feature.addProtected({ id: dossierId, protectedId: protectedId!, password });
		expect(await attempt(id, 'sai')).toEqual(fail('PDF_PASSWORD_INCORRECT', { file: 'khóa.pdf' }));
		expect(await readdir(path.join(bench.root, id))).toEqual([]);
		expect(await attempt(other.id, 'mở')).toMatchObject({ error: { code: 'STORE_RECORD_MISSING' } });
		expect((await attempt(id, 'mở')).ok).toBe(true);
	});

	test('others that are refused cannot be asked for so', async () => {
		const { id } = await bench.create();
		expect(await add(id, 'ghi chú.txt')).not.toHaveProperty('protectedId');
	});
});

describe('the pages', () => {
	test('take order, rotation and paper in one act', async () => {
		const { id, pages } = await bench.filled();
		const turned = pages.toReversed().map((page) => ({ ...page, rotation: 90 as const, paper: 'other' as const }));
		const changed = unwrap(await bench.feature.setPages({ id, pages: turned }));
		expect(changed.pages).toEqual(turned);
		expect(changed).toMatchObject({ missingPapers: ['business-registration', 'representative-id'], step: 'scans' });
	});

	test.each([
		['an unknown file', { attachmentId: nobody }],
		['a page the file does not have', { pageIndex: 2 }],
	])('of %s are refused and nothing changes', async (_, change) => {
		const dossier = await bench.filled();
		const pages = [{ ...dossier.pages[0]!, ...change }];
		expect(await bench.feature.setPages({ id: dossier.id, pages })).toMatchObject({
			error: { code: 'STORE_RECORD_MISSING' },
		});
		expect(unwrap(await bench.feature.get({ id: dossier.id }))).toEqual(dossier);
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
	expect(bench.feature.resolveFile(fileId)).toBeUndefined();
});

test('calls for a dossier that is not there say so', async () => {
	const { letter } = await bench.create();
	const id = nobody;
	for (const act of [
		bench.feature.get({ id }),
		bench.feature.saveLetter({ id, letter }),
		bench.feature.preview({ id, letter }),
		bench.feature.addPaths({ id, paths: [] }),
		bench.feature.setPages({ id, pages: [] }),
		bench.feature.merge({ id }),
		bench.feature.sign({ id, ...chosen }),
		bench.feature.saveTo(id, '/x.pdf'),
		bench.feature.outputs(id),
	]) {
		expect(await act).toMatchObject({ ok: false, error: { code: 'STORE_RECORD_MISSING' } });
	}
});
