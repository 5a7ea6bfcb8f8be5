import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ESTree, parseSync } from 'vite';

/** Source files of the product by path with `/`, from the checkout's root. */
export function readSources(root: string): Map<string, string> {
	return readFiles(root, '{electron,renderer,shared}/**/*.{ts,tsx}');
}

/** Files that fit the pattern, by path with `/`, sorted. */
export function readFiles(root: string, pattern: string): Map<string, string> {
	const names = globSync(pattern, { cwd: root }).map((name) => name.split(path.sep).join('/'));
	return new Map(names.sort().map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));
}

/** A test, or the test data that lie beside it as `*-samples.ts`: neither is part of the product. */
export function isTest(file: string): boolean {
	return /\.test\.tsx?$|-samples\.ts$/.test(file);
}

/** The syntax tree of a source; a source that cannot be parsed is a defect of the check's input and throws. */
export function parse(file: string, source: string): ESTree.Program {
	const { program, errors } = parseSync(file, source);
	if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
	return program;
}

/** The line, from 1, of a place in a source. */
export function lineAt(source: string, start: number): number {
	return source.slice(0, start).split('\n').length;
}

/** Prints what was found and ends the process with 1 when there is something, or when nothing was looked at. */
export function report(name: string, fileCount: number, violations: string[]): void {
	for (const violation of violations) console.error(violation);
	console.log(`${name}: ${fileCount} files, ${violations.length} violations`);
	if (violations.length > 0 || fileCount === 0) process.exitCode = 1;
}

/** The checkout to look at: the one this file lies in, or the folder given on the command line (tests). */
export function checkedRoot(): string {
	return path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
}
