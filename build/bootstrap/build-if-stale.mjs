import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24, readStamp, root, rootPath, run, Stop, say, sha256 } from './shared.mjs';

const stamp = new URL('dist/.stamp', root);
const inputs = ['electron', 'renderer', 'shared', 'resources', 'build', 'package.json', 'package-lock.json'];

/** Bundles all entries when a source is newer than the bundle. The stamp is written last: a broken build is built again. */
export async function buildIfStale() {
	const wanted = fingerprint();
	if (readStamp(stamp) === wanted) return;
	say('Building …');
	const started = Date.now();
	rmSync(stamp, { force: true });
	const status = await run(node24(), [fileURLToPath(new URL('build/build.ts', root))]);
	if (status !== 0) throw new Stop('The build failed; its message stands above.');
	writeFileSync(stamp, wanted);
	say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** Names, sizes and times of all sources: cheap, and enough to notice an edit. */
function fingerprint() {
	const lines = [process.platform, process.arch];
	for (const input of inputs) collect(join(rootPath, input), lines);
	return sha256(lines.join('\n'));
}

/** @param {string} path @param {string[]} lines */
function collect(path, lines) {
	const stats = statSync(path);
	if (!stats.isDirectory()) {
		lines.push(`${path} ${stats.size} ${stats.mtimeMs}`);
		return;
	}
	for (const name of readdirSync(path).sort()) {
		if (!/\.test\.tsx?$/.test(name)) collect(join(path, name), lines);
	}
}
