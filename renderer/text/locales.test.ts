import { expect, test } from 'vitest';

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<Texts>('../../resources/locales/*/*.json', { eager: true, import: 'default' });

/** `field.show` with its text; English has `_one` and `_other` where Vietnamese has one form. */
function flat(texts: Texts, before = ''): [string, string][] {
	return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
		typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
	);
}

const plain = (key: string) => key.replace(/_(one|other)$/, '');
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const namespaces = Object.keys(files)
	.filter((path) => path.includes('/vi/'))
	.map((path) => path.split('/').at(-1) ?? '');

function textsOf(language: string, file: string): Map<string, string[]> {
	const texts = new Map<string, string[]>();
	const all = files[`../../resources/locales/${language}/${file}`];
	for (const [key, text] of flat(all ?? {})) texts.set(plain(key), [...(texts.get(plain(key)) ?? []), text]);
	return texts;
}

test.each(namespaces)('%s says the same things in both languages', (file) => {
	const vi = textsOf('vi', file);
	const en = textsOf('en', file);
	expect(vi.size).toBeGreaterThan(0);
	expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
	for (const [key, texts] of en) {
		for (const text of texts) expect(placeholders(text), key).toEqual(placeholders(vi.get(key)?.[0] ?? ''));
	}
});

test.each(namespaces)('%s is written in NFC, without empty texts', (file) => {
	for (const language of ['vi', 'en']) {
		for (const [key, texts] of textsOf(language, file)) {
			for (const text of texts) {
				expect(text.trim(), key).not.toBe('');
				expect(text, key).toBe(text.normalize('NFC'));
			}
		}
	}
});
