import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dossiersContract } from '../../../shared/contracts/dossiers-contract.ts';
import { fail, ok, unwrap } from '../../../shared/result.ts';
import { chosen, complete, type DossierBench, openDossierBench } from '../../../tests/fixtures/dossier-bench.ts';
import { company } from '../../../tests/fixtures/dossier-core.ts';

let bench: DossierBench;
beforeEach(async () => {
	bench = await openDossierBench();
});
afterEach(() => bench.close());

describe('merging', () => {
	test('puts the letter first and neighbouring pages of one file and turn together', async () => {
		const { id, pages } = await bench.filled();
		const [one, two, card] = pages;
		await bench.feature.setPages({ id, pages: [card!, one!, two!, { ...one!, rotation: 90 }, two!] });
		const dossier = unwrap(await bench.feature.merge({ id }));
		expect(bench.assembled.at(-1)?.letter).toBe(true);
		expect(bench.assembled.at(-1)?.parts.map(({ name, pages, rotate }) => [name, pages, rotate])).toEqual([
			['CCCD.jpg', [0], 0],
			['ĐKKD 2.pdf', [0, 1], 0],
			['ĐKKD 2.pdf', [0], 90],
			['ĐKKD 2.pdf', [1], 0],
		]);
		expect(dossier.merged).toMatchObject({ fileName: '0201234569_CapLaiMatKhau_20261117.pdf', pages: 5, bytes: 20 });
		expect(dossier.step).toBe('sign');
		expect(await readFile(bench.feature.resolveFile(`${id}.merged`)!, 'utf8')).toBe('joined letter quên mật khẩu');
	});

	test('names the papers in its bookmarks, tells how far it is, and attaches signed originals only when asked', async () => {
		const { id, pages } = await bench.filled();
		const added = unwrap(await bench.feature.addPaths({ id, paths: [await bench.source('đã ký.pdf')] }));
		expect(added.dossier.pages).toHaveLength(pages.length + 1);
		const plain = unwrap(await bench.feature.merge({ id }));
		expect(plain.merged?.originals).toBe(0);
		expect(bench.assembled.at(-1)?.parts.map(({ title, attachSigned }) => [title, attachSigned])).toEqual([
			['paper business-registration', false],
			['paper representative-id', false],
			[undefined, false],
		]);
		expect(bench.merging).toEqual([{ id, place: 1, of: 2 }]);
		const attached = unwrap(await bench.feature.merge({ id, attachSigned: true }));
		expect(attached.merged?.originals).toBe(1);
		expect(bench.assembled.at(-1)?.parts.every(({ attachSigned }) => attachSigned)).toBe(true);
	});

	test('stops when told to, at once, and leaves the dossier as it was', async () => {
		const { id } = await bench.filled();
		await bench.feature.addPaths({ id, paths: [await bench.source('chậm.pdf')] });
		const before = unwrap(await bench.feature.get({ id }));
		const running = bench.feature.merge({ id });
		while (bench.merging.length === 0) await new Promise((wait) => setTimeout(wait, 5));
		expect(await bench.feature.cancelMerge({ id })).toEqual(ok(null));
		expect(await running).toEqual(fail('DOSSIER_MERGE_CANCELLED'));
		expect(unwrap(await bench.feature.get({ id }))).toEqual(before);
		expect(await bench.feature.cancelMerge({ id })).toEqual(ok(null));
	});

	test('waits for the letter, then for the papers', async () => {
		const { id, letter } = await bench.create();
		expect(await bench.feature.merge({ id })).toEqual(fail('DOSSIER_STEP', { step: 'letter' }));
		await bench.feature.saveLetter({ id, letter: complete(letter) });
		await bench.feature.addPaths({ id, paths: [await bench.source('a.pdf')] });
		expect(await bench.feature.merge({ id })).toEqual(fail('DOSSIER_PAPER_MISSING', { papers: 'representative-id' }));
	});

	test('is undone by every change of the content, and only by a change', async () => {
		const { id, letter, pages } = await bench.merged();
		expect(unwrap(await bench.feature.saveLetter({ id, letter })).merged).not.toBeNull();
		expect(unwrap(await bench.feature.saveLetter({ id, letter: { ...letter, reason: 'khác' } })).merged).toBeNull();
		await bench.feature.merge({ id });
		expect(unwrap(await bench.feature.setPages({ id, pages: pages.toReversed() })).merged).toBeNull();
		await bench.feature.merge({ id });
		expect(
			unwrap(await bench.feature.addPaths({ id, paths: [await bench.source('z.pdf')] })).dossier.merged,
		).toBeNull();
	});
});

describe('signing', () => {
	test('signs the merged file for the company the letter names', async () => {
		const dossier = await bench.signed();
		expect(bench.orders).toEqual([
			{
				...chosen,
				stamp: { place: null, picture: undefined },
				dossierId: dossier.id,
				input: path.join(bench.root, dossier.id, 'merged.pdf'),
				output: path.join(bench.root, dossier.id, 'signed.pdf'),
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
		const { id } = await bench.filled();
		expect(await bench.feature.sign({ id, ...chosen })).toEqual(fail('DOSSIER_STEP', { step: 'merge' }));
	});

	test('asks for a new merge when the merged file is gone', async () => {
		const { id } = await bench.merged();
		await rm(path.join(bench.root, id, 'merged.pdf'));
		expect(await bench.feature.sign({ id, ...chosen })).toEqual(fail('DOSSIER_STEP', { step: 'merge' }));
		expect(unwrap(await bench.feature.get({ id }))).toMatchObject({ merged: null, step: 'merge' });
	});

	test('that fails leaves the dossier as it was', async () => {
		const before = await bench.merged();
		bench.signingFails = fail('PIN_INCORRECT', { state: 'low' });
		expect(await bench.feature.sign({ id: before.id, ...chosen })).toEqual(fail('PIN_INCORRECT', { state: 'low' }));
		expect(unwrap(await bench.feature.get({ id: before.id }))).toEqual(before);
	});

	test('locks the content', async () => {
		const { id, letter, pages } = await bench.signed();
		const acts = [
			bench.feature.saveLetter({ id, letter: { ...letter, reason: 'khác' } }),
			bench.feature.addPaths({ id, paths: [] }),
			bench.feature.setPages({ id, pages: pages.slice(1) }),
			bench.feature.merge({ id }),
		];
		for (const act of acts) expect(await act).toEqual(fail('DOSSIER_SIGNED'));
	});
});

test('an act that ends between its file and its record can be done again', async () => {
	const before = await bench.merged();
	const { id } = before;
	bench.storeFull = true;
	expect(await bench.feature.addPaths({ id, paths: [await bench.source('z.pdf')] })).toEqual(fail('STORE_FULL'));
	expect(await bench.feature.merge({ id })).toEqual(fail('STORE_FULL'));
	expect(await bench.feature.sign({ id, ...chosen })).toEqual(fail('STORE_FULL'));
	expect(unwrap(await bench.feature.get({ id }))).toEqual(before);
	bench.storeFull = false;
	expect(unwrap(await bench.feature.sign({ id, ...chosen })).signed).not.toBeNull();
});

describe('signing again', () => {
	test('replaces the signed file; the copy saved before is of the older signature', async () => {
		const { id } = await bench.signed();
		const target = path.join(path.dirname(bench.root), 'cũ.pdf');
		unwrap(await bench.feature.saveTo(id, target));
		const again = unwrap(await bench.feature.sign({ id, ...chosen }));
		expect(again.signed).not.toBeNull();
		expect(again.savedAs).toBeNull();
		expect(await readFile(target, 'utf8')).toBe('signed');
	});

	test('that fails keeps the old signed file', async () => {
		const before = await bench.signed();
		bench.signingFails = fail('PIN_INCORRECT', { state: 'low' });
		expect(await bench.feature.sign({ id: before.id, ...chosen })).toEqual(fail('PIN_INCORRECT', { state: 'low' }));
		expect(unwrap(await bench.feature.get({ id: before.id }))).toEqual(before);
		await rm(path.join(bench.root, before.id, 'merged.pdf'));
		expect(await bench.feature.sign({ id: before.id, ...chosen })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
		expect(unwrap(await bench.feature.get({ id: before.id }))).toEqual(before);
	});
});

describe('the stamp', () => {
	const place = { page: 2, x: 10, y: 20, width: 200, height: 60 };

	test('goes where the user put it, with the picture of the company', async () => {
		const { id, stamp } = await bench.merged();
		expect(stamp).toEqual({ place: null, picture: true });
		bench.sealed = true;
		unwrap(await bench.feature.setStamp({ id, stamp: { place, picture: true } }));
		unwrap(await bench.feature.sign({ id, ...chosen }));
		unwrap(await bench.feature.setStamp({ id, stamp: { place, picture: false } }));
		unwrap(await bench.feature.sign({ id, ...chosen }));
		unwrap(await bench.feature.sign({ id, ...chosen, stamp: false }));
		expect(bench.orders.map((order) => order.stamp)).toEqual([
			{ place, picture: `/seals/${company.id}.png` },
			{ place, picture: undefined },
			false,
		]);
	});

	test('goes back to its automatic place when a new merge has no such page', async () => {
		const { id } = await bench.merged();
		unwrap(await bench.feature.setStamp({ id, stamp: { place, picture: false } }));
		expect(unwrap(await bench.feature.merge({ id })).stamp).toEqual({ place, picture: false });
		unwrap(await bench.feature.setStamp({ id, stamp: { place: { ...place, page: 99 }, picture: false } }));
		expect(unwrap(await bench.feature.merge({ id })).stamp).toEqual({ place: null, picture: false });
	});

	test('has an automatic place once there is a merged file', async () => {
		const { id } = await bench.filled();
		expect(await bench.feature.automaticStamp({ id })).toEqual(fail('DOSSIER_STEP', { step: 'merge' }));
		unwrap(await bench.feature.merge({ id }));
		const own = path.join(bench.root, id, 'merged.pdf');
		expect(unwrap(await bench.feature.automaticStamp({ id }))).toMatchObject({ page: 1, x: own.length });
	});
});

describe('the signed file', () => {
	test('is copied where the user says and shown there while it is there', async () => {
		const { id, merged } = await bench.signed();
		const own = path.join(bench.root, id, 'signed.pdf');
		expect(unwrap(await bench.feature.outputs(id))).toEqual({ fileName: merged?.fileName, shown: own });
		const target = path.join(path.dirname(bench.root), 'gửi hải quan.pdf');
		expect(await bench.feature.saveTo(id, target)).toEqual(ok(null));
		expect(await readFile(target, 'utf8')).toBe('signed');
		expect(unwrap(await bench.feature.get({ id })).savedAs).toBe('gửi hải quan.pdf');
		expect(unwrap(await bench.feature.outputs(id)).shown).toBe(target);
		await rm(target);
		expect(unwrap(await bench.feature.outputs(id)).shown).toBe(own);
	});

	test('cannot be saved before it is signed, over itself, or into no folder', async () => {
		const { id } = await bench.merged();
		expect(await bench.feature.saveTo(id, path.join(bench.root, 'x.pdf'))).toEqual(
			fail('DOSSIER_STEP', { step: 'sign' }),
		);
		await bench.feature.sign({ id, ...chosen });
		const own = path.join(bench.root, id, 'signed.pdf');
		expect(await bench.feature.saveTo(id, own)).toMatchObject({ error: { code: 'FILE_IS_INPUT' } });
		const nowhere = path.join(bench.root, 'không có', 'x.pdf');
		expect(await bench.feature.saveTo(id, nowhere)).toMatchObject({ error: { code: 'FILE_FOLDER_MISSING' } });
		await rm(own);
		expect(await bench.feature.saveTo(id, path.join(bench.root, 'x.pdf'))).toMatchObject({
			error: { code: 'FILE_NOT_FOUND' },
		});
		expect(unwrap(await bench.feature.get({ id })).savedAs).toBeNull();
	});
});
