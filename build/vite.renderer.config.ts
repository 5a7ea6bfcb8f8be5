import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The pages: the application and the PIN window. */
export default defineConfig({
	root: path('../renderer'),
	base: '/',
	publicDir: false,
	plugins: [react()],
	build: {
		outDir: path('../dist/renderer'),
		emptyOutDir: true,
		target: 'chrome130',
		// Small assets as data: addresses would need a hole in the content security policy.
		assetsInlineLimit: 0,
		// The module preload helper writes elements of its own; one page from disk does not need it.
		modulePreload: false,
		chunkSizeWarningLimit: 2000,
		rolldownOptions: {
			input: { app: path('../renderer/app/index.html'), pin: path('../renderer/pin/index.html') },
		},
	},
});
