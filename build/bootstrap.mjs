// The one door of the repository: `npm start`, `npm test`, `npm run cli`, `npm run build`, `npm run bench`.
// Depends on nothing but Node >= 20.19 and npm, does only what is missing, and can be interrupted at any point.
import { buildIfStale } from './bootstrap/build-if-stale.mjs';
import { installDependencies } from './bootstrap/dependencies.mjs';
import { Stop, say } from './bootstrap/shared.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [command = '', ...rest] = process.argv.slice(2);

const commands = {
	bench: async () => {
		const { runBench } = await import('./bootstrap/run-bench.mjs');
		return runBench(rest);
	},
	build: async () => {
		await buildIfStale();
		return 0;
	},
	cli: async () => {
		await buildIfStale();
		const { runCli } = await import('./bootstrap/run-cli.mjs');
		return runCli(rest);
	},
	start: async () => {
		await buildIfStale();
		const { runApplication } = await import('./bootstrap/run-application.mjs');
		return runApplication(rest);
	},
	test: async () => {
		const { runTests } = await import('./bootstrap/run-tests.mjs');
		return runTests(rest);
	},
};

try {
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new Stop(
			`Node ${process.versions.node} is too old: install Node 20.19 or newer, then run the command again.`,
		);
	}
	const run = commands[/** @type {keyof typeof commands} */ (command)];
	if (!run) throw new Stop(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}.`);
	await installDependencies();
	process.exitCode = await run();
} catch (error) {
	if (!(error instanceof Stop)) throw error;
	say(error.message);
	process.exitCode = 2;
}
