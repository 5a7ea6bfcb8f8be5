import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../shared/errors/codes.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('every error code of the closed list is produced by some source', () => {
	const files = globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).filter(
		(file) => !/\.test\.tsx?$/.test(file) && !/^shared[\\/](errors|contracts)[\\/]/.test(file),
	);
	const sources = files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');
	expect(errorCodes.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});
