import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.mjs';
import { openVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { node24, rootPath, run, Stop, say, withUtf8Names } from './shared.mjs';
import { installSystemPackages, packages } from './system-packages.mjs';

const out = join(rootPath, 'out', 'test');

/**
 * Everything that must hold, in the order in which it fails fastest. A missing part fails; a skipped test counts
 * as failed, because nobody has seen it pass. Ends with one line: `N passed, N failed`.
 * @param {string[]} only names of stages; when empty all but those that run on request
 */
export async function runTests(only) {
	const unknown = only.find((name) => !stages.some((stage) => stage.name === name));
	if (unknown !== undefined) {
		throw new Stop(`Unknown stage "${unknown}". Known: ${stages.map((stage) => stage.name).join(', ')}.`);
	}
	await installSystemPackages(/** @type {(keyof typeof packages)[]} */ (Object.keys(packages)));
	rmSync(out, { recursive: true, force: true });
	mkdirSync(out, { recursive: true });
	let passed = 0;
	let failed = 0;
	for (const stage of stages.filter(({ name, onRequest }) => (only.length === 0 ? !onRequest : only.includes(name)))) {
		say(`── ${stage.name}`);
		const started = Date.now();
		const result = await stage.run();
		passed += result.passed;
		failed += result.failed;
		say(
			`── ${stage.name}: ${result.passed} passed, ${result.failed} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`,
		);
	}
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	return failed === 0 && passed > 0 ? 0 : 1;
}

/** @typedef {{ passed: number, failed: number }} Count */

/** @type {{ name: string, run: () => Promise<Count>, onRequest?: boolean }[]} */
const stages = [
	{ name: 'lint', run: () => check(tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')) },
	{ name: 'imports', run: () => check([join(rootPath, 'build/check-imports.ts')]) },
	{ name: 'locales', run: () => check([join(rootPath, 'build/check-locales.ts')]) },
	{
		name: 'types',
		run: async () => {
			const rooms = ['shared', 'electron', 'renderer', 'build', 'tests'];
			return sum(await Promise.all(rooms.map((room) => check(tool('typescript/bin/tsc', '-p', room)))));
		},
	},
	{ name: 'unit', run: () => vitest('unit') },
	{ name: 'integration', run: () => vitest('integration') },
	{ name: 'e2e', run: endToEnd },
	// Ten times as many kills in the middle of a write: about five minutes.
	{ name: 'long', run: () => vitest('integration', ['store-kill'], { VNACCS_KEYRING_KILLS: '500' }), onRequest: true },
];

/** @param {string} script @param {string[]} args */
function tool(script, ...args) {
	return [join(rootPath, 'node_modules', script), ...args];
}

/** One check that passes or fails as a whole. @param {string[]} args @returns {Promise<Count>} */
async function check(args) {
	return (await run(node24(), args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {Count[]} counts @returns {Count} */
function sum(counts) {
	return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
}

/**
 * @param {string} project
 * @param {string[]} filters parts of file names, all files when empty
 * @param {Record<string, string>} environment
 * @returns {Promise<Count>}
 */
async function vitest(project, filters = [], environment = {}) {
	if (project === 'integration') await buildIfStale();
	const file = join(out, `${project}.json`);
	const status = await run(
		node24(),
		tool(
			'vitest/vitest.mjs',
			'run',
			...filters,
			'--project',
			project,
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${file}`,
		),
		{ env: { ...testEnvironment(), ...environment } },
	);
	const report = JSON.parse(readFileSync(file, 'utf8'));
	return strict(status, report.numPassedTests, report.numTotalTests - report.numPassedTests);
}

/** @returns {Promise<Count>} */
async function endToEnd() {
	await buildIfStale();
	const electron = await findElectron();
	// Two applications at a time, each on a display of its own: the clipboard belongs to the display.
	const displays = await Promise.all([openVirtualDisplay(), openVirtualDisplay()]);
	const file = join(out, 'e2e.json');
	try {
		const status = await run(node24(), tool('@playwright/test/cli.js', 'test', '--reporter=list,json'), {
			env: {
				...testEnvironment(),
				VNACCS_KEYRING_DISPLAYS: displays.map(({ display }) => display).join(' '),
				PLAYWRIGHT_JSON_OUTPUT_NAME: file,
				VNACCS_KEYRING_ELECTRON: electron.executable,
				VNACCS_KEYRING_ELECTRON_RUNS_APP: electron.runsApp ? '1' : '',
			},
		});
		const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats;
		return strict(status, expected, unexpected + flaky + skipped);
	} finally {
		for (const display of displays) display.close();
	}
}

/** A runner that ended badly without naming a failed test has failed all the same. @returns {Count} */
function strict(/** @type {number} */ status, /** @type {number} */ passed, /** @type {number} */ failed) {
	return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}

function testEnvironment() {
	return { ...withUtf8Names(process.env), VNACCS_KEYRING_NODE: node24(), TZ: 'Asia/Ho_Chi_Minh' };
}
