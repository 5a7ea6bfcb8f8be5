import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { parseSync } from 'vite';

/**
 * Source files of the product by path with `/`, from the checkout's root.
 * @param {string} root
 * @returns {Promise<Map<string, string>>}
 */
export async function readSources(root) {
	return readFiles(root, '{electron,renderer,shared}/**/*.{ts,tsx}');
}

/**
 * @param {string} root
 * @param {string} pattern
 * @returns {Promise<Map<string, string>>}
 */
export async function readFiles(root, pattern) {
	const names = (await Array.fromAsync(glob(pattern, { cwd: root }))).map((name) => name.split(path.sep).join('/'));
	return new Map(names.sort().map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));
}

/**
 * A test, or the test data that lie beside it as `*-samples.ts`: neither is part of the product.
 * @param {string} file
 * @returns {boolean}
 */
export function isTest(file) {
	return /\.test\.tsx?$|-samples\.ts$/.test(file);
}

/**
 * The syntax tree of a source; a source that cannot be parsed is a defect of the check's input and throws.
 * @param {string} file
 * @param {string} source
 */
export function parse(file, source) {
	const { program, errors } = parseSync(file, source);
	if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
	return program;
}

/**
 * The line, from 1, of a place in a source.
 * @param {string} source
 * @param {number} start
 */
export function lineAt(source, start) {
	return source.slice(0, start).split('\n').length;
}

/**
 * Prints what was found and ends the process with 1 when there is something, or when nothing was looked at.
 * @param {string} name
 * @param {number} fileCount
 * @param {string[]} violations
 */
export function report(name, fileCount, violations) {
	for (const violation of violations) console.error(violation);
	console.log(`${name}: ${fileCount} files, ${violations.length} violations`);
	if (violations.length > 0 || fileCount === 0) process.exitCode = 1;
}

/** The checkout to look at: the one this file lies in, or the folder given on the command line (tests). */
export function checkedRoot() {
	return path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
}
