import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.mjs';
import { node24, rootPath, run, Stop } from './shared.mjs';

/** Scripts of `tests/bench` by the name of the benchmark. */
const known = { signing: ['signing', 'token-overhead'], search: ['search'] };

/** Measures and prints tables; never part of the tests, because times are no facts. @param {string[]} only */
export async function runBench(only) {
	const unknown = only.find((name) => !Object.hasOwn(known, name));
	if (unknown !== undefined) throw new Stop(`Unknown benchmark "${unknown}". Known: ${Object.keys(known).join(', ')}.`);
	await buildIfStale();
	let worst = 0;
	const scripts = Object.entries(known).flatMap(([name, files]) =>
		only.length === 0 || only.includes(name) ? files : [],
	);
	for (const name of scripts) {
		const script = join(rootPath, 'tests', 'bench', `${name}.ts`);
		worst = Math.max(worst, await run(node24(), [script], { stdio: ['ignore', 'inherit', 'inherit'] }));
	}
	return worst;
}
