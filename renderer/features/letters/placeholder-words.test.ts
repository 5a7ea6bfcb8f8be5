import { describe, expect, it } from 'vitest';
import password from '../../../resources/letters/vnaccs-admin-password.json' with { type: 'json' };
import both from '../../../resources/letters/vnaccs-password-and-certificate.json' with { type: 'json' };
import english from '../../../resources/locales/en/letters.json' with { type: 'json' };
import vietnamese from '../../../resources/locales/vi/letters.json' with { type: 'json' };
import { type EditableWording, mapTexts } from '../../../shared/domain/letter/wording.ts';
import { placeholderWords } from './placeholder-words.ts';

/** `company.name` and its words. */
function wordsIn(texts: { placeholder: Record<string, Record<string, string>> }): Map<string, string> {
	const groups = Object.entries(texts.placeholder);
	return new Map(
		groups.flatMap(([group, names]) =>
			Object.entries(names).map(([name, words]): [string, string] => [`${group}.${name}`, words]),
		),
	);
}

describe.each([
	['vi', wordsIn(vietnamese)],
	['en', wordsIn(english)],
])('placeholders in words of %s', (_, words) => {
	const { inWords, asTemplate } = placeholderWords(words);

	it('name one placeholder each', () => {
		const seen = [...words.values()].map((one) => one.toLocaleLowerCase('vi'));
		expect(new Set(seen).size).toBe(seen.length);
	});

	it('leave no name of ours in the form, and come back as they were', () => {
		for (const { subject, body, attachments, reasons } of [password, both]) {
			const wording = { subject, body, attachments, reasons } as EditableWording;
			const shown = mapTexts(wording, inWords);
			expect(JSON.stringify(shown)).not.toMatch(/\{\w+\.\w+\}/);
			expect(mapTexts(shown, asTemplate)).toEqual(wording);
		}
	});

	it('may be typed with other spaces, other capitals and in NFD', () => {
		const [name, own] = [...words][0]!;
		const typed = `  ${own.toLocaleUpperCase('vi').replaceAll(' ', '\u00a0')} `.normalize('NFD');
		expect(asTemplate(`x {${typed}} y`)).toBe(`x {${name}} y`);
	});

	it.each(['{công ty}', '{}', '{', '{toString}', '{company}'])('leave %s as it is', (text) => {
		expect(asTemplate(text)).toBe(text);
		expect(inWords(text)).toBe(text);
	});
});
