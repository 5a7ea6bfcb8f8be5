import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildDossier, inspectPart } from '../../electron/pdf/assemble/build-dossier.ts';
import { readPageTree } from '../../electron/pdf/merge/page-tree.ts';
import { memorySource } from '../../electron/pdf/read/byte-source.ts';
import { readPdf } from '../../electron/pdf/read/document.ts';
import { mutate, randomOf } from './pdf-mutations.ts';

/**
 * Damages the files of a folder and reads them as the document worker does, for some seconds. Arguments: folder, first seed,
 * seconds. One line of JSON before each case and one at the end; a defect, or a merged file that our own strict reader
 * refuses, is a line of its own, and the file stays in the folder as `found-<seed>`.
 */
const [folder = '', seed = '1', seconds = '10'] = process.argv.slice(2);
const bases = readdirSync(folder).filter((name) => /\.\w+$/.test(name));
const work = mkdtempSync(path.join(tmpdir(), 'fuzz '));
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

const until = performance.now() + Number(seconds) * 1000;
const answers: Record<string, number> = {};
let [cases, peakMb] = [0, 0];
let slowest = { seed: 0, ms: 0 };
for (let number = Number(seed); performance.now() < until; number++) {
	const random = randomOf(number);
	const base = bases[Math.floor(random() * bases.length)]!;
	const { damaged, how } = mutate(readFileSync(path.join(folder, base)), random);
	say({ begin: number, base, how });
	const [file, output] = [path.join(work, base), path.join(work, 'ra.tmp')];
	writeFileSync(file, damaged);
	const started = performance.now();
	try {
		const inspected = await inspectPart(file, undefined);
		writeFileSync(output, '');
		const built = await buildDossier({ parts: [{ path: file, name: base }] }, { temp: output, output });
		const answer = built.ok ? 'taken' : built.error.code;
		answers[answer] = (answers[answer] ?? 0) + 1;
		if (inspected.ok !== built.ok) throw new Error(`inspected ${JSON.stringify(inspected)} but built ${answer}`);
		if (built.ok) {
			const pages = await readPdf(memorySource(readFileSync(output)), 'ra', (merged) => readPageTree(merged, 10_000));
			if (pages.pages.length !== built.value.pages) throw new Error('Pages are missing from the result');
		}
	} catch (thrown) {
		const { stack = '' } = thrown as Error;
		say({ defect: number, base, how, stack, cause: String((thrown as Error).cause ?? '') });
		writeFileSync(path.join(folder, `found-${number}`), damaged);
	}
	const ms = Math.round(performance.now() - started);
	if (ms > slowest.ms) slowest = { seed: number, ms };
	peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
	cases++;
}
rmSync(work, { recursive: true, force: true });
say({ end: { cases, slowest, peakMb: Math.round(peakMb), answers } });
