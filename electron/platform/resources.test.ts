import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findResources } from './resources.ts';
import { siblingsOf } from './siblings.ts';

test('the resources are found from the sources and from any depth of a bundle', () => {
	expect(existsSync(path.join(findResources(), 'locales', 'vi', 'errors.json'))).toBe(true);
	const root = mkdtempSync(path.join(tmpdir(), 'vnk hồ sơ '));
	try {
		mkdirSync(path.join(root, 'resources', 'locales'), { recursive: true });
		mkdirSync(path.join(root, 'dist', 'electron', 'chunks'), { recursive: true });
		for (const start of ['dist/electron', 'dist/electron/chunks', 'electron/platform']) {
			expect(findResources(path.join(root, start))).toBe(path.join(root, 'resources'));
		}
	} finally {
		rmSync(root, { recursive: true });
	}
});

test('without resources the start fails at once', () => {
	expect(() => findResources(path.parse(process.cwd()).root)).toThrow('resources');
});

test('the other entries lie beside the running one, as sources or as bundles', () => {
	expect(siblingsOf(path.join('/app', 'electron', 'cli.ts'))('token-host')).toBe(
		path.join('/app', 'electron', 'token-host.ts'),
	);
	expect(siblingsOf(path.join('/app', 'dist', 'cli.js'))('document-worker')).toBe(
		path.join('/app', 'dist', 'document-worker.js'),
	);
});
