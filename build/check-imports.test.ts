import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkImports, importsOf } from './check-imports.ts';

const check = (files: Record<string, string>) => checkImports(new Map(Object.entries(files)));

describe('an import that goes the wrong way is refused', () => {
	test.each([
		[
			'renderer to electron',
			'renderer/app/a.tsx',
			'../../electron/ipc/gate.ts',
			'renderer imports only renderer and shared',
		],
		['renderer to build', 'renderer/app/a.tsx', '../../build/build.ts', 'renderer imports only'],
		['renderer to Node', 'renderer/app/a.tsx', 'node:fs', 'renderer uses no Node'],
		['renderer to Node without its prefix', 'renderer/app/a.tsx', 'fs/promises', 'renderer uses no Node'],
		['renderer to Electron', 'renderer/app/a.tsx', 'electron', 'Electron belongs to'],
		['renderer to Electron by a side door', 'renderer/app/a.tsx', 'electron/renderer', 'Electron belongs to'],
		['shared to renderer', 'shared/domain/a.ts', '../../renderer/app/theme.ts', 'shared imports only shared'],
		['shared to electron', 'shared/domain/a.ts', '../../electron/platform/link.ts', 'shared imports only shared'],
		['shared to Node', 'shared/domain/a.ts', 'node:crypto', 'shared uses no Node'],
		['shared to a package', 'shared/domain/a.ts', 'react', 'shared imports only shared and zod'],
		[
			'electron to renderer',
			'electron/ipc/a.ts',
			'../../renderer/app/theme.ts',
			'electron imports only electron and shared',
		],
		['electron to tests', 'electron/pdf/a.ts', '../../tests/fixtures/make.ts', 'electron imports only'],
		['out of the checkout', 'electron/pdf/a.ts', '../../../elsewhere/a.ts', 'outside the checkout'],
		['a product file to a test', 'electron/pdf/a.ts', './b.test.ts', 'a test is not part'],
		['anything to an entry', 'electron/shell/a.ts', '../main.ts', 'nothing imports an entry'],
		['an entry to an entry', 'electron/cli.ts', './core.ts', 'nothing imports an entry'],
		['renderer to an entry', 'renderer/app/a.ts', '../../electron/preload.ts', 'nothing imports an entry'],
		['a feature to another', 'electron/features/letters/a.ts', '../vault/seal.ts', 'of a feature only'],
		[
			'a feature to the service of another',
			'electron/features/letters/a.ts',
			'../vault/vault-service.ts',
			'of a feature only',
		],
		['a feature to storage', 'electron/features/vault/a.ts', '../../storage/database.ts', 'storage is reached through'],
		[
			'a feature to pdf',
			'electron/features/letters/a.ts',
			'../../pdf/letter/build-letter.ts',
			'pdf is reached through',
		],
		['a feature to pkcs11', 'electron/features/signing/a.ts', '../../pkcs11/cryptoki.ts', 'pkcs11 is reached through'],
		['shell to storage', 'electron/shell/a.ts', '../storage/database.ts', 'storage is reached through'],
		['storage to a feature', 'electron/storage/a.ts', '../features/vault/seal.ts', 'of a feature only'],
		['a feature to a file of no feature', 'electron/features/vault/a.ts', '../text.ts', 'belongs to no feature'],
		['a feature to shell', 'electron/features/vault/a.ts', '../../shell/dialogs.ts', 'shell stands above features'],
		['storage to ipc', 'electron/storage/a.ts', '../ipc/gate.ts', 'ipc stands above storage'],
		['platform to pdf', 'electron/platform/a.ts', '../pdf/read/xref.ts', 'platform stands below'],
		['a feature to the parts of core.ts', 'electron/features/a/b.ts', '../../core/compose.ts', 'only core.ts uses'],
		['shell to the commands', 'electron/shell/a.ts', '../cli/run.ts', 'only cli.ts uses'],
		['Electron in a feature', 'electron/features/vault/a.ts', 'electron', 'Electron belongs to'],
		['Electron in the core entry', 'electron/core.ts', 'electron', 'Electron belongs to'],
		['electron-store outside shell', 'electron/storage/a.ts', 'electron-store', 'Electron belongs to'],
		['koffi outside pkcs11', 'electron/platform/a.ts', 'koffi', 'only pkcs11 loads'],
		['better-sqlite3 outside storage', 'electron/core.ts', 'better-sqlite3', 'only storage speaks SQL'],
	])('%s', (_name, file, specifier, reason) => {
		const [line, ...more] = check({ [file]: `// first line\nimport { x } from '${specifier}';` });
		expect(more).toEqual([]);
		expect(line).toMatch(new RegExp(`^${file}:2 imports `));
		expect(line).toContain(reason);
	});
});

describe('an import that goes the right way is accepted', () => {
	test.each([
		['renderer/app/a.tsx', './theme.ts'],
		['renderer/app/a.tsx', '../../shared/domain/dates.ts'],
		['renderer/app/a.tsx', '../../resources/locales/vi/errors.json'],
		['renderer/app/a.tsx', 'react'],
		['renderer/app/a.tsx', './app.css'],
		['shared/contracts/a.ts', 'zod'],
		['shared/contracts/a.ts', '../domain/dates.ts'],
		['shared/domain/a.ts', '../../resources/calendars/2026.json'],
		['electron/main.ts', './storage/database.ts'],
		['electron/main.ts', 'electron'],
		['electron/pin-preload.ts', 'electron'],
		['electron/shell/a.ts', 'electron'],
		['electron/shell/a.ts', 'electron-store'],
		['electron/ipc/a.ts', 'electron'],
		['electron/ipc/a.ts', '../features/vault/vault-service.ts'],
		['electron/cli.ts', './cli/run.ts'],
		['electron/cli/a.ts', '../pdf/merge/merge.ts'],
		['electron/features/vault/a.ts', './deep/seal.ts'],
		['electron/features/vault/deep/a.ts', '../vault-service.ts'],
		['electron/features/letters/a.ts', '../vault/secrets-port.ts'],
		['electron/features/signing/a.ts', '../../pkcs11/token-port.ts'],
		['electron/features/signing/a.ts', '../../platform/atomic-file.ts'],
		['electron/features/signing/a.ts', 'node:crypto'],
		['electron/storage/a.ts', '../features/vault/vault-port.ts'],
		['electron/storage/a.ts', '../features/dossiers/ports.ts'],
		['electron/storage/a.ts', 'better-sqlite3'],
		['electron/pkcs11/deep/a.ts', 'koffi'],
		['electron/pdf/read/a.ts', '../cms/der.ts'],
	])('%s imports %s', (file, specifier) => {
		expect(check({ [file]: `import { x } from '${specifier}';` })).toEqual([]);
	});

	test('only the type of another feature’s service is open', () => {
		const file = 'electron/features/letters/a.ts';
		expect(check({ [file]: `import type { Vault } from '../vault/vault-service.ts';` })).toEqual([]);
		expect(check({ [file]: `import { type Vault, type Key } from '../vault/vault-service.ts';` })).toEqual([]);
		expect(check({ [file]: `import { type Vault, open } from '../vault/vault-service.ts';` })).toHaveLength(1);
	});

	test('tests are exempt', () => {
		expect(check({ 'shared/domain/a.test.ts': `import 'node:fs'; import '../../electron/main.ts';` })).toEqual([]);
		expect(check({ 'renderer/app/a.test.tsx': `import 'node:fs';` })).toEqual([]);
	});
});

describe('no way of importing escapes', () => {
	test.each([
		`import 'node:fs';`,
		`import fs from 'node:fs';`,
		`import type { Stats } from 'node:fs';`,
		`export * from 'node:fs';`,
		`export { readFileSync } from 'node:fs';`,
		`export type { Stats } from 'node:fs';`,
		`const fs = await import('node:fs');`,
		`type Stats = import('node:fs').Stats;`,
		`import fs = require('node:fs');`,
		`const fs = require('node:fs');`,
	])('%s', (source) => {
		expect(check({ 'shared/domain/a.ts': source })).toEqual([
			'shared/domain/a.ts:1 imports node:fs: shared uses no Node',
		]);
	});

	test('import.meta.glob over another room', () => {
		const globs = `import.meta.glob(['./*.ts', '../../electron/ipc/*.ts']);`;
		expect(check({ 'renderer/app/a.ts': globs })).toEqual([
			'renderer/app/a.ts:1 imports electron/ipc/*.ts: renderer imports only renderer and shared',
		]);
	});

	test('a computed import', () => {
		expect(check({ 'shared/domain/a.ts': 'await import(name);' })).toEqual([
			'shared/domain/a.ts:1 imports ?: a computed path cannot be checked',
		]);
	});

	test('a comment or a string is not an import', () => {
		const source = `// import 'node:fs';\nconst text = "import 'node:fs'";`;
		expect(importsOf('shared/a.ts', source)).toEqual([]);
	});

	test('a file that cannot be parsed is never passed over', () => {
		expect(() => check({ 'shared/domain/a.ts': 'import {' })).toThrow('shared/domain/a.ts');
	});
});

describe('import cycles', () => {
	test('a circle of types alone is found, with every file in it, once', () => {
		const found = check({
			'shared/domain/a.ts': `import type { B } from './b.ts';`,
			'shared/domain/b.ts': `\nexport * from './c.ts';`,
			'shared/domain/c.ts': `import './a.ts'; import './d.ts';`,
			'shared/domain/d.ts': '',
		});
		expect(found).toEqual([
			'shared/domain/a.ts:1 imports shared/domain/b.ts: an import cycle of shared/domain/a.ts, shared/domain/b.ts, shared/domain/c.ts',
		]);
	});

	test('a file that imports itself is found', () => {
		expect(check({ 'shared/domain/a.ts': `import './a.ts';` })).toEqual([
			'shared/domain/a.ts:1 imports shared/domain/a.ts: imports itself',
		]);
	});

	test('two ways to the same file are no cycle', () => {
		const found = check({
			'shared/domain/a.ts': `import './b.ts'; import './c.ts';`,
			'shared/domain/b.ts': `import './c.ts';`,
			'shared/domain/c.ts': '',
		});
		expect(found).toEqual([]);
	});
});

describe('the command', () => {
	const run = (files: Record<string, string>) => {
		const root = mkdtempSync(path.join(tmpdir(), 'kiểm-tra-'));
		try {
			for (const [file, source] of Object.entries(files)) {
				mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
				writeFileSync(path.join(root, file), source);
			}
			const command = path.join(import.meta.dirname, 'check-imports.ts');
			const { status, stdout, stderr } = spawnSync(process.execPath, [command, root], { encoding: 'utf8' });
			return { status, stdout, stderr };
		} finally {
			rmSync(root, { recursive: true });
		}
	};

	test('prints one line per violation and ends with 1', () => {
		expect(run({ 'shared/domain/a.ts': `import 'node:fs';`, 'renderer/app/b.tsx': `import 'electron';` })).toEqual({
			status: 1,
			stdout: 'imports: 2 files, 2 violations\n',
			stderr:
				'renderer/app/b.tsx:1 imports electron: Electron belongs to main.ts, the preload scripts, shell and ipc\n' +
				'shared/domain/a.ts:1 imports node:fs: shared uses no Node\n',
		});
	});

	test('ends with 0 when all is well, and with 1 when it found no file to look at', () => {
		expect(run({ 'shared/domain/a.ts': '' })).toEqual({
			status: 0,
			stdout: 'imports: 1 files, 0 violations\n',
			stderr: '',
		});
		expect(run({}).status).toBe(1);
	});
});
