import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder `resources` of the checkout: the same for the sources (`electron/…`) and for the bundles
 * (`dist/electron/…`), which lie at different depths. A packaged application passes its own folder on instead.
 */
export function findResources(start: string = import.meta.dirname): string {
	for (let folder = start; ; folder = path.dirname(folder)) {
		const resources = path.join(folder, 'resources');
		if (existsSync(path.join(resources, 'locales'))) return resources;
		if (folder === path.dirname(folder)) throw new Error(`no folder "resources" above ${start}`);
	}
}
