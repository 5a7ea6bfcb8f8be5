import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import node from './vite.node.config.ts';
import { preloadConfig } from './vite.preload.config.ts';
import renderer from './vite.renderer.config.ts';

// The configurations are given inline: no file of the working folder may change what is built.
for (const config of [node, preloadConfig('preload'), preloadConfig('pin-preload'), renderer] as InlineConfig[]) {
	await build({ ...config, configFile: false, logLevel: 'warn' });
}

// What pdf.js fetches by name while it draws: decoders for scanners' picture formats, fonts a PDF may leave out.
for (const folder of ['wasm', 'standard_fonts']) {
	const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
	cpSync(place(`../node_modules/pdfjs-dist/${folder}`), place(`../dist/renderer/pdfjs/${folder}`), {
		recursive: true,
		filter: (source) => !source.endsWith('.wasm'),
	});
}
