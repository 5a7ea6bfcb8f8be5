import { build, type InlineConfig } from 'vite';
import node from './vite.node.config.ts';
import { preloadConfig } from './vite.preload.config.ts';
import renderer from './vite.renderer.config.ts';

// The configurations are given inline: no file of the working folder may change what is built.
for (const config of [node, preloadConfig('preload'), preloadConfig('pin-preload'), renderer] as InlineConfig[]) {
	await build({ ...config, configFile: false, logLevel: 'warn' });
}
