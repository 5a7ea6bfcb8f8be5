import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A sandboxed preload script must be one CommonJS file: each is built on its own, `name` says which. */
export function preloadConfig(name: 'preload' | 'pin-preload') {
	return defineConfig({
		root: path('..'),
		publicDir: false,
		build: {
			ssr: true,
			outDir: path('../dist/electron'),
			emptyOutDir: false,
			target: 'chrome130',
			minify: false,
			rolldownOptions: {
				input: path(`../electron/${name}.ts`),
				external: ['electron'],
				output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
			},
		},
	});
}
