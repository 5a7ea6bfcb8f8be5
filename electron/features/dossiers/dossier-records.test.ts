import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unwrap } from '../../../shared/result.ts';
import { chosen, type DossierBench, openDossierBench } from '../../../tests/fixtures/dossier-bench.ts';

let bench: DossierBench;
beforeEach(async () => {
	bench = await openDossierBench();
});
afterEach(() => bench.close());

describe('a copy that a power cut interrupted', () => {
	const cutOff = (id: string, unfinished: string) =>
		bench.records.set(id, { ...bench.records.get(id)!, state: { ...bench.records.get(id)!.state, unfinished } });
	const start = () => bench.feature.tidyUp((_id, work) => work());

	test('is known before the first byte is written, and not any more when it is complete', async () => {
		const { id } = await bench.signed();
		const seen: (string | undefined)[] = [];
		bench.records.set = (key, record) => {
			seen.push(record.state.unfinished);
			return Map.prototype.set.call(bench.records, key, record) as typeof bench.records;
		};
		unwrap(await bench.feature.saveTo(id, path.join(path.dirname(bench.root), 'gửi.pdf')));
		expect(seen).toEqual([expect.stringMatching(/\.vnk-.*\.tmp$/), undefined, undefined]);
		expect(path.dirname(seen[0] ?? '')).toBe(path.dirname(bench.root));
	});

	test('is removed at the next start; one on a drive that is not there waits', async () => {
		const { id, updatedAt } = await bench.signed();
		const left = path.join(path.dirname(bench.root), '.vnk-1.tmp');
		await writeFile(left, 'nửa');
		cutOff(id, left);
		await start();
		expect(await readdir(path.dirname(bench.root))).not.toContain('.vnk-1.tmp');
		expect(bench.records.get(id)?.state.unfinished).toBeUndefined();
		expect(unwrap(await bench.feature.get({ id })).updatedAt).toBe(updatedAt);
		const elsewhere = path.join(bench.root, 'ổ đĩa rời', '.vnk-2.tmp');
		cutOff(id, elsewhere);
		await start();
		expect(bench.records.get(id)?.state.unfinished).toBe(elsewhere);
	});

	test('never makes another file go', async () => {
		const { id } = await bench.signed();
		const other = await bench.source('của người dùng.pdf');
		cutOff(id, other);
		await start();
		expect(await readFile(other, 'utf8')).toBe('content of của người dùng.pdf');
	});
});

describe('the step on screen', () => {
	test('is where the dossier opens again, without being a change', async () => {
		const { id, step, updatedAt } = await bench.filled();
		expect(step).toBe('merge');
		unwrap(await bench.feature.keepPlace({ id, place: 'scans' }));
		expect(unwrap(await bench.feature.get({ id }))).toMatchObject({ place: 'scans', updatedAt });
	});

	test('is the first unfinished one when the dossier has moved on by another way', async () => {
		const { id } = await bench.filled();
		unwrap(await bench.feature.keepPlace({ id, place: 'letter' }));
		expect(unwrap(await bench.feature.merge({ id })).place).toBe('sign');
		expect(unwrap(await bench.feature.sign({ id, ...chosen })).place).toBe('mail');
	});
});
