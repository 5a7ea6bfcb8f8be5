import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.mjs';
import { node24, rootPath, run, Stop } from './shared.mjs';

const known = ['signing'];

/** Measures and prints tables; never part of the tests, because times are no facts. @param {string[]} only */
export async function runBench(only) {
	const unknown = only.find((name) => !known.includes(name));
	if (unknown !== undefined) throw new Stop(`Unknown benchmark "${unknown}". Known: ${known.join(', ')}.`);
	await buildIfStale();
	let worst = 0;
	for (const name of only.length === 0 ? known : only) {
		const script = join(rootPath, 'tests', 'bench', `${name}.ts`);
		worst = Math.max(worst, await run(node24(), [script], { stdio: ['ignore', 'inherit', 'inherit'] }));
	}
	return worst;
}
