import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The entries that run in Node or Electron's Node; native packages and those that look for their own files stay outside. */
export default defineConfig({
	root: path('..'),
	publicDir: false,
	build: {
		ssr: true,
		outDir: path('../dist/electron'),
		emptyOutDir: true,
		target: 'node20',
		minify: false,
		rolldownOptions: {
			input: Object.fromEntries(
				['main', 'core', 'token-host', 'document-worker', 'cli', 'practice'].map((name) => [
					name,
					path(`../electron/${name}.ts`),
				]),
			),
			output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
		},
	},
	ssr: {
		noExternal: ['zod', 'pkijs', 'asn1js', 'pvtsutils', 'pvutils', 'bytestreamjs', '@noble/hashes', 'tslib'],
		external: [
			'electron',
			'electron-store',
			'better-sqlite3',
			'koffi',
			'sharp',
			'@node-rs/argon2',
			'pdfmake',
			'fontkit',
			'@cantoo/pdf-lib',
			'heic-decode',
		],
	},
});
