import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The texts of a namespace in a language, from `resources/locales`. */
export function localeTexts<T>(resources: string, language: string, namespace: string): T {
	return JSON.parse(readFileSync(path.join(resources, 'locales', language, `${namespace}.json`), 'utf8')) as T;
}
