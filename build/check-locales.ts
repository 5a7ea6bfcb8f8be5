// The check of the texts: both languages complete and alike, none that nobody shows, and no Vietnamese left in code.

import path from 'node:path';
import { type ESTree, Visitor } from 'vite';
import { checkedRoot, isTest, lineAt, parse, readFiles, readSources, report } from './check-sources.ts';

const languages = ['vi', 'en'];
/** Vietnamese may have one plural form where English has two (i18next suffixes). */
const plural = /_(zero|one|two|few|many|other)$/;
/** đ, or a letter with a tone or shape mark of Vietnamese, decomposed. */
const vietnamese = /[đĐ]|[A-Za-z][\u0300-\u0303\u0306\u0309\u031b\u0323]/;

/**
 * Where the languages differ: files, keys, placeholders, empty texts, texts that are not NFC.
 * @param files JSON text by `resources/locales/<language>/<namespace>.json`
 */
export function checkTexts(files: Map<string, string>): string[] {
	const violations: string[] = [];
	/** Placeholders by key, by `language/namespace`. */
	const read = new Map<string, Map<string, Set<string>>>();
	for (const [file, json] of files) {
		const name = file.split('/').slice(-2).join('/');
		const keys = new Map<string, Set<string>>();
		for (const [key, text] of texts(JSON.parse(json))) {
			if (typeof text !== 'string') violations.push(`${file}: ${key} is not a text`);
			else if (text.trim() === '') violations.push(`${file}: ${key} is empty`);
			else if (text !== text.normalize('NFC')) violations.push(`${file}: ${key} is not NFC`);
			const places = String(text).match(/(?<=\{)[^{}]*(?=\})/g) ?? [];
			const base = key.replace(plural, '');
			keys.set(base, new Set([...(keys.get(base) ?? []), ...places]));
		}
		read.set(name, keys);
	}
	const namespaces = new Set([...read.keys()].map((name) => name.split('/')[1]));
	for (const namespace of namespaces) {
		for (const [one, other] of [languages, [...languages].reverse()]) {
			const file = `resources/locales/${other}/${namespace}`;
			const theirs = read.get(`${other}/${namespace}`);
			if (!theirs) {
				violations.push(`${file}: the file is missing`);
				continue;
			}
			for (const [key, places] of read.get(`${one}/${namespace}`) ?? []) {
				const known = theirs.get(key);
				if (!known) violations.push(`${file}: ${key} is missing`);
				else {
					const lost = [...places].filter((place) => !known.has(place));
					if (lost.length > 0) violations.push(`${file}: ${key} lacks {${lost.join('}, {')}}`);
				}
			}
		}
	}
	return violations;
}

/** Every leaf with its dotted key. */
function* texts(tree: unknown, at = ''): Generator<[string, unknown]> {
	if (typeof tree !== 'object' || tree === null) yield [at, tree];
	else for (const [key, branch] of Object.entries(tree)) yield* texts(branch, at ? `${at}.${key}` : key);
}

/**
 * Vietnamese in string, template and JSX literals of product sources; comments, regular expressions and tests are free.
 * @param files source by path
 */
export function checkLiterals(files: Map<string, string>): string[] {
	const violations: string[] = [];
	for (const [file, source] of files) {
		if (isTest(file)) continue;
		const look = (node: ESTree.Node, text: string) => {
			if (!vietnamese.test(text.normalize('NFD'))) return;
			violations.push(
				`${file}:${lineAt(source, node.start)} says "${text.trim().slice(0, 60)}": texts belong to resources`,
			);
		};
		new Visitor({
			Literal: (node) => {
				if (typeof node.value === 'string') look(node, node.value);
			},
			TemplateElement: (node) => look(node, node.value.cooked ?? node.value.raw),
			JSXText: (node) => look(node, node.value),
		}).visit(parse(file, source));
	}
	return violations;
}

/** Texts that programs read as objects, not by their keys: whole files, or a branch. */
const readAsObjects = /^(errors|letter|pin|recovery-sheet|verification):|^dossiers:papers\.|^sending:export\./;

/**
 * Texts whose key no string of the product names, with or without its namespace. A template such as `a.${x}.title`
 * names every key it can become; one that begins with a value names none.
 * @param files JSON text by path, of one language
 * @param sources source by path
 */
export function checkUnused(files: Map<string, string>, sources: Map<string, string>): string[] {
	const named = new Set<string>();
	const patterns = new Map<string, RegExp>();
	for (const [file, source] of sources) {
		if (isTest(file)) continue;
		new Visitor({
			Literal: (node) => {
				if (typeof node.value === 'string') named.add(node.value);
			},
			TemplateLiteral: ({ quasis }) => {
				const parts = quasis.map(({ value }) => value.cooked ?? value.raw);
				if (parts.length === 1) named.add(parts.join());
				if (!/^[a-z]/i.test(parts[0] ?? '') || parts.some((part) => /[^\w.:-]/.test(part))) return;
				const pattern = `^${parts.map((part) => part.replaceAll('.', '\\.')).join('.+')}$`;
				patterns.set(pattern, new RegExp(pattern));
			},
		}).visit(parse(file, source));
	}
	const isNamed = (key: string) => named.has(key) || [...patterns.values()].some((pattern) => pattern.test(key));
	return [...files].flatMap(([file, json]) => {
		const namespace = path.basename(file, '.json');
		return [...texts(JSON.parse(json))]
			.map(([key]) => key.replace(plural, ''))
			.filter((key) => !readAsObjects.test(`${namespace}:${key}`) && !isNamed(key) && !isNamed(`${namespace}:${key}`))
			.map((key) => `${file}: nothing shows ${key}`);
	});
}

if (import.meta.main) {
	const root = checkedRoot();
	const locales = readFiles(root, `resources/locales/{${languages.join(',')}}/*.json`);
	const sources = readSources(root);
	report('texts', locales.size, checkTexts(locales));
	const [language] = languages;
	const own = new Map([...locales].filter(([file]) => file.includes(`/${language}/`)));
	report('unused texts', own.size, checkUnused(own, sources));
	report('literals', sources.size, checkLiterals(sources));
}
