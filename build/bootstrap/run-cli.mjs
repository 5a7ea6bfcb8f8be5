import { fileURLToPath } from 'node:url';
import { node24, root, run } from './shared.mjs';

/** The command line under Node 24; standard streams are the caller's. */
export function runCli(/** @type {string[]} */ args) {
	return run(node24(), [fileURLToPath(new URL('dist/electron/cli.js', root)), ...args], { stdio: 'inherit' });
}
