import path from 'node:path';

/**
 * Where the other entries lie: `token-host.ts` beside `cli.ts` in the sources, `token-host.js` beside `cli.js` in the
 * bundle. `entry` is the running entry's own file (`import.meta.filename`).
 */
export function siblingsOf(entry: string): (name: 'token-host' | 'document-worker') => string {
	return (name) => path.join(path.dirname(entry), name + path.extname(entry));
}
