import path from 'node:path';

/**
 * Entry of the command line: puts the process around `runCli`. Native parts are loaded by the commands that need
 * them, so that an old Node gets a sentence instead of a loader's message.
 */
async function main(): Promise<void> {
	const { runCli } = await import('./cli/run.ts');
	const { readSecretLine } = await import('./cli/secret.ts');
	const { findResources } = await import('./platform/resources.ts');
	const { siblingsOf } = await import('./platform/siblings.ts');
	const show = (text: string) => void process.stderr.write(text);
	// npm changes to the folder of package.json and leaves the caller's folder in INIT_CWD; other scripts inherit it.
	const callersFolder = (process.env.npm_lifecycle_event === 'cli' && process.env.INIT_CWD) || process.cwd();
	const finished = await runCli(process.argv.slice(2), {
		resources: findResources(),
		path: (typed) => path.resolve(callersFolder, typed),
		sibling: siblingsOf(import.meta.filename),
		progress: (line) => show(`${line}\n`),
		readSecret: (prompt) => readSecretLine(process.stdin, show, prompt),
		now: new Date(),
	});
	// The exit waits for both outputs: a pipe may take them in pieces.
	process.stderr.write(finished.stderr, () =>
		process.stdout.write(finished.stdout, () => process.exit(finished.status)),
	);
}

// A reader that closes the pipe early (`| head`) has seen enough.
process.stdout.on('error', () => process.exit(0));
await main();
